import assert from 'node:assert/strict';
import type { EventStore, IndexRange, RecordedCommit, RecordedEvent, RevisionRange } from '@taizhang/event-store-port';
import type { LedgerId, StreamId } from '@taizhang/kernel';

/** Takes everything an iteration gives. */
export async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const taken: T[] = [];
  for await (const item of items) taken.push(item);
  return taken;
}

/** The whole ledger, or a range of it. */
export function ledgerOf(store: EventStore, ledger: LedgerId, range?: IndexRange): Promise<RecordedEvent[]> {
  return all(store.readLedger(ledger, range));
}

/** The whole stream, or a range of it. */
export function streamOf(
  store: EventStore,
  ledger: LedgerId,
  stream: StreamId,
  range?: RevisionRange,
): Promise<RecordedEvent[]> {
  return all(store.readStream(ledger, stream, range));
}

/** Events as they compare: the leaf as text, because a store may hand its bytes out in any kind of `Uint8Array`. */
function comparable(events: readonly RecordedEvent[]): unknown[] {
  return events.map((event) => ({ ...event, leaf: Buffer.from(event.leaf).toString('latin1') }));
}

/** Both hold the same events, to the byte. */
export function assertSameEvents(
  actual: readonly RecordedEvent[],
  expected: readonly RecordedEvent[],
  message?: string,
): void {
  assert.deepEqual(comparable(actual), comparable(expected), message);
}

/** Both are the same record, whichever try wrote it. */
export function assertSameCommit(actual: RecordedCommit | undefined, expected: RecordedCommit): void {
  assert.ok(actual !== undefined, 'the commit is not found');
  assertSameEvents(actual.events, expected.events);
  assert.deepEqual({ ...actual, events: [], repeated: true }, { ...expected, events: [], repeated: true });
}

/** Events of a ledger without the `ledger.*` ones. */
export async function factsOf(store: EventStore, ledger: LedgerId): Promise<RecordedEvent[]> {
  return (await ledgerOf(store, ledger)).filter((event) => !event.type.startsWith('ledger.'));
}

/** Ids of the commits in a ledger that are not the store's own opening, in order, each once. */
export async function commitIdsOf(store: EventStore, ledger: LedgerId): Promise<string[]> {
  return (await factsOf(store, ledger)).filter((event) => event.commit.pos === 0).map((event) => event.commit.id);
}

/**
 * Reads a ledger whole and checks what must hold of any: index 0 opens it; `idx`, `seq`, `pos` and `rev` are dense; commits
 * do not interleave; time never goes back; event and commit ids are unique; and its head agrees.
 */
export async function assertSoundLedger(store: EventStore, ledger: LedgerId): Promise<RecordedEvent[]> {
  const events = await ledgerOf(store, ledger);
  assert.ok(events.length > 0, `${ledger} is empty`);
  assert.equal(events[0]?.type, 'ledger.Opened');
  assert.deepEqual(
    events.map((event) => event.idx),
    events.map((_, index) => index),
    'idx is dense',
  );
  assertSoundCommits(events);
  assertSoundStreams(events);
  assert.equal(new Set(events.map((event) => event.id)).size, events.length, 'event ids are unique');
  assert.equal((await store.head(ledger))?.size, events.length, 'the head agrees');
  return events;
}

function assertSoundCommits(events: readonly RecordedEvent[]): void {
  let previous: RecordedEvent | undefined;
  const ids = new Set<string>();
  for (const event of events) {
    const { id, seq, pos, cnt } = event.commit;
    assert.ok(pos < cnt, 'pos is within the commit');
    if (previous !== undefined && previous.commit.pos + 1 < previous.commit.cnt) {
      assert.deepEqual(
        event.commit,
        { ...previous.commit, pos: previous.commit.pos + 1 },
        'a commit is not interrupted',
      );
      assert.equal(event.time, previous.time, 'one commit has one time');
    } else {
      assert.equal(pos, 0, 'a commit begins with its first event');
      assert.equal(seq, previous === undefined ? 0 : previous.commit.seq + 1, 'seq is dense');
      assert.ok(!ids.has(id), 'a commit id is used once');
      ids.add(id);
    }
    assert.ok(previous === undefined || previous.time <= event.time, 'time never goes back');
    previous = event;
  }
  assert.equal((previous?.commit.pos ?? 0) + 1, previous?.commit.cnt, 'the last commit is whole');
}

function assertSoundStreams(events: readonly RecordedEvent[]): void {
  const revisions = new Map<StreamId, number>();
  for (const event of events) {
    const expected = (revisions.get(event.stream) ?? -1) + 1;
    assert.equal(event.rev, expected, `rev of ${event.stream} is dense`);
    revisions.set(event.stream, expected);
  }
}
