import type { EventStore, RecordedEvent } from '@taizhang/event-store-port';
import type { LedgerId } from '@taizhang/kernel';
import {
  backOffMs,
  headersOfEvent,
  type BackOff,
  type LedgerMessage,
  type OnMessages,
  type Timers,
} from '@taizhang/messaging-port';

/** Most events of one ledger that wait in memory; beyond it the ledger is read from the store again when its turn comes. */
export const MAX_WAITING_EVENTS_PER_LEDGER = 1_024;
/** Most events given to a subscriber at once. */
export const DELIVERY_BATCH_EVENTS = 512;

/** What a feed needs of its subscription. */
export interface FeedSurroundings {
  readonly store: Pick<EventStore, 'readLedger'>;
  readonly onMessages: OnMessages;
  readonly position: (ledger: LedgerId) => Promise<number>;
  readonly timers: Timers;
  readonly backOff: BackOff;
  readonly signal: AbortSignal;
  /** Events that no longer wait here. */
  left(events: number): void;
}

/** A leaf in the same process: already read, and its headers made only for who asks. */
class InProcessMessage implements LedgerMessage {
  constructor(readonly event: RecordedEvent) {}

  get ledger(): LedgerId {
    return this.event.ledger;
  }

  get idx(): number {
    return this.event.idx;
  }

  get leaf(): Uint8Array {
    return this.event.leaf;
  }

  get headers(): Readonly<Record<string, string>> {
    return headersOfEvent(this.event);
  }
}

/**
 * One ledger on its way to one subscriber: batches wait in order, one at work. When it is paused, refused or too long,
 * what waits is let go and the ledger counts as behind: it is read from the subscriber's position later, so that no
 * ledger can fill the memory.
 */
export class LedgerFeed {
  private waiting: RecordedEvent[] = [];
  private behind = false;
  private paused = false;
  private failures = 0;
  private running: Promise<void> | undefined;
  private cancelTimer: () => void = () => undefined;

  constructor(
    private readonly ledger: LedgerId,
    private readonly around: FeedSurroundings,
  ) {}

  /** Nothing to do and nothing to remember. */
  get idle(): boolean {
    return this.running === undefined && !this.behind && !this.paused && this.failures === 0;
  }

  /** Takes what the store delivered. @returns how many events now wait more. */
  push(events: readonly RecordedEvent[]): number {
    if (this.behind || this.paused || this.waiting.length + events.length > MAX_WAITING_EVENTS_PER_LEDGER) {
      this.behind = true;
      this.work();
      return 0;
    }
    this.waiting.push(...events);
    this.work();
    return events.length;
  }

  pause(): void {
    this.paused = true;
    this.letGo();
  }

  resume(): void {
    if (!this.paused) return;
    this.paused = false;
    this.work();
  }

  /** Resolves when the subscriber is not at work. */
  async settled(): Promise<void> {
    this.cancelTimer();
    await this.running;
  }

  private work(): void {
    if (this.running !== undefined || this.paused || this.failures > 0 || this.around.signal.aborted) return;
    this.running = this.deliverAll().finally(() => {
      this.running = undefined;
    });
  }

  private async deliverAll(): Promise<void> {
    // One turn later, so that batches pushed together travel together.
    await Promise.resolve();
    try {
      while (!this.around.signal.aborted && !this.paused) {
        if (this.waiting.length > 0) await this.deliverWaiting();
        else if (this.behind) await this.readAgain();
        else return;
      }
    } catch {
      // The subscriber refused, or the store could not be read: again later, from the subscriber's position.
      this.failures += 1;
      this.letGo();
      this.cancelTimer = this.around.timers.after(backOffMs(this.around.backOff, this.failures), () => {
        this.failures = 0;
        this.work();
      });
    }
  }

  private async deliverWaiting(): Promise<void> {
    const events = this.waiting.slice(0, DELIVERY_BATCH_EVENTS);
    await this.deliver(events);
    // Let go of in the meantime, perhaps: then nothing is left to take away.
    if (this.waiting[0] === events[0]) {
      this.waiting.splice(0, events.length);
      this.around.left(events.length);
    }
  }

  private async readAgain(): Promise<void> {
    this.behind = false;
    const from = await this.around.position(this.ledger);
    let events: RecordedEvent[] = [];
    for await (const event of this.around.store.readLedger(this.ledger, { from })) {
      events.push(event);
      if (events.length < DELIVERY_BATCH_EVENTS) continue;
      await this.deliver(events);
      events = [];
      if (this.paused || this.around.signal.aborted) {
        this.behind = true;
        return;
      }
    }
    if (events.length > 0) await this.deliver(events);
  }

  private async deliver(events: readonly RecordedEvent[]): Promise<void> {
    await this.around.onMessages(
      this.ledger,
      events.map((event) => new InProcessMessage(event)),
    );
  }

  private letGo(): void {
    this.around.left(this.waiting.length);
    this.waiting = [];
    this.behind = true;
  }
}
