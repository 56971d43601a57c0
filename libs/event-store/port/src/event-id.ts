import { timeOrderedUuid, type CommitId, type Entropy, type EventId, type Instant } from '@taizhang/kernel';

/** Random bytes of a UUIDv7. */
const EVENT_ID_RANDOM_BYTES = 10;

/** A UUIDv7 for an event: from the clock's time, and randomness that in the manual mode follows from the commit. */
export function eventId(
  { log, commit, pos }: { readonly log: string; readonly commit: CommitId; readonly pos: number },
  now: Instant,
  entropy: Entropy,
): EventId {
  const drawn = entropy.bytes(EVENT_ID_RANDOM_BYTES, { log, commit, purpose: `event-id/${String(pos)}` });
  return timeOrderedUuid(Date.parse(now), drawn);
}
