import type { CommitStorage, EventStore, EventStoreOptions } from '@taizhang/event-store-port';
import type { JsonValue } from '@taizhang/kernel';

/** Puts something around a storage: faults, counters, holes. */
export type WrapStorage = (storage: CommitStorage) => CommitStorage;

/** How another process reaches a database: a module, the factory it exports, and what the factory is called with. */
export interface ChildStorage {
  /** Package name or file URL that `import()` resolves from the conformance package. */
  readonly module: string;
  /** Exported function of it: `(...args) => CommitStorage | Promise<CommitStorage>`. */
  readonly factory: string;
  readonly args: readonly JsonValue[];
}

/** One database of a technology, empty when it was made. */
export interface ConformanceDatabase {
  /** Opens a store on it; a second call gives a second store on the same database, as another host process would. */
  open(options: EventStoreOptions, wrapStorage: WrapStorage): Promise<EventStore>;
  readonly child: ChildStorage;
  /** Removes it; all stores are stopped by then. */
  drop(): Promise<void>;
}

/** What an adapter declares to be put through the suite. Differences are data: no case is ever skipped. */
export interface EventStoreFixture {
  /** Name of the technology, for titles. */
  readonly name: string;
  /** Whether the store is a server with a clock of its own: the clock rule of 5 seconds then holds (ledger-format §2). */
  readonly server: boolean;
  /** Sizes of the large cases are multiplied by this; 1 for a store on a local disk, less where every query is slow. */
  readonly scale: number;
  createDatabase(): Promise<ConformanceDatabase>;
}
