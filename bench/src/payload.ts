import type { JsonObject } from '@taizhang/kernel';

/** Size of one event's data as compact JSON, in bytes (bench-workloads.md). */
export const PAYLOAD_BYTES = 500;
/** Keys of the view that W6 keeps. */
export const VIEW_KEYS = 1_000;

/** `kind` of every event's data. */
const KIND = 'decision-recorded';

/** Data of benchmark event `i`: the same bytes for every store that is compared. */
export interface Payload {
  readonly id: string;
  readonly bureau: string;
  readonly key: string;
  readonly kind: typeof KIND;
  readonly seq: number;
  readonly amount: number;
  readonly at: string;
  readonly text: string;
}

function filler(i: number, length: number): string {
  let hex = '';
  for (let x = (i + 1) >>> 0; hex.length < length;) {
    x = (Math.imul(x, 1_664_525) + 1_013_904_223) >>> 0;
    hex += x.toString(16).padStart(8, '0');
  }
  return hex.slice(0, length);
}

/** @returns the data of event `i`: 500 bytes of compact JSON, keys in the order of the definition. */
export function payload(i: number): Payload & JsonObject {
  const data: Payload = {
    id: `d-${String(i).padStart(9, '0')}`,
    bureau: `b-${String(i % 97).padStart(2, '0')}`,
    key: `case-${String(i % VIEW_KEYS).padStart(4, '0')}`,
    kind: KIND,
    seq: i,
    amount: (i * 7_919) % 1_000,
    at: '2014-09-24T10:00:00.000Z',
    text: '',
  };
  return { ...data, text: filler(i, PAYLOAD_BYTES - JSON.stringify(data).length) };
}

/** Data of the events `from`, `from + 1`, …, as a request body would bring them: parsed, made before anything is measured. */
export function payloads(from: number, count: number): JsonObject[] {
  // as: what was just written by `payload`
  return Array.from({ length: count }, (_, i) => JSON.parse(JSON.stringify(payload(from + i))) as JsonObject);
}

/** The fold of W4 and W5. */
export interface Folded {
  count: number;
  total: number;
  last: string;
}

/** Nothing folded yet. */
export function emptyFold(): Folded {
  return { count: 0, total: 0, last: '' };
}

/** Folds one event; a store's own events (a ledger's opening) are none of ours. */
export function fold(into: Folded, data: JsonObject): void {
  if (data['kind'] !== KIND) return;
  into.count += 1;
  into.total += Number(data['amount']);
  into.last = String(data['id']);
}
