import type { EventStore } from '@taizhang/event-store-port';
import type { LedgerId } from '@taizhang/kernel';
import { pauseFor, type Timers } from '@taizhang/messaging-port';
import type { ContextReads } from '../context/context-feature.js';
import type { ContextRegistry } from '../context/context-registry.js';
import { isReferred } from './blob-facts.js';
import type { BlobVault } from './blob-vault.js';

/** How often blobs that nothing refers to are looked for, in milliseconds. */
export const BLOB_SWEEP_INTERVAL_MS = 3_600_000;

/** What sweeping needs of its host. */
export interface BlobSweeperOptions {
  readonly registry: ContextRegistry;
  /** Contexts whose ledgers this host owns: only their blobs are its to remove. */
  readonly own: ReadonlySet<string>;
  readonly vault: Pick<BlobVault, 'sweep'>;
  readonly readsOf: (context: string) => ContextReads;
  readonly store: Pick<EventStore, 'head'>;
  readonly timers: Timers;
  readonly failed: (error: unknown) => void;
}

/** Removes uploads that never became evidence, hour by hour. Several hosts of a context may do so at once. */
export class BlobSweeper {
  readonly #stopping = new AbortController();
  #loop: Promise<void> = Promise.resolve();

  constructor(private readonly options: BlobSweeperOptions) {}

  start(): void {
    this.#loop = this.#keepSweeping();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#loop;
  }

  /** Sweeps once. @returns how many blobs were removed */
  async sweep(): Promise<number> {
    let removed = 0;
    for (const { context, blobs } of this.options.registry.features()) {
      if (blobs === undefined || !this.options.own.has(context)) continue;
      const reads = this.options.readsOf(context);
      removed += await this.options.vault.sweep(context, (ledger, sha256) =>
        this.#mayBeReferred(reads, blobs.references, ledger, sha256),
      );
    }
    return removed;
  }

  /** A view that is behind its ledger may not know yet: then the blob stays. */
  async #mayBeReferred(reads: ContextReads, view: string, ledger: LedgerId, sha256: string): Promise<boolean> {
    const size = (await this.options.store.head(ledger))?.size ?? 0;
    if ((await reads.seen(view, ledger)) < size) return true;
    return isReferred(this.options.registry, reads, ledger, sha256);
  }

  async #keepSweeping(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      await pauseFor(BLOB_SWEEP_INTERVAL_MS, this.options.timers, this.#stopping.signal);
      if (!this.#stopping.signal.aborted) await this.sweep().catch(this.options.failed);
    }
  }
}
