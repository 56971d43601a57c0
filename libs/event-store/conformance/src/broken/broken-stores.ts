import {
  LedgerHoleError,
  type CommitStorage,
  type EventStore,
  type EventStoreOptions,
  type ProposedCommit,
  type RecordedEvent,
} from '@taizhang/event-store-port';
import { manualClock, type JsonObject } from '@taizhang/kernel';
import { BUILT_EVENT_TYPE, delegatingCommitStorage, freshCommitId } from '@taizhang/testkit';
import type { Topic } from '../conformance-case.js';
import { delegatingEventStore, madeUpCommit } from './delegating-event-store.js';
import { losing, mixing, splitting } from './wrong-appends.js';

/** A store that is wrong in one way, and the cases that must notice. */
export interface BrokenStore {
  /** What it does wrong: "a store that …". */
  readonly fault: string;
  /** Topics whose cases are played against it. */
  readonly topics: readonly Topic[];
  /** Parts of titles: for each a case must fail. */
  readonly caught: readonly string[];
  readonly breakStore?: (store: EventStore) => EventStore;
  readonly breakOptions?: (options: EventStoreOptions) => EventStoreOptions;
  readonly breakStorage?: (storage: CommitStorage) => CommitStorage;
}

/** Changes what both kinds of reads give. */
function reading(
  change: (events: AsyncIterable<RecordedEvent>) => AsyncIterable<RecordedEvent>,
): (store: EventStore) => EventStore {
  return (store) =>
    delegatingEventStore(store, {
      readLedger: (ledger, range) => change(store.readLedger(ledger, range)),
      readStream: (ledger, stream, range) => change(store.readStream(ledger, stream, range)),
    });
}

/** Changes what is appended. */
function appending(change: (commit: ProposedCommit) => ProposedCommit): (store: EventStore) => EventStore {
  return (store) => delegatingEventStore(store, { append: (ledger, commit) => store.append(ledger, change(commit)) });
}

async function* withoutLast(events: AsyncIterable<RecordedEvent>): AsyncIterable<RecordedEvent> {
  let held: RecordedEvent | undefined;
  for await (const event of events) {
    if (held !== undefined) yield held;
    held = event;
  }
}

async function* swapped(events: AsyncIterable<RecordedEvent>): AsyncIterable<RecordedEvent> {
  let held: RecordedEvent | undefined;
  for await (const event of events) {
    if (held === undefined) held = event;
    else {
      yield event;
      yield held;
      held = undefined;
    }
  }
  if (held !== undefined) yield held;
}

async function* twice<T>(items: AsyncIterable<T>): AsyncIterable<T> {
  for await (const item of items) {
    yield item;
    yield item;
  }
}

async function* mapped<T>(items: AsyncIterable<T>, change: (item: T) => T): AsyncIterable<T> {
  for await (const item of items) yield change(item);
}

async function* known(events: AsyncIterable<RecordedEvent>): AsyncIterable<RecordedEvent> {
  for await (const event of events) {
    if (event.type.startsWith('ledger.') || event.type === BUILT_EVENT_TYPE) yield event;
  }
}

async function* upToHole<T>(items: AsyncIterable<T>): AsyncIterable<T> {
  try {
    yield* items;
  } catch (error) {
    if (!(error instanceof LedgerHoleError)) throw error;
  }
}

function withoutExpectations({ expect: _forgotten, ...commit }: ProposedCommit): ProposedCommit {
  return commit;
}

/** The event as its leaf says it, in the shape it was written. */
function asWritten(event: RecordedEvent): RecordedEvent {
  const leaf = JSON.parse(Buffer.from(event.leaf).toString('utf8')) as { schema: number; data: JsonObject }; // as: leaves have these members
  return { ...event, schema: leaf.schema, data: leaf.data };
}

function normalised(event: RecordedEvent): RecordedEvent {
  return { ...event, data: JSON.parse(JSON.stringify(event.data).normalize('NFC')) as JsonObject }; // as: it was one
}

/** Every fault that the suite is known to notice. */
export const brokenStores: readonly BrokenStore[] = [
  {
    fault: 'loses the last event of what is read',
    topics: ['append and expectations', 'reading', 'round trip'],
    caught: ['what append returns is what is read back', 'direction over a ledger', 'any payload'],
    breakStore: reading(withoutLast),
  },
  {
    fault: 'drops every third commit and acknowledges it',
    topics: ['append and expectations', 'idempotence'],
    caught: ['writers without expectations all succeed', 'find and findDigest know'],
    breakStore: losing,
  },
  {
    fault: 'reorders what is read',
    topics: ['reading', 'order', 'several streams and conditions'],
    caught: ['direction over a stream', 'dense under 64 concurrent writers', 'keep their order inside the commit'],
    breakStore: reading(swapped),
  },
  {
    fault: 'gives twice what is read',
    topics: ['reading', 'order'],
    caught: ['direction over a stream', 'dense under 64 concurrent writers'],
    breakStore: reading(twice),
  },
  {
    fault: 'delivers twice to followers',
    topics: ['following'],
    caught: ['from the start', 'the switch from catch-up to live', 'thousands of ledgers'],
    breakStore: (store) => delegatingEventStore(store, { follow: (options) => twice(store.follow(options)) }),
  },
  {
    fault: 'forgets expectations',
    topics: ['append and expectations', 'several streams and conditions'],
    caught: [
      'expecting no-stream of a stream at revision 2 is refused',
      'exactly one wins, the losers get the conflict by type',
      'a claim stream is won by one',
      'refused with a match at n+1',
      'a check-only stream is neither created nor moved',
    ],
    breakStore: appending(withoutExpectations),
  },
  {
    fault: 'forgets commit ids',
    topics: ['idempotence'],
    caught: ['the same commit again answers the first result', 'the same id with another digest is refused'],
    breakStore: appending((commit) => ({ ...commit, id: freshCommitId() })),
  },
  {
    fault: 'forgets which command an id was used for',
    topics: ['idempotence'],
    caught: ['the same id with another digest is refused', 'of two commands at once under one id'],
    breakStore: appending((commit) => ({ ...commit, digest: 'any' })),
  },
  {
    fault: 'records the events of a commit one by one',
    topics: ['append and expectations', 'order', 'several streams and conditions', 'limits'],
    caught: ['what append returns is what is read back', 'all or nothing', 'in the middle of a commit'],
    breakStore: splitting,
  },
  {
    fault: 'mixes ledgers',
    topics: ['reading', 'idempotence'],
    caught: ['the same stream id in two ledgers', 'the same id on another ledger'],
    breakStore: mixing,
  },
  {
    fault: 'swallows event types that nobody declared',
    topics: ['reading'],
    caught: ['event types nobody declared are delivered'],
    breakStore: reading(known),
  },
  {
    fault: 'papers over holes',
    topics: ['holes'],
    caught: ['a read of a ledger reports a hole', 'a hole in the middle is reported to a follower'],
    breakStore: (store) =>
      delegatingEventStore(store, {
        readLedger: (ledger, range) => upToHole(store.readLedger(ledger, range)),
        follow: (options) => upToHole(store.follow(options)),
      }),
  },
  {
    fault: 'papers over holes among leaves, and forgets where to begin',
    topics: ['holes', 'reading'],
    caught: ['a read of leaves reports a hole', 'leaves are read by whole commits'],
    breakStore: (store) => delegatingEventStore(store, { readLeaves: (ledger) => upToHole(store.readLeaves(ledger)) }),
  },
  {
    fault: 'goes on after the end of a ledger',
    topics: ['erasure and end'],
    caught: ['ledger.Closed is the last leaf', 'after it every append is refused'],
    breakStore: (store) =>
      delegatingEventStore(store, { close: (ledger, { id }) => Promise.resolve(madeUpCommit(ledger, id)) }),
  },
  {
    fault: 'forgets what became of keys and values',
    topics: ['erasure and end'],
    caught: ['is recorded as public leaves', 'recorded again under the same id'],
    breakStore: (store) =>
      delegatingEventStore(store, { record: (ledger, { id }) => Promise.resolve(madeUpCommit(ledger, id)) }),
  },
  {
    fault: 'forgets whom and what a record was caused by',
    topics: ['erasure and end'],
    caught: ['is recorded as public leaves'],
    breakStore: (store) =>
      delegatingEventStore(store, {
        record: (ledger, { id, actor, events }) => store.record(ledger, { id, actor, events }),
      }),
  },
  {
    fault: 'loses disclosures',
    topics: ['erasure and end'],
    caught: ['disclosures are stored with their commit'],
    breakStore: appending((commit) => ({ ...commit, disclosures: [] })),
  },
  {
    fault: 'normalises text',
    topics: ['round trip'],
    caught: ['text is never normalised'],
    breakStore: reading((events) => mapped(events, normalised)),
  },
  {
    fault: 'does not lift old events',
    topics: ['versioning'],
    caught: ['a stream that mixes old and new shapes'],
    breakStore: reading((events) => mapped(events, asWritten)),
  },
  {
    fault: 'believes any clock',
    topics: ['clock'],
    caught: ['more than 45 days ahead', 'more than 5 s off'],
    breakOptions: (options) => ({
      ...options,
      clock: { ...manualClock(options.clock.now()), now: () => options.clock.now() },
    }),
  },
  {
    fault: 'takes an unknown outcome for a success',
    topics: ['faults'],
    caught: ['a time-out without effect'],
    breakStorage: (storage) =>
      delegatingCommitStorage(storage, {
        insert: async (batches) =>
          (await storage.insert(batches)).map((outcome, i) =>
            outcome.kind === 'unknown' ? { kind: 'answered', count: batches[i]?.commits.length ?? 0 } : outcome,
          ),
      }),
  },
  {
    fault: 'takes an unknown outcome for a failure',
    topics: ['faults'],
    caught: ['an acknowledgement that is lost'],
    breakStorage: (storage) =>
      delegatingCommitStorage(storage, {
        insert: async (batches) =>
          (await storage.insert(batches)).map((outcome) =>
            outcome.kind === 'unknown' ? { kind: 'answered', count: 0 } : outcome,
          ),
        byId: () => Promise.resolve(undefined),
      }),
  },
];
