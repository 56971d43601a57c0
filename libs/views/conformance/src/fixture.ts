import type { ViewStorage } from '@taizhang/views-port';

/** One database of a technology, empty when it was made. */
export interface ConformanceDatabase {
  /** Opens a storage on it; a second call gives a second connection to the same data, as another process would have. */
  open(): Promise<ViewStorage>;
  /** Removes it; all storages are closed by then. */
  drop(): Promise<void>;
}

/** What an adapter declares to be put through the suite. Differences are data: no case is ever skipped. */
export interface ViewsFixture {
  /** Name of the technology, for titles. */
  readonly name: string;
  /** Sizes of the large cases are multiplied by this; 1 for a store on a local disk, less where every query is slow. */
  readonly scale: number;
  createDatabase(): Promise<ConformanceDatabase>;
}
