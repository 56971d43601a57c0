import type { LedgerId, StreamId } from '@taizhang/kernel';
import type { Leaf } from '@taizhang/ledger';
import type { StoredCommit } from './commit-storage.js';
import type { RecordedCommit, RecordedEvent } from './event-store.js';
import { asBuffer, leafPlaces, type LeafPlace } from './frames.js';
import type { UpcastEvent } from './options.js';

/** A {@link RecordedEvent} on its way to its reader. */
type EventInMaking = { -readonly [K in keyof RecordedEvent]: RecordedEvent[K] };

/** Makes the event of a leaf; its data are lifted, its bytes are handed on. */
export function recordedEvent(
  ledger: LedgerId,
  leaf: Leaf,
  bytes: Uint8Array,
  upcast: UpcastEvent | undefined,
): RecordedEvent {
  const lifted = upcast === undefined ? leaf : upcast(leaf.type, leaf.schema, leaf.data);
  // as: a leaf's stream and actor were checked when it was written, and the store keeps its exact bytes
  const event: EventInMaking = {
    ledger,
    idx: leaf.idx,
    stream: leaf.stream as StreamId,
    rev: leaf.rev,
    id: leaf.id,
    type: leaf.type,
    schema: lifted.schema,
    clr: leaf.clr,
    data: lifted.data,
    actor: leaf.actor as RecordedEvent['actor'],
    time: leaf.time,
    commit: leaf.commit,
    leaf: bytes,
  };
  if (leaf.cause !== undefined) event.cause = leaf.cause;
  if (leaf.corr !== undefined) event.corr = leaf.corr;
  return event;
}

/** Parses one leaf of a stored binary; the event's bytes are a view of that binary, not a copy. */
export function decodeEvent(
  ledger: LedgerId,
  frame: Buffer,
  { start, end }: LeafPlace,
  upcast: UpcastEvent | undefined,
): RecordedEvent {
  // as: bytes that this store wrote and kept
  const leaf = JSON.parse(frame.toString('utf8', start, end)) as Leaf;
  return recordedEvent(ledger, leaf, frame.subarray(start, end), upcast);
}

/** All of a stored commit. */
export function decodeCommit(stored: StoredCommit, upcast: UpcastEvent | undefined, repeated: boolean): RecordedCommit {
  const { ledger, id, seq, idx, time } = stored;
  const frame = asBuffer(stored.leaves);
  const events = leafPlaces(frame).map((place) => decodeEvent(ledger, frame, place, upcast));
  return { ledger, id, seq, idx, time, events, repeated };
}
