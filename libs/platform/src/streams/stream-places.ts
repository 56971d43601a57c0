import type { EventStore, RecordedEvent } from '@taizhang/event-store-port';
import { instantMs, instantOf, type Clearance, type LedgerId } from '@taizhang/kernel';
import type { StreamPositions } from './stream-position.js';
import type { StreamFilter } from './stream-request.js';

/** Where a ledger stands against a filter by time, judged by the leaves that the reader may see. */
type TimeSide = 'before' | 'inside' | 'after';

/**
 * How far one reader has come in each ledger. A filter by time finds where to begin, and says of a hidden leaf what holds for
 * the visible one before it: its own time is not told, not even by whether it is there.
 */
export class StreamPlaces {
  readonly #next: Map<LedgerId, number>;
  readonly #sides = new Map<LedgerId, TimeSide>();

  constructor(
    private readonly store: Pick<EventStore, 'readLedger'>,
    private readonly filter: StreamFilter,
    from: StreamPositions,
  ) {
    this.#next = new Map(from);
  }

  /** Index of the next leaf wanted of a ledger. */
  async startOf(ledger: LedgerId, clearance: Clearance): Promise<number> {
    const next = this.#next.get(ledger) ?? 0;
    const { timeFrom } = this.filter;
    if (this.#sides.has(ledger)) return next;
    if (!this.#isTimed()) {
      this.#sides.set(ledger, 'inside');
      return next;
    }
    const first = timeFrom === undefined ? 0 : await this.#behindLastBefore(ledger, timeFrom, clearance);
    const seen = next > first ? await this.#lastSeen(ledger, { from: next - 1, to: first }, clearance) : undefined;
    this.#sides.set(ledger, seen === undefined ? this.#sideAtStart() : this.#sideOf(seen));
    const start = Math.max(next, first);
    this.#next.set(ledger, start);
    return start;
  }

  /** Takes note that an event was dealt with. */
  passed({ ledger, idx }: Pick<RecordedEvent, 'ledger' | 'idx'>): void {
    this.#next.set(ledger, idx + 1);
  }

  /** Whether an event's time is wanted; one that must not be seen is where the one before it is. */
  isInTime(event: RecordedEvent, isVisible: boolean): boolean {
    if (!this.#isTimed()) return true;
    if (isVisible) this.#sides.set(event.ledger, this.#sideOf(event));
    return (this.#sides.get(event.ledger) ?? this.#sideAtStart()) === 'inside';
  }

  /** Nothing more that is wanted can come in this ledger. */
  isOver(ledger: LedgerId): boolean {
    return this.#sides.get(ledger) === 'after';
  }

  positions(): StreamPositions {
    return this.#next;
  }

  #isTimed(): boolean {
    return this.filter.timeFrom !== undefined || this.filter.timeTo !== undefined;
  }

  #sideAtStart(): TimeSide {
    return this.filter.timeFrom === undefined ? 'inside' : 'before';
  }

  #sideOf({ time }: RecordedEvent): TimeSide {
    const { timeFrom, timeTo } = this.filter;
    if (timeFrom !== undefined && time < timeFrom) return 'before';
    return timeTo !== undefined && time > timeTo ? 'after' : 'inside';
  }

  async #behindLastBefore(ledger: LedgerId, timeFrom: string, clearance: Clearance): Promise<number> {
    const asOf = instantOf(instantMs(timeFrom) - 1);
    const last = await this.#lastSeen(ledger, { asOf }, clearance);
    return last === undefined ? 0 : last.idx + 1;
  }

  async #lastSeen(
    ledger: LedgerId,
    range: Parameters<EventStore['readLedger']>[1],
    clearance: Clearance,
  ): Promise<RecordedEvent | undefined> {
    for await (const event of this.store.readLedger(ledger, { ...range, direction: 'backward' }))
      if (event.clr <= clearance) return event;
    return undefined;
  }
}
