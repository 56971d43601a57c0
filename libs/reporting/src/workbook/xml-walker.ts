import { setImmediate } from 'node:timers/promises';
import { SaxesParser } from 'saxes';

/** A document that is refused: not well-formed, or with a document type, which is where entities are declared. */
export class XmlRefusedError extends Error {
  override readonly name = 'XmlRefusedError';
  constructor(
    readonly code: 'XML_DAMAGED' | 'XML_ENTITIES',
    options?: ErrorOptions,
  ) {
    super(code, options);
  }
}

/** Told what a document has, in its order; names without their prefix, attributes as they are written. */
export interface XmlVisitor {
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** Bytes that are parsed before others get their turn. */
const PART_BYTES = 256 * 1024;

const local = (name: string): string => name.slice(name.indexOf(':') + 1);

/**
 * Walks an XML document. No document type, so no entities but the five of XML itself; nothing is ever fetched.
 * @throws {@link XmlRefusedError}, and what the visitor throws
 */
export async function walkXml(document: Buffer, visitor: XmlVisitor): Promise<void> {
  const parser = new SaxesParser<{ xmlns: false }>({ xmlns: false });
  let failure: { readonly error: unknown } | undefined;
  const fail = (error: unknown) => (failure ??= { error });
  const guarded =
    <A extends unknown[]>(handle: (...given: A) => void) =>
    (...given: A): void => {
      try {
        if (failure === undefined) handle(...given);
      } catch (error) {
        fail(error);
      }
    };
  parser.on('doctype', () => fail(new XmlRefusedError('XML_ENTITIES')));
  parser.on('error', (cause) => fail(new XmlRefusedError('XML_DAMAGED', { cause })));
  parser.on(
    'opentag',
    guarded(({ name, attributes }) => visitor.open?.(local(name), attributes)),
  );
  parser.on(
    'text',
    guarded((text) => visitor.text?.(text)),
  );
  parser.on(
    'cdata',
    guarded((text) => visitor.text?.(text)),
  );
  parser.on(
    'closetag',
    guarded(({ name }) => visitor.close?.(local(name))),
  );
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for (let start = 0; start < document.length; start += PART_BYTES) {
    try {
      const stream = start + PART_BYTES < document.length;
      parser.write(decoder.decode(document.subarray(start, start + PART_BYTES), { stream }));
    } catch (cause) {
      fail(new XmlRefusedError('XML_DAMAGED', { cause }));
    }
    if (failure !== undefined) throw failure.error;
    await setImmediate();
  }
  parser.close();
  if (failure !== undefined) throw (failure as { readonly error: unknown }).error; // set by the parser's last words
}
