import type { EventStore, RecordedEvent } from '@taizhang/event-store-port';
import type { LedgerId } from '@taizhang/kernel';
import { LEDGER_STREAM, type LedgerEvents } from '@taizhang/ledger';

/** A log key that a ledger has retired (ledger-format §7). */
export interface RetiredLogKey {
  readonly vkey: string;
  /** Largest tree that it signs. */
  readonly lastSize: number;
  readonly reason: LedgerEvents['ledger.KeyRetired']['reason'];
  /** Size of the ledger right after the commit that says so. */
  readonly sizeAfter: number;
}

/**
 * What a ledger says of its log keys after its opening (ledger-format §7). The ledger alone decides which key signs: a key store that
 * was set back, or has a key more than the ledger names, changes nothing.
 */
export class LogKeys {
  /** Size of the ledger right after the commit that added a key. */
  readonly #added = new Map<string, number>();
  readonly #retired = new Map<string, RetiredLogKey>();

  /** Takes in an event of {@link LEDGER_STREAM}; they come in their order. */
  learn({ type, data, idx, commit: { pos, cnt } }: Pick<RecordedEvent, 'type' | 'data' | 'idx' | 'commit'>): void {
    const sizeAfter = idx - pos + cnt;
    if (type === 'ledger.KeyAdded') {
      const { use, vkey } = data as LedgerEvents['ledger.KeyAdded']; // as: the store takes no other data for this type
      if (use === 'log') this.#added.set(vkey, sizeAfter);
    }
    if (type === 'ledger.KeyRetired') {
      const { use, vkey, lastSize, reason } = data as LedgerEvents['ledger.KeyRetired']; // as above
      if (use === 'log') this.#retired.set(vkey, { vkey, lastSize, reason, sizeAfter });
    }
  }

  /** Whether the ledger has named a key since its opening. */
  names(vkey: string): boolean {
    return this.#added.has(vkey);
  }

  /** Size of the ledger right after a key was added: the smallest tree that it signs. */
  addedSize(vkey: string): number | undefined {
    return this.#added.get(vkey);
  }

  /** The key that was added by the commit that ends at a size. */
  addedAt(size: number): string | undefined {
    return [...this.#added].find(([, added]) => added === size)?.[0];
  }

  /** In the order of the ledger. */
  get retired(): readonly RetiredLogKey[] {
    return [...this.#retired.values()];
  }

  /** Sizes at which a key hands over to its successor: the checkpoint of each is signed by both. */
  get handovers(): readonly number[] {
    return this.retired.filter(({ reason }) => reason === 'rotation').map(({ lastSize }) => lastSize);
  }

  /** Keys that sign a tree of `size` leaves, oldest first. @param first the key that the ledger was opened with */
  signing(first: string, size: number): readonly string[] {
    const since = new Map([[first, 0], ...this.#added]);
    return [...since]
      .filter(([vkey, from]) => from <= size && size <= (this.#retired.get(vkey)?.lastSize ?? Infinity))
      .map(([vkey]) => vkey);
  }

  /** Keys that an auditor needs for the checkpoints of the whole ledger, oldest first: all but those that others may have. */
  trusted(first: string): readonly string[] {
    return [first, ...this.#added.keys()].filter((vkey) => this.#retired.get(vkey)?.reason !== 'compromise');
  }
}

/** Reads what a ledger says of its log keys. To be read after the tree that is to be signed: so nothing is missing that is in it. */
export async function readLogKeys(store: Pick<EventStore, 'readStream'>, ledger: LedgerId): Promise<LogKeys> {
  const keys = new LogKeys();
  for await (const event of store.readStream(ledger, LEDGER_STREAM)) keys.learn(event);
  return keys;
}
