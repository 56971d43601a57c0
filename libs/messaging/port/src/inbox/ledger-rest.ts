import type { RecordedEvent } from '@taizhang/event-store-port';
import { instantMs, instantOf, type LedgerId } from '@taizhang/kernel';
import { backOffMs } from '../back-off.js';
import type { ParkedLedger } from '../follower-state.js';
import type { ConsumerSurroundings } from './consumer-surroundings.js';

/** Which event a ledger rests at. */
export type RestingAt = Pick<RecordedEvent, 'idx' | 'id' | 'type'>;

/**
 * Whether, why and how long one ledger rests for one consumer; all other ledgers go on. `waiting` ends by itself,
 * `parked` by an operator's decision, or by an upgrade.
 */
export class LedgerRest {
  kind: 'none' | 'waiting' | 'parked' = 'none';
  /** Why it is parked. */
  reason: ParkedLedger['reason'] | undefined;
  private cancelTimer: () => void = () => undefined;
  private failures = 0;

  constructor(
    private readonly ledger: LedgerId,
    private readonly around: ConsumerSurroundings,
    /** Called when a wait is over. */
    private readonly awake: () => void,
  ) {}

  /** Ends the rest: the ledger is tried again. */
  end(): void {
    this.cancelTimer();
    this.kind = 'none';
    this.reason = undefined;
  }

  /** Owner and follower state answered: their failures are forgotten. */
  available(): void {
    this.failures = 0;
  }

  /** Owner or follower state is away; that is no fault of the event and is never parked. */
  unavailable(): void {
    this.failures += 1;
    this.around.metrics.postponed?.(this.around.handler.consumer, 'UNAVAILABLE');
    this.wait(backOffMs(this.around.settings.retryBackOff, this.failures));
  }

  /** The handler failed: tried again a bounded number of times, then parked. */
  async failed(at: RestingAt, error: unknown): Promise<void> {
    const { settings, describeFailure } = this.around;
    const { attempts } = await this.count(at, 'FAILED');
    if (attempts >= settings.maxAttempts) await this.park(at, 'FAILED', describeFailure(error), attempts);
    else this.wait(backOffMs(settings.retryBackOff, attempts));
  }

  /** The event's time has not come: tried again for a day, then parked. */
  async notYet(at: RestingAt, detail: string): Promise<void> {
    const { settings, timers } = this.around;
    const { attempts, since } = await this.count(at, 'NOT_YET');
    if (timers.nowMs() - instantMs(since) >= settings.notYetLimitMs) await this.park(at, 'NOT_YET', detail, attempts);
    else this.wait(backOffMs(settings.notYetBackOff, attempts));
  }

  async park(at: RestingAt, reason: ParkedLedger['reason'], detail: string, attempts = 1): Promise<void> {
    const { handler, state, timers, metrics } = this.around;
    await state.park({
      consumer: handler.consumer,
      ledger: this.ledger,
      idx: at.idx,
      eventId: at.id,
      type: at.type,
      reason,
      detail,
      attempts,
      parkedAt: instantOf(timers.nowMs()),
    });
    this.parkedAlready(reason);
    metrics.parked?.(handler.consumer, reason);
  }

  /** Found parked: by an earlier run, or by another process. */
  parkedAlready(reason: ParkedLedger['reason']): void {
    this.cancelTimer();
    this.reason = reason;
    this.kind = 'parked';
  }

  private count(
    at: RestingAt,
    kind: 'FAILED' | 'NOT_YET',
  ): Promise<{ readonly attempts: number; readonly since: string }> {
    const { handler, state, timers, metrics } = this.around;
    metrics.postponed?.(handler.consumer, kind);
    const now = instantOf(timers.nowMs());
    return state.recordAttempt({ consumer: handler.consumer, ledger: this.ledger, idx: at.idx, kind, at: now });
  }

  private wait(delayMs: number): void {
    this.cancelTimer();
    this.kind = 'waiting';
    this.cancelTimer = this.around.timers.after(delayMs, () => {
      if (this.kind === 'waiting') this.awake();
    });
  }
}
