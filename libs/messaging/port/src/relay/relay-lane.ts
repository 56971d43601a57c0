import type { RecordedEvent } from '@taizhang/event-store-port';
import type { LedgerId } from '@taizhang/kernel';
import { backOffMs, type BackOff } from '../back-off.js';
import { headersOfEvent } from '../cloud-events.js';
import type { InboxMark } from '../follower-state.js';
import { leafHashHex } from '../leaf-hash.js';
import { pauseFor, type Timers } from '../timers.js';
import type { PublishedLeaf } from '../transport.js';
import { RELAY_SEND_BYTES, RELAY_SEND_EVENTS } from './relay-settings.js';

/** What a lane needs of its relay. */
export interface LaneSurroundings {
  publish(leaves: readonly PublishedLeaf[]): Promise<void>;
  /** Whether the ledger may still be published from here. */
  mayPublish(ledger: LedgerId): boolean;
  readonly traceparentOf?: (event: RecordedEvent) => string | undefined;
  readonly timers: Timers;
  readonly backOff: BackOff;
  readonly signal: AbortSignal;
  failed(error: unknown): void;
  /** Leaves that no longer wait, published or dropped. */
  left(leaves: number, bytes: number): void;
}

/** One ledger on its way to the broker: one send in flight, awaited, the rest waits in order (design §7). */
export class RelayLane {
  private waiting: RecordedEvent[] = [];
  private sending: Promise<void> | undefined;
  private acknowledged: RecordedEvent | undefined;
  /** The mark as it is stored, for the next compare-and-set. */
  savedMark: InboxMark | undefined;
  /** Index of the next leaf this lane wants. */
  nextIdx: number;
  /** Something was thrown away because the lease was gone: whoever holds it next starts from the mark. */
  dropped = false;

  constructor(
    readonly ledger: LedgerId,
    mark: InboxMark | undefined,
    private readonly surroundings: LaneSurroundings,
  ) {
    this.savedMark = mark;
    this.nextIdx = (mark?.idx ?? -1) + 1;
  }

  /**
   * Takes what the store delivered; leaves already taken are left out. @returns how many leaves and bytes now wait more;
   * `gap` when leaves before these are missing here: nothing was taken, and the ledger must be read from {@link nextIdx}.
   */
  push(events: readonly RecordedEvent[]): { readonly leaves: number; readonly bytes: number } | 'gap' {
    const fresh = events.filter((event) => event.idx >= this.nextIdx);
    const [first, last] = [fresh[0], fresh.at(-1)];
    if (first === undefined || last === undefined) return { leaves: 0, bytes: 0 };
    if (first.idx > this.nextIdx) return 'gap';
    this.nextIdx = last.idx + 1;
    this.waiting.push(...fresh);
    this.sending ??= this.sendAll();
    return { leaves: fresh.length, bytes: bytesOf(fresh) };
  }

  /** Nothing waits and nothing is unsaved: the lane may be forgotten. */
  get idle(): boolean {
    return this.sending === undefined && this.unsavedMark() === undefined;
  }

  /** Resolves when nothing is in flight. */
  async settled(): Promise<void> {
    await this.sending;
  }

  /** The mark to store, if the broker acknowledged more than is stored. */
  unsavedMark(): InboxMark | undefined {
    const last = this.acknowledged;
    if (last === undefined || last.idx <= (this.savedMark?.idx ?? -1)) return undefined;
    return { idx: last.idx, leafHash: leafHashHex(last.leaf) };
  }

  private async sendAll(): Promise<void> {
    // One turn later, so that batches pushed together travel together.
    await Promise.resolve();
    let attempt = 0;
    while (this.waiting.length > 0) {
      if (!this.surroundings.mayPublish(this.ledger) || this.surroundings.signal.aborted) {
        this.drop();
        break;
      }
      const next = this.nextSend();
      try {
        await this.surroundings.publish(next.map((event) => this.messageOf(event)));
        attempt = 0;
        this.acknowledged = next.at(-1);
        this.waiting.splice(0, next.length);
        this.surroundings.left(next.length, bytesOf(next));
      } catch (error) {
        attempt += 1;
        this.surroundings.failed(error);
        await pauseFor(
          backOffMs(this.surroundings.backOff, attempt),
          this.surroundings.timers,
          this.surroundings.signal,
        );
      }
    }
    this.sending = undefined;
  }

  private drop(): void {
    this.surroundings.left(this.waiting.length, bytesOf(this.waiting));
    this.waiting = [];
    this.dropped = true;
  }

  private nextSend(): readonly RecordedEvent[] {
    let bytes = 0;
    let count = 0;
    for (const event of this.waiting) {
      bytes += event.leaf.byteLength;
      if (count > 0 && (count === RELAY_SEND_EVENTS || bytes > RELAY_SEND_BYTES)) break;
      count += 1;
    }
    return this.waiting.slice(0, count);
  }

  private messageOf(event: RecordedEvent): PublishedLeaf {
    const headers = headersOfEvent(event, this.surroundings.traceparentOf?.(event));
    const { ledger, idx, leaf, clr } = event;
    return { ledger, idx, leaf, clr, headers };
  }
}

function bytesOf(events: readonly RecordedEvent[]): number {
  return events.reduce((sum, event) => sum + event.leaf.byteLength, 0);
}
