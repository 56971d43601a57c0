import type { DataKeyEntry, DataKeys } from '@taizhang/keys-port';
import { StoreBusyError } from '@taizhang/event-store-port';

/** Most data keys that one transaction writes. */
export const MAX_KEYS_PER_BATCH = 5_000;
/** Most data keys that wait for their turn; more are refused with `StoreBusyError`. */
export const MAX_WAITING_KEYS = 100_000;

interface Waiting {
  readonly entries: readonly DataKeyEntry[];
  readonly resolve: (keys: readonly Uint8Array[]) => void;
  readonly reject: (error: unknown) => void;
}

/** Writes the data keys of commits that wait together in one transaction: one flush to disk serves them all. */
export class DataKeyBatches {
  readonly #waiting: Waiting[] = [];
  #count = 0;
  #running = false;

  constructor(private readonly keys: Pick<DataKeys, 'make'>) {}

  /** @throws StoreBusyError when too many wait */
  make(entries: readonly DataKeyEntry[]): Promise<readonly Uint8Array[]> {
    if (this.#count + entries.length > MAX_WAITING_KEYS) throw new StoreBusyError('too many data keys wait');
    return new Promise((resolve, reject) => {
      this.#waiting.push({ entries, resolve, reject });
      this.#count += entries.length;
      if (!this.#running) void this.#run();
    });
  }

  async #run(): Promise<void> {
    this.#running = true;
    while (this.#waiting.length > 0) {
      // Whoever appends in this turn of the loop comes along.
      await new Promise(setImmediate);
      await this.#write(this.#take());
    }
    this.#running = false;
  }

  #take(): readonly Waiting[] {
    let size = 0;
    let count = 0;
    for (const { entries } of this.#waiting) {
      if (count > 0 && size + entries.length > MAX_KEYS_PER_BATCH) break;
      size += entries.length;
      count += 1;
    }
    this.#count -= size;
    return this.#waiting.splice(0, count);
  }

  async #write(batch: readonly Waiting[]): Promise<void> {
    try {
      const made = await this.keys.make(
        'disclosure',
        batch.flatMap(({ entries }) => entries),
      );
      let at = 0;
      for (const { entries, resolve } of batch) resolve(made.slice(at, (at += entries.length)));
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }
}
