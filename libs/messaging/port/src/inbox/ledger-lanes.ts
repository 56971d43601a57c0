import type { LedgerId } from '@taizhang/kernel';
import type { ParkedLedger } from '../follower-state.js';
import type { ConsumerSurroundings } from './consumer-surroundings.js';
import { LedgerLane } from './ledger-lane.js';

/** The ledgers that one consumer has to do with now; those at rest for a while are forgotten, oldest first. */
export class LedgerLanes implements Iterable<LedgerLane> {
  private readonly lanes = new Map<LedgerId, LedgerLane>();

  constructor(
    private readonly around: ConsumerSurroundings,
    private readonly restChanged: (lane: LedgerLane) => void,
    private readonly awake: (lane: LedgerLane) => void,
  ) {}

  [Symbol.iterator](): Iterator<LedgerLane> {
    return this.lanes.values();
  }

  of(ledger: LedgerId): LedgerLane {
    let lane = this.lanes.get(ledger);
    if (lane === undefined) {
      this.makeRoom();
      lane = new LedgerLane(ledger, this.around, this.restChanged, this.awake);
      this.lanes.set(ledger, lane);
    }
    return lane;
  }

  /** A ledger that is known already, if it is. */
  known(ledger: LedgerId): LedgerLane | undefined {
    return this.lanes.get(ledger);
  }

  /** Takes over what is stored as parked. @returns the lanes that are parked here and no longer there: someone decided. */
  compareParked(stored: readonly ParkedLedger[]): readonly LedgerLane[] {
    const parked = new Map(stored.map((entry) => [entry.ledger, entry]));
    for (const { ledger, reason } of stored) {
      const lane = this.of(ledger);
      if (lane.rest.kind === 'parked') continue;
      lane.rest.parkedAlready(reason);
      this.restChanged(lane);
    }
    return [...this.lanes.values()].filter((lane) => lane.rest.kind === 'parked' && !parked.has(lane.ledger));
  }

  /** Resolves when no handler is at work. */
  async settled(): Promise<void> {
    await Promise.all([...this.lanes.values()].map((lane) => lane.settled()));
  }

  private makeRoom(): void {
    if (this.lanes.size < this.around.settings.rememberedLedgers) return;
    for (const [ledger, lane] of this.lanes) {
      if (!lane.idle) continue;
      this.lanes.delete(ledger);
      return;
    }
  }
}
