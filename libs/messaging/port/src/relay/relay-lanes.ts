import type { RecordedEvent } from '@taizhang/event-store-port';
import type { LedgerId } from '@taizhang/kernel';
import type { FollowerState } from '../follower-state.js';
import { type LaneSurroundings, RelayLane } from './relay-lane.js';

/** How much may wait. */
export interface LaneBounds {
  readonly events: number;
  readonly bytes: number;
}

/** The ledgers a relay is publishing now, with the bound on what waits and the saving of their marks. */
export class RelayLanes {
  private readonly lanes = new Map<LedgerId, RelayLane>();
  private waitingEvents = 0;
  private waitingBytes = 0;
  private wakers: (() => void)[] = [];

  constructor(
    private readonly state: Pick<FollowerState, 'mark' | 'saveMark'>,
    private readonly consumer: string,
    private readonly bounds: LaneBounds,
    private readonly surroundings: Omit<LaneSurroundings, 'left'>,
  ) {}

  get waiting(): number {
    return this.waitingEvents;
  }

  /** Index of the first leaf wanted of a ledger: behind what waits here, or behind the stored mark. */
  async position(ledger: LedgerId): Promise<number> {
    return (await this.lane(ledger)).nextIdx;
  }

  /**
   * Hands over leaves of one ledger, and waits while too much is waiting.
   * @returns false when leaves before these are missing here: following must start again from {@link position}.
   */
  async push(ledger: LedgerId, events: readonly RecordedEvent[]): Promise<boolean> {
    const pushed = (await this.lane(ledger)).push(events);
    if (pushed === 'gap') return false;
    this.waitingEvents += pushed.leaves;
    this.waitingBytes += pushed.bytes;
    while (this.waitingEvents >= this.bounds.events || this.waitingBytes >= this.bounds.bytes) {
      await new Promise<void>((resolve) => this.wakers.push(resolve));
    }
    return true;
  }

  /** Resolves when nothing is in flight any more. */
  async settled(): Promise<void> {
    await Promise.all([...this.lanes.values()].map((lane) => lane.settled()));
  }

  /**
   * Stores what the broker acknowledged; forgets lanes that rest, and those that lost their lease. A failure leaves
   * marks as they are: the next round saves them.
   */
  async saveMarks(): Promise<void> {
    for (const lane of [...this.lanes.values()]) {
      await this.saveMark(lane);
      if (lane.idle) this.lanes.delete(lane.ledger);
    }
  }

  private async lane(ledger: LedgerId): Promise<RelayLane> {
    const present = this.lanes.get(ledger);
    if (present !== undefined && !present.dropped) return present;
    // A lane that dropped leaves is replaced by one that starts at the mark, so that none is passed over.
    if (present !== undefined) {
      await present.settled();
      await this.saveMark(present);
    }
    const mark = await this.state.mark(this.consumer, ledger);
    const rival = this.lanes.get(ledger);
    // Someone else made it during the wait.
    if (rival !== undefined && rival !== present) return rival;
    const lane = new RelayLane(ledger, mark, {
      ...this.surroundings,
      left: (leaves, bytes) => {
        this.left(leaves, bytes);
      },
    });
    this.lanes.set(ledger, lane);
    return lane;
  }

  private async saveMark(lane: RelayLane): Promise<void> {
    const mark = lane.unsavedMark();
    if (mark === undefined) return;
    if (await this.state.saveMark(this.consumer, lane.ledger, mark, lane.savedMark)) {
      lane.savedMark = mark;
      return;
    }
    // Another relay saved one in between. If it is behind ours, the next round tries again on top of it.
    lane.savedMark = await this.state.mark(this.consumer, lane.ledger);
  }

  private left(leaves: number, bytes: number): void {
    this.waitingEvents -= leaves;
    this.waitingBytes -= bytes;
    const wakers = this.wakers;
    this.wakers = [];
    for (const wake of wakers) wake();
  }
}
