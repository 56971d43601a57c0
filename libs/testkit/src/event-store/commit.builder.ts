import { eventId, type ProposedCommit, type ProposedEvent } from '@taizhang/event-store-port';
import { derivedEntropy, derivedUuid, type Actor, type CommitId, type StreamId } from '@taizhang/kernel';

/** Actor of built commits. */
export const BUILT_ACTOR: Actor = { id: 'account-7', role: 'campaign-office' };

/** Type of built events. */
export const BUILT_EVENT_TYPE = 'issues.IssueNoted';

/** Time in the ids of built events. */
const BUILT_AT = '2014-07-01T00:00:00.000Z';
const BUILT_ENTROPY = derivedEntropy('testkit');

let built = 0;

/** A commit id that no other call in this process has given. */
export function freshCommitId(): CommitId {
  built += 1;
  return derivedUuid('testkit', String(process.pid), String(built));
}

/** An event that gets its id by the commit it is in, unless a test cares about that. */
export type BuiltEvent = Omit<ProposedEvent, 'id'> & Partial<Pick<ProposedEvent, 'id'>>;

/** A small valid event for `stream`; `parts` replaces what a test cares about. */
export function anEvent(stream: StreamId, parts: Partial<ProposedEvent> = {}): BuiltEvent {
  return { stream, type: BUILT_EVENT_TYPE, schema: 1, clr: 1, data: { code: 'c-1' }, ...parts };
}

/** What a test may say about a commit; events are given as such or as the streams they go to. */
export interface CommitParts extends Partial<Omit<ProposedCommit, 'events'>> {
  readonly events?: readonly (BuiltEvent | StreamId)[];
}

/**
 * A valid commit with an id of its own, and event ids and a digest that follow from the id, so that a copy is a retry.
 * @example await store.append(ledger, aCommit({ events: ['issue/1', 'issue/1'], expect: { streams: { 'issue/1': 'no-stream' } } }));
 */
export function aCommit(parts: CommitParts = {}): ProposedCommit {
  const id = parts.id ?? freshCommitId();
  const events = (parts.events ?? ['issue/1']).map((event, pos): ProposedEvent => {
    const built = typeof event === 'string' ? anEvent(event) : event;
    return { id: eventId({ log: BUILT_EVENT_TYPE, commit: id, pos }, BUILT_AT, BUILT_ENTROPY), ...built };
  });
  return { digest: `digest-of-${id}`, actor: BUILT_ACTOR, ...parts, id, events };
}
