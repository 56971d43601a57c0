import type { RecordedEvent, UpcastEvent } from '@taizhang/event-store-port';
import type { LedgerId } from '@taizhang/kernel';
import { decodeLeaf, LEAF_FORMAT, type Leaf } from '@taizhang/ledger';

/** Bytes that are not the leaf they should be: damaged on the way or where they rest. */
export class CorruptLeafError extends Error {
  override readonly name = 'CorruptLeafError';
  readonly code = 'CORRUPT_LEAF';
  constructor(
    readonly ledger: LedgerId,
    readonly idx: number,
    detail: string,
  ) {
    super(`${ledger}: the leaf at index ${String(idx)} ${detail}`);
  }
}

/** A leaf with its place. */
export interface PlacedLeaf {
  readonly idx: number;
  readonly leaf: Uint8Array;
  /** The same leaf, already read, where whoever hands it over had to read it anyway: spares a second parsing. */
  readonly event?: RecordedEvent;
}

/**
 * Reads a leaf as the event it records, lifted by `upcast`.
 * @throws {@link CorruptLeafError} when the bytes are no leaf, or the leaf of another place
 */
export function recordedEventOf(ledger: LedgerId, { idx, leaf }: PlacedLeaf, upcast: UpcastEvent): RecordedEvent {
  const parsed = parse(ledger, idx, leaf);
  const { schema, data } = upcast(parsed.type, parsed.schema, parsed.data);
  return {
    ledger,
    idx,
    // as: the store checks the form of a stream id before it records it (ledger-format §2)
    stream: parsed.stream as RecordedEvent['stream'],
    rev: parsed.rev,
    id: parsed.id,
    type: parsed.type,
    schema,
    clr: parsed.clr,
    data,
    // as: the store takes only actors with a role of ours
    actor: parsed.actor as RecordedEvent['actor'],
    time: parsed.time,
    ...(parsed.cause === undefined ? {} : { cause: parsed.cause }),
    ...(parsed.corr === undefined ? {} : { corr: parsed.corr }),
    commit: parsed.commit,
    leaf,
  };
}

function parse(ledger: LedgerId, idx: number, bytes: Uint8Array): Leaf {
  let leaf: Partial<Leaf> | null;
  try {
    leaf = decodeLeaf(bytes);
  } catch {
    throw new CorruptLeafError(ledger, idx, 'is not JSON');
  }
  if (typeof leaf !== 'object' || leaf?.format !== LEAF_FORMAT)
    throw new CorruptLeafError(ledger, idx, 'is not a leaf');
  if (leaf.idx !== idx) throw new CorruptLeafError(ledger, idx, 'has another index in it');
  if (leaf.log?.endsWith(`/${ledger}`) !== true) throw new CorruptLeafError(ledger, idx, 'belongs to another ledger');
  // as: our own writer made the rest, and its format mark is there
  return leaf as Leaf;
}

/** For consumers without older versions: events as they were recorded. */
export const asRecorded: UpcastEvent = (_type, schema, data) => ({ schema, data });
