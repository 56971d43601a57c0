import type { JsonObject } from '@taizhang/kernel';

/** An event store as the workloads see it: ours, or the bare technology beneath it as the limit. */
export interface BenchStore {
  /** Appends events to a stream that must be at `expected` (-1 = it must not exist); resolves when durable. */
  append(stream: string, expected: number, events: readonly JsonObject[]): Promise<void>;
  /** All events of a stream, in order, parsed. */
  readStream(stream: string): AsyncIterable<JsonObject>;
  /** All events in the global order (for us: of the ledger), parsed. */
  readAll(): AsyncIterable<JsonObject>;
  /**
   * Brings a new key-value view (`key` → count, sum of `amount`) up to the first `limit` events from an empty checkpoint,
   * durably and without loss or repetition. @returns the number of events counted in the view at the end.
   */
  catchUp(limit: number): Promise<{ readonly counted: number; readonly note: string }>;
  close(): Promise<void>;
}

/** A kind of store that can be opened fresh for each workload. */
export interface Peer {
  readonly name: string;
  readonly version: string;
  /** As read back from the engine. */
  readonly durability: string;
  open(folder: string): Promise<BenchStore>;
}
