import { contextOf, instantOf, type LedgerId } from '@taizhang/kernel';
import type { LedgerOwner, Timers } from '@taizhang/messaging-port';
import { repeated } from '@taizhang/messaging-port';
import { ViewBehindError } from '@taizhang/views-port';
import { contextsOf } from '../asking/view-service.js';
import type { ContextRegistry } from '../context/context-registry.js';
import type { FactFreshness } from '../deciding/fact-resolver.js';
import type { ViewPositions } from './view-positions.js';

/** How often copies of other hosts' events are compared with their owners' heads, in milliseconds. */
export const AGREEMENT_INTERVAL_MS = 5_000;
/** How long an agreement is relied on, in milliseconds (design §5: 30 s). */
export const AGREEMENT_LIMIT_MS = 30_000;
/** How far a comparison looks back beyond the last agreement, in milliseconds: heads are hints and clocks differ. */
export const AGREEMENT_OVERLAP_MS = 600_000;
/** How long the transport may take to bring this process its own writes before they are read from the store, in milliseconds. */
export const OWN_WRITE_PATIENCE_MS = 25;
/** Most of this process's own writes that are remembered until its views have them. */
export const MAX_RECENT_WRITES = 10_000;

/** What judging freshness needs. */
export interface FreshnessOptions {
  readonly registry: ContextRegistry;
  readonly positions: Pick<ViewPositions, 'consumers' | 'reached' | 'have'>;
  readonly owner: LedgerOwner;
  /** Contexts of this host: their facts follow its own store. */
  readonly own: ReadonlySet<string>;
  /** Lets a view read from the owner of a ledger what the transport has not brought. */
  readonly catchUp: (consumer: string, ledger: LedgerId) => Promise<void>;
  readonly timers: Timers;
  readonly failed: (error: unknown) => void;
}

/**
 * Whether facts may be relied on (design §5). Of this host's own contexts: its views must have what this process itself
 * recorded, so that a decision sees the one before it. Of other hosts' contexts: its views must have agreed with the
 * owner's heads within the last 30 seconds of the machine's clock.
 */
export class Freshness implements FactFreshness {
  readonly #agreedMs = new Map<string, number>();
  /** Own commits that a context's views may not have yet: last index by context and ledger. */
  readonly #unseen = new Map<string, Map<LedgerId, number>>();
  readonly #stopping = new AbortController();
  #loop: Promise<void> = Promise.resolve();

  constructor(private readonly options: FreshnessOptions) {}

  /** Starts comparing with other hosts, at once and then every {@link AGREEMENT_INTERVAL_MS}. */
  start(): void {
    const { timers, failed } = this.options;
    const { signal } = this.#stopping;
    this.#loop = repeated(() => this.compare(), { pauseMs: AGREEMENT_INTERVAL_MS, timers, signal, failed });
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#loop;
  }

  /** Remembers a commit of this process until the views of each context that follow it have it. */
  recorded(ledger: LedgerId, idx: number): void {
    for (const { context, views } of this.options.registry.features()) {
      if (!views.some(({ view }) => contextsOf(view).has(contextOf(ledger)))) continue;
      const unseen = this.#unseen.get(context) ?? new Map<LedgerId, number>();
      this.#unseen.set(context, unseen);
      const [oldest] = unseen.keys();
      if (unseen.size >= MAX_RECENT_WRITES && !unseen.has(ledger) && oldest !== undefined) unseen.delete(oldest);
      unseen.set(ledger, idx);
    }
  }

  async isFresh(context: string, owner: string): Promise<boolean> {
    if (this.options.own.has(owner)) return this.#seesOwnWrites(context, owner);
    return this.options.timers.nowMs() - (this.#agreedMs.get(owner) ?? Number.NEGATIVE_INFINITY) < AGREEMENT_LIMIT_MS;
  }

  /** Contexts of other hosts that have not agreed lately. */
  stale(): readonly string[] {
    const now = this.options.timers.nowMs();
    return this.#foreign().filter(
      (owner) => now - (this.#agreedMs.get(owner) ?? Number.NEGATIVE_INFINITY) >= AGREEMENT_LIMIT_MS,
    );
  }

  /** Compares all views with the heads of other hosts' contexts now. */
  async compare(): Promise<void> {
    await Promise.all(this.#foreign().map((owner) => this.#compareWith(owner)));
  }

  /** Also while the broker is away: the store is at hand. */
  async #seesOwnWrites(context: string, owner: string): Promise<boolean> {
    if (await this.#reached(context, owner, OWN_WRITE_PATIENCE_MS)) return true;
    await this.#catchUp(context, owner);
    return this.#reached(context, owner);
  }

  async #catchUp(context: string, owner: string): Promise<void> {
    const consumers = await this.options.positions.consumers(context, owner);
    const ledgers = this.#waited(context, owner).map(([ledger]) => ledger);
    await Promise.all(ledgers.flatMap((ledger) => consumers.map((one) => this.options.catchUp(one, ledger))));
  }

  /** Own commits to `owner`'s ledgers that the views of a context may not have: last index by ledger. */
  #waited(context: string, owner: string): readonly (readonly [LedgerId, number])[] {
    return [...(this.#unseen.get(context) ?? [])].filter(([ledger]) => contextOf(ledger) === owner);
  }

  async #reached(context: string, owner: string, limitMs?: number): Promise<boolean> {
    const waited = this.#waited(context, owner);
    try {
      await Promise.all(
        waited.map(([ledger, idx]) => this.options.positions.reached(context, owner, ledger, idx, limitMs)),
      );
    } catch (error) {
      if (error instanceof ViewBehindError) return false;
      throw error;
    }
    const unseen = this.#unseen.get(context);
    for (const [ledger, idx] of waited) if (unseen?.get(ledger) === idx) unseen.delete(ledger);
    return true;
  }

  #foreign(): readonly string[] {
    const consumed = this.options.registry
      .features()
      .flatMap(({ views }) => views.flatMap(({ view }) => [...contextsOf(view)]));
    return [...new Set(consumed)].filter((context) => !this.options.own.has(context)).sort();
  }

  async #compareWith(owner: string): Promise<void> {
    const startedMs = this.options.timers.nowMs();
    const before = this.#agreedMs.get(owner);
    const since = before === undefined ? undefined : instantOf(before - AGREEMENT_OVERLAP_MS);
    for await (const { ledger, size } of this.options.owner.changedHeads(owner, since)) {
      for (const { context } of this.options.registry.features()) {
        if (!(await this.options.positions.have(context, owner, ledger, size))) return;
      }
    }
    this.#agreedMs.set(owner, startedMs);
  }
}
