import type { EventStore } from '@taizhang/event-store-port';
import { contextOf, type LedgerId } from '@taizhang/kernel';
import {
  HeldBuckets,
  pauseFor,
  repeatedAtItsPace,
  settledWithin,
  type FollowerState,
  type Timers,
} from '@taizhang/messaging-port';
import type { LedgerSeals } from './ledger-seals.js';
import { SealSchedule } from './seal-schedule.js';
import type { SealRows } from './seal-rows.js';
import { DEFAULT_SEALER_SETTINGS, type SealerSettings } from './sealer-settings.js';

/** What a sealer tells its host; names of ledgers are for the log, never for metrics. */
export interface SealerEvents {
  /** A checkpoint was signed or found signed. */
  sealed?(ledger: LedgerId, size: number): void;
  /** Sealing a ledger, following or keeping leases failed; it is tried again. A guard's refusal is an alarm. */
  failed(error: unknown, ledger?: LedgerId): void;
  hole?(error: Error): void;
}

/** What a sealer needs. */
export interface SealerOptions {
  readonly seals: Pick<LedgerSeals, 'seal'>;
  readonly store: Pick<EventStore, 'follow' | 'heads'>;
  readonly rows: Pick<SealRows, 'latest' | 'tree' | 'uncosigned'>;
  readonly state: Pick<FollowerState, 'acquireLeases' | 'releaseLeases'>;
  /** Contexts whose ledgers this process owns. */
  readonly contexts: readonly string[];
  /** Whether checkpoints are cosigned: those that are not yet are tried again. */
  readonly cosigns?: boolean;
  /** Unique to this process and start: leases are held under it. */
  readonly holder: string;
  readonly timers: Timers;
  readonly settings?: Partial<SealerSettings>;
  readonly events: SealerEvents;
}

/**
 * Follows the ledgers of its contexts under bucket leases and seals each at most the interval after a commit (design §8). Several may
 * run: two that seal one ledger at once do the same work twice, and the guard lets one of them sign.
 */
export class Sealer {
  readonly #settings: SealerSettings;
  readonly #held: HeldBuckets;
  readonly #schedule: SealSchedule;
  readonly #contexts: ReadonlySet<string>;
  readonly #stopping = new AbortController();
  #following = new AbortController();
  #loops: Promise<unknown> = Promise.resolve();
  #wake: () => void = () => undefined;

  constructor(private readonly options: SealerOptions) {
    this.#settings = { ...DEFAULT_SEALER_SETTINGS, ...options.settings };
    this.#contexts = new Set(options.contexts);
    this.#schedule = new SealSchedule(this.#settings.intervalMs);
    const { state, timers, holder } = options;
    const name = `sealer:${[...options.contexts].sort().join(',')}`;
    this.#held = new HeldBuckets({ state, timers, name, holder, ttlMs: this.#settings.leaseTtlMs });
  }

  /** Ledgers that wait to be sealed. */
  get waiting(): number {
    return this.#schedule.waiting;
  }

  /** Starts at once; a store that is away is waited for. */
  start(): void {
    this.#loops = Promise.all([
      this.#repeat(() => this.#keepLeases()),
      this.#repeat(
        () => this.#follow(),
        () => this.#following.signal,
      ),
      this.#repeat(() => this.#askWitnessAgain()),
      this.#sealDue(),
    ]);
  }

  /** Stops reading, seals what waits, gives the leases back; gives up each at the deadline. */
  async stop(deadlineMs: number = this.#settings.stopDeadlineMs): Promise<void> {
    if (this.#stopping.signal.aborted) return;
    this.#stopping.abort();
    this.#following.abort();
    this.#wake();
    const finish = async (): Promise<void> => {
      await this.#loops;
      this.#schedule.hurry();
      for (let ledger = this.#next(); ledger !== undefined; ledger = this.#next()) await this.#seal(ledger);
      await this.#held.release();
    };
    const finished = finish().catch((error: unknown) => {
      this.options.events.failed(error);
    });
    await settledWithin(finished, deadlineMs, this.options.timers);
  }

  /** Seals everything there is, whoever holds the leases: with the manual clock, at the end of a settlement (design §3). */
  async sealAll(): Promise<void> {
    for (const context of this.#contexts) {
      for await (const { ledger, size } of this.options.store.heads({ context })) {
        const latest = await this.options.rows.latest(ledger);
        const uncosigned = this.options.cosigns === true && latest?.cosigned === false;
        if (latest === undefined || latest.size < size || uncosigned) await this.#seal(ledger);
      }
    }
  }

  async #seal(ledger: LedgerId): Promise<void> {
    try {
      const { size } = (await this.options.seals.seal(ledger)) ?? { size: 0 };
      this.options.events.sealed?.(ledger, size);
    } catch (error) {
      this.options.events.failed(error, ledger);
      this.#schedule.noticed(ledger);
    }
  }

  #next(): LedgerId | undefined {
    return this.#schedule.take(this.options.timers.nowMs());
  }

  async #keepLeases(): Promise<number> {
    // The running iteration passed over the ledgers of these buckets: it starts again, from the checkpoints.
    if (await this.#held.renew()) this.#following.abort();
    return this.#settings.renewIntervalMs;
  }

  async #follow(): Promise<number> {
    if (this.#following.signal.aborted && !this.#stopping.signal.aborted) this.#following = new AbortController();
    const { signal } = this.#following;
    if (this.#held.size === 0) return this.#settings.renewIntervalMs;
    const { store, rows, events } = this.options;
    const batches = store.follow({
      // Where the tree was lost, or ends before its checkpoint, sealing makes it anew.
      from: async (ledger) => Math.min((await rows.latest(ledger))?.size ?? 0, (await rows.tree(ledger))?.size ?? 0),
      ledgers: (ledger) => this.#contexts.has(contextOf(ledger)) && this.#held.holds(ledger),
      signal,
      ...(events.hole !== undefined && { onHole: (error: Error) => events.hole?.(error) }),
    });
    for await (const [first] of batches) {
      if (first === undefined) continue;
      this.#schedule.noticed(first.ledger);
      this.#wake();
    }
    return 0;
  }

  /** Checkpoints that the witness has not cosigned: it was away, or this process ended before it was asked. */
  async #askWitnessAgain(): Promise<number> {
    if (this.options.cosigns !== true) return this.#settings.cosignAgainMs;
    for await (const ledger of this.options.rows.uncosigned())
      if (this.#contexts.has(contextOf(ledger)) && this.#held.holds(ledger)) this.#schedule.noticed(ledger);
    this.#wake();
    return this.#settings.cosignAgainMs;
  }

  /** Seals what is due; one timer for all ledgers. */
  async #sealDue(): Promise<void> {
    const { timers } = this.options;
    while (!this.#stopping.signal.aborted) {
      const due: LedgerId[] = [];
      for (let ledger = this.#next(); ledger !== undefined; ledger = this.#next()) {
        due.push(ledger);
        if (due.length === this.#settings.atOnce) break;
      }
      if (due.length > 0) await Promise.all(due.map((ledger) => this.#seal(ledger)));
      else await this.#untilDue((this.#schedule.nextMs() ?? Number.POSITIVE_INFINITY) - timers.nowMs());
    }
  }

  #untilDue(pauseMs: number): Promise<void> {
    const woken = new AbortController();
    this.#wake = () => {
      woken.abort();
    };
    if (this.#stopping.signal.aborted) woken.abort();
    return pauseFor(Math.min(pauseMs, this.#settings.renewIntervalMs), this.options.timers, woken.signal);
  }

  /** Runs a round until the sealer is stopped, each time after the pause it asked for; failures back off. */
  #repeat(round: () => Promise<number>, wake?: () => AbortSignal): Promise<void> {
    return repeatedAtItsPace(round, {
      backOff: this.#settings.backOff,
      timers: this.options.timers,
      signal: this.#stopping.signal,
      failed: (error) => {
        this.options.events.failed(error);
      },
      ...(wake !== undefined && { wake }),
    });
  }
}
