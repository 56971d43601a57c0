import { setMaxListeners } from 'node:events';
import type { UpcastEvent } from '@taizhang/event-store-port';
import type { LedgerId } from '@taizhang/kernel';
import type { FollowerState } from '../follower-state.js';
import type { InboxHandler, LedgerOwner } from '../inbox.js';
import { asRecorded } from '../recorded-leaf.js';
import { repeated } from '../repeated.js';
import { machineTimers, settledWithin, type Timers } from '../timers.js';
import type { LedgerTransport } from '../transport.js';
import { ConsumerRun } from './consumer-run.js';
import { classAndCode, type ConsumerSurroundings } from './consumer-surroundings.js';
import type { ConsumerStatus, InboxMetrics } from './inbox-metrics.js';
import { DEFAULT_INBOX_SETTINGS, DEFAULT_INBOX_STOP_DEADLINE_MS, type InboxSettings } from './inbox-settings.js';
import { type OperatorDecision, ParkedLedgers } from './parked-ledgers.js';
import { roundHeads } from './round-heads.js';

/** Names, in metrics, what concerns no consumer alone. */
const ALL_CONSUMERS = 'all';

/** What an inbox runner needs. */
export interface InboxRunnerOptions {
  readonly transport: Pick<LedgerTransport, 'subscribe'>;
  readonly state: FollowerState;
  readonly owner: LedgerOwner;
  readonly timers?: Timers;
  readonly settings?: Partial<InboxSettings>;
  readonly metrics?: InboxMetrics;
  /** Lifts old schema versions; without it events come as recorded. */
  readonly upcast?: UpcastEvent;
  /** What operators see of a failure; must leave out personal data. Default: the error's class and code. */
  readonly describeFailure?: (error: unknown) => string;
}

/** Two handlers under one consumer name would share marks; a programming error. */
export class DuplicateConsumerError extends Error {
  override readonly name = 'DuplicateConsumerError';
}

/**
 * Feeds handlers (views, policies, exports) with the events of ledgers: once in effect and in ledger order each, whatever
 * the transport repeats, loses or reorders (design §7).
 * @example
 * const inbox = new InboxRunner({ transport, state, owner });
 * inbox.register(issueLedgerView);
 * await inbox.start();
 */
export class InboxRunner {
  /** The operator's side. A decision given through the runner takes effect at once, see {@link retry} and {@link skip}. */
  readonly parked: ParkedLedgers;
  private readonly stopping = new AbortController();
  private readonly runs = new Map<string, ConsumerRun>();
  private started = false;
  private decisions: Promise<void> = Promise.resolve();

  constructor(private readonly options: InboxRunnerOptions) {
    this.parked = new ParkedLedgers(options.state, options.timers ?? machineTimers);
    setMaxListeners(0, this.stopping.signal); // each consumer waits for it, however many a host has
  }

  /** Adds a handler; a new consumer starts from index 0 of every ledger. After {@link start} it is started by {@link startConsumer}. */
  register(handler: InboxHandler): void {
    if (this.runs.has(handler.consumer))
      throw new DuplicateConsumerError(`consumer ${handler.consumer} is registered twice`);
    this.runs.set(handler.consumer, new ConsumerRun(this.surroundingsOf(handler), this.options.transport));
  }

  /** Resolves when all consumers are at work: from the owners at once, by the transport as soon as it lets them in. */
  async start(): Promise<void> {
    this.started = true;
    await Promise.all([...this.runs.values()].map((run) => run.start()));
    this.decisions = this.keepFollowingDecisions();
  }

  /** Resolves when the transport brings all consumers what is published from now on, and what was before is looked for. */
  async receives(): Promise<void> {
    await Promise.all([...this.runs.values()].map((run) => run.receives()));
  }

  /** Registers a handler later and starts it at once. */
  async startConsumer(handler: InboxHandler): Promise<void> {
    this.register(handler);
    if (this.started) await this.runs.get(handler.consumer)?.start();
  }

  /** Stops intake, lets handlers at work finish within `deadlineMs`, also when broker or database is down. */
  async stop(deadlineMs: number = DEFAULT_INBOX_STOP_DEADLINE_MS): Promise<void> {
    this.stopping.abort();
    const { timers = machineTimers } = this.options;
    const ends = [...this.runs.values()].map((run) => run.stop(deadlineMs));
    await Promise.all([...ends, settledWithin(this.decisions, deadlineMs, timers)]);
  }

  /**
   * Resolves when every handler has handled everything that the owners' heads show now, ledgers apart that rest after
   * having been tried again. Goes on while any handler moves, because one may wait for another (design §3, settle).
   */
  async drain(): Promise<void> {
    let moved = true;
    while (moved && !this.stopping.signal.aborted) {
      const headsOf = roundHeads(this.options.owner);
      const rounds = await Promise.all([...this.runs.values()].map((run) => run.drainOnce(headsOf)));
      moved = rounds.some(Boolean);
    }
  }

  /** Compares watermarks with the owners' heads now, instead of at the next interval. */
  async reconcile(): Promise<void> {
    await Promise.all([...this.runs.values()].map((run) => run.reconcile()));
  }

  /**
   * Lets a consumer go on in a ledger from its owner now, whatever the transport brings. A handler at work must not name its own
   * consumer: it would wait for itself.
   */
  async catchUp(consumer: string, ledger: LedgerId): Promise<void> {
    await this.runs.get(consumer)?.catchUp(ledger);
  }

  /** Lets a parked ledger try again. */
  async retry(decision: OperatorDecision): Promise<void> {
    await this.parked.retry(decision);
    await this.followDecisions(decision.consumer);
  }

  /** Lets a parked ledger go on behind the event it is parked at. */
  async skip(decision: OperatorDecision): Promise<void> {
    await this.parked.skip(decision);
    await this.followDecisions(decision.consumer);
  }

  /** How each consumer stands, for metrics and readiness. */
  status(): readonly ConsumerStatus[] {
    return [...this.runs.values()].map(({ status }) => status);
  }

  private async followDecisions(consumer: string): Promise<void> {
    await this.runs.get(consumer)?.followDecisions(await this.options.state.parked({ consumer }));
  }

  /** One look for all consumers: a host has dozens. */
  private keepFollowingDecisions(): Promise<void> {
    const { state, timers = machineTimers, settings, metrics } = this.options;
    const { decisionPollMs: pauseMs } = { ...DEFAULT_INBOX_SETTINGS, ...settings };
    const round = async () => {
      const parked = await state.parked();
      const of = (name: string) => parked.filter(({ consumer }) => consumer === name);
      await Promise.all([...this.runs.values()].map((run) => run.followDecisions(of(run.consumer))));
    };
    const failed = (error: unknown) => metrics?.failed?.(ALL_CONSUMERS, 'decisions', error);
    return repeated(round, { pauseMs, timers, signal: this.stopping.signal, failed });
  }

  private surroundingsOf(handler: InboxHandler): ConsumerSurroundings {
    const { state, owner, timers = machineTimers, settings, metrics = {}, upcast = asRecorded } = this.options;
    return {
      handler,
      state,
      owner,
      timers,
      settings: { ...DEFAULT_INBOX_SETTINGS, ...settings },
      metrics,
      upcast,
      describeFailure: this.options.describeFailure ?? classAndCode,
      signal: this.stopping.signal,
    };
  }
}
