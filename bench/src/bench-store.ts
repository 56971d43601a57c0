import type { JsonObject, StreamId } from '@taizhang/kernel';

/** Is told the data of one event, parsed; false ends the reading. */
export type Visit = (data: JsonObject) => boolean;

/** An event store as the workloads see it: ours, or the bare technology beneath it as the limit. */
export interface BenchStore {
  /** What an acknowledged append survives, as read back from the engine where it can be asked. */
  readonly durability: string;
  /** Appends events to a stream that must be at `expected` (-1 = it must not exist); resolves when durable, refuses when stale. */
  append(stream: StreamId, expected: number, events: readonly JsonObject[]): Promise<void>;
  /**
   * Reads a stream in order, through the store's normal call. The reader is told each event, instead of getting an
   * iterable, so that a bare technology that reads synchronously does not pay for our asynchronous port.
   */
  readStream(stream: StreamId, visit: Visit): Promise<void>;
  /** Reads everything in the global order (for us: the ledgers, one after another). */
  readAll(visit: Visit): Promise<void>;
  /** Makes an empty key-value view (`key` → count, sum of `amount`) with a checkpoint. */
  openView(): Promise<BenchView>;
  close(): Promise<void>;
}

/** The view of W6. */
export interface BenchView {
  /**
   * Brings the view up to the first `limit` events from its empty checkpoint, durably, so that a restart neither loses nor
   * repeats. Ends early after `limitS` seconds. @returns a note: whose consumer, and how large its batches are.
   */
  catchUp(limit: number, limitS: number): Promise<string>;
  /** Events that the view has counted. */
  counted(): Promise<number>;
  close(): Promise<void>;
}

/** What a fresh store is opened for. */
export interface OpenOptions {
  /** Empty, on the file system that all peers use. */
  readonly folder: string;
  /** Ledgers that the streams are spread over; what knows no ledgers does the same work without. */
  readonly ledgers: number;
}

/** A kind of store that can be opened fresh for each workload. */
export interface Peer {
  readonly name: string;
  readonly version: string;
  readonly technology: 'sqlite' | 'mongodb';
  /** `ours`, or the workloads whose raw limit it is: those are all that it runs. */
  readonly role: 'ours' | { readonly limitOf: readonly string[] };
  open(options: OpenOptions): Promise<BenchStore>;
}
