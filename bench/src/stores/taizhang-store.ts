import type { EventStore, EventStoreOptions } from '@taizhang/event-store-port';
import { systemClock, systemEntropy, type JsonObject, type LedgerId, type StreamId } from '@taizhang/kernel';
import type { BenchStore, BenchView, Visit } from '../bench-store.js';
import { benchKeys } from './bench-keys.js';
import { benchCommit, benchLedger, openingNote } from './taizhang-events.js';
import { TaizhangView, type ViewParts } from './taizhang-view.js';

/** How our stores are opened here: with the machine's clock and randomness, as in service. */
export const BENCH_STORE_OPTIONS: EventStoreOptions = {
  authority: 'bench.taizhang.local',
  clock: systemClock,
  entropy: systemEntropy,
  ledgerKeys: benchKeys,
};

/** What an adapter brings to {@link TaizhangStore}. */
export interface TaizhangParts {
  readonly store: EventStore;
  readonly durability: string;
  /** How events become a commit; default {@link benchCommit}. */
  readonly commitOf?: typeof benchCommit;
  /** Where a view and its checkpoints go. */
  readonly openViewParts: () => Promise<Pick<ViewParts, 'views' | 'state' | 'durability'>>;
  /** Clears away what is left when the store has stopped. */
  readonly dispose: () => Promise<void>;
}

/** Our event store through its port, the streams spread evenly over ledgers. */
export class TaizhangStore implements BenchStore {
  readonly durability: string;
  private readonly ledgerOfStream = new Map<StreamId, LedgerId>();

  private constructor(
    private readonly parts: TaizhangParts,
    private readonly ledgers: readonly LedgerId[],
  ) {
    this.durability = parts.durability;
  }

  /** Opens the ledgers, too: that is set-up, like another store's schema. */
  static async open(parts: TaizhangParts, ledgers: number): Promise<TaizhangStore> {
    const ids = Array.from({ length: ledgers }, (_, i) => benchLedger(i));
    await Promise.all(ids.map((ledger) => parts.store.append(ledger, openingNote())));
    return new TaizhangStore(parts, ids);
  }

  async append(stream: StreamId, expected: number, events: readonly JsonObject[]): Promise<void> {
    const { store, commitOf = benchCommit } = this.parts;
    await store.append(this.ledgerOf(stream), commitOf(stream, expected, events));
  }

  async readStream(stream: StreamId, visit: Visit): Promise<void> {
    for await (const { data } of this.parts.store.readStream(this.ledgerOf(stream), stream)) if (!visit(data)) return;
  }

  async readAll(visit: Visit): Promise<void> {
    for (const ledger of this.ledgers) {
      for await (const { data } of this.parts.store.readLedger(ledger)) if (!visit(data)) return;
    }
  }

  async openView(): Promise<BenchView> {
    const { store, openViewParts } = this.parts;
    return await TaizhangView.open({ store, ledgers: this.ledgers, ...(await openViewParts()) });
  }

  async close(): Promise<void> {
    await this.parts.store.stop();
    await this.parts.dispose();
  }

  private ledgerOf(stream: StreamId): LedgerId {
    const known = this.ledgerOfStream.get(stream);
    if (known !== undefined) return known;
    const ledger = this.ledgers[this.ledgerOfStream.size % this.ledgers.length] ?? benchLedger(0);
    this.ledgerOfStream.set(stream, ledger);
    return ledger;
  }
}
