import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { isLedgerId, type LedgerId } from '@taizhang/kernel';

/** Longest position that is read, in characters: it travels in a header or an address, which take 16 KiB in all. */
export const MAX_POSITION_LENGTH = 12_000;
/** Most bytes of a position once it is unpacked. */
const MAX_UNPACKED_BYTES = 512 * 1024;
const FORMAT = 'p1';
const LINE = /^([a-z0-9][a-z0-9-]{0,62}) (0|[1-9]\d{0,15})$/;

/** For each ledger, the index of the next leaf that is wanted; a ledger that is not there begins at 0. */
export type StreamPositions = ReadonlyMap<LedgerId, number>;

/**
 * Packs how far a reader has come in all ledgers of a context into one opaque word. It holds nothing that the reader has not
 * seen, and gives no right: what it names beyond the reader's scope is passed over.
 */
export function packPositions(context: string, positions: StreamPositions): string {
  const lines = [...positions]
    .filter(([, next]) => next > 0)
    .map(([ledger, next]) => `${ledger.slice(context.length + 1)} ${String(next)}`)
    .sort();
  return deflateRawSync(Buffer.from([`${FORMAT} ${context}`, ...lines].join('\n')), { level: 9 }).toString('base64url');
}

/** @returns what {@link packPositions} packed for this context; `undefined` for anything else */
export function unpackPositions(context: string, packed: string): StreamPositions | undefined {
  if (packed.length > MAX_POSITION_LENGTH || !/^[A-Za-z0-9_-]+$/.test(packed)) return undefined;
  const [head, ...lines] = textOf(packed)?.split('\n') ?? [];
  if (head !== `${FORMAT} ${context}`) return undefined;
  const positions = new Map<LedgerId, number>();
  for (const line of lines) {
    const [, bureau = '', next = ''] = LINE.exec(line) ?? [];
    const ledger = `${context}/${bureau}`;
    if (!isLedgerId(ledger) || !Number.isSafeInteger(Number(next)) || positions.has(ledger)) return undefined;
    positions.set(ledger, Number(next));
  }
  return positions;
}

interface Unpacked {
  readonly buffer: Buffer;
  readonly engine: { readonly bytesWritten: number };
}

function textOf(packed: string): string | undefined {
  try {
    const bytes = Buffer.from(packed, 'base64url');
    // typed without `info`, which tells how much was read: what is appended to a position makes it none
    const unpacked = inflateRawSync(bytes, { maxOutputLength: MAX_UNPACKED_BYTES, info: true }) as unknown as Unpacked;
    const whole = unpacked.engine.bytesWritten === bytes.length && bytes.toString('base64url') === packed;
    return whole ? unpacked.buffer.toString('utf8') : undefined;
  } catch {
    return undefined; // not packed by us, or too much of it
  }
}
