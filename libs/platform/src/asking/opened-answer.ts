import type { Clearance, JsonValue, LedgerId } from '@taizhang/kernel';
import { mapSealed, readDisclosure, sealedValues, type SealedFields, type ViewDocument } from '@taizhang/views-port';

/** A query's answer as one reader may see it, and the documents it looked at, each with the highest classification shown of it. */
export interface OpenedAnswer {
  readonly answer: JsonValue;
  readonly looked: readonly (ViewDocument & { readonly shown: Clearance })[];
}

/**
 * Puts the values of sealed fields into what a query made of documents: as far as `clearance` allows; all others, erased ones
 * among them, become `null` (design §5, §6). A placeholder that comes from none of the documents stays closed.
 */
export async function openAnswer(
  answer: JsonValue,
  documents: readonly ViewDocument[],
  sealed: SealedFields,
  clearance: Clearance,
): Promise<OpenedAnswer> {
  const wrapped = { answer };
  const asked = new Map(sealedValues(wrapped).map(({ $sealed }) => [$sealed.digest, $sealed]));
  const wanted = new Map<LedgerId, string[]>();
  const looked = documents.map((document) => {
    const opened = sealedValues(document.doc).filter(({ $sealed: { digest, level, erased } }) => {
      return asked.has(digest) && erased !== true && level <= clearance;
    });
    wanted.set(document.ledger, [
      ...(wanted.get(document.ledger) ?? []),
      ...opened.map(({ $sealed }) => $sealed.digest),
    ]);
    const levels = opened.map(({ $sealed: { level } }) => level);
    return { ...document, shown: levels.reduce<Clearance>((a, b) => (a < b ? b : a), document.clr ?? 0) };
  });
  const values = new Map<string, JsonValue>();
  for (const [ledger, digests] of wanted) {
    if (digests.length === 0) continue;
    const disclosures = await sealed.disclosures(ledger, [...new Set(digests)]);
    for (const [digest, disclosure] of disclosures) values.set(digest, readDisclosure(disclosure).value);
  }
  const opened = mapSealed(wrapped, ({ $sealed: { digest } }) => values.get(digest) ?? null);
  return { answer: opened['answer'] ?? null, looked };
}
