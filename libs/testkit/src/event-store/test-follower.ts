import type { EventStore, FollowOptions, RecordedEvent } from '@taizhang/event-store-port';
import type { LedgerId } from '@taizhang/kernel';
import { eventually } from '../fault-injection/eventually.js';

/** A follower that runs beside a test and keeps all it is given. */
export interface TestFollower {
  readonly batches: readonly (readonly RecordedEvent[])[];
  /** Everything delivered, in order of delivery. */
  readonly events: readonly RecordedEvent[];
  /** Indices delivered of one ledger, in order of delivery. */
  indices(ledger: LedgerId): readonly number[];
  /** Holes reported through `onHole`. */
  readonly holes: readonly Error[];
  /** Stops taking batches after the one at hand, until {@link resume}. */
  pause(): void;
  resume(): void;
  /** Waits until what was delivered satisfies `condition`; fails at once when the iteration has ended before. */
  until(what: string, condition: (events: readonly RecordedEvent[]) => boolean): Promise<void>;
  /** Cancels, waits for the end, and throws what the iteration threw. */
  cancel(): Promise<void>;
  /** Waits for the iteration to end by itself; resolves with what it threw, if anything. */
  ended(): Promise<unknown>;
}

/** Starts to follow at once. */
export function startFollower(
  store: EventStore,
  options: Omit<FollowOptions, 'signal' | 'onHole'> & { readonly reportHoles?: boolean },
): TestFollower {
  return new RunningFollower(store, options);
}

class RunningFollower implements TestFollower {
  readonly batches: (readonly RecordedEvent[])[] = [];
  readonly events: RecordedEvent[] = [];
  readonly holes: Error[] = [];
  private readonly canceller = new AbortController();
  private readonly running: Promise<void>;
  private end: { readonly thrown: unknown } | undefined;
  private gate: Promise<void> = Promise.resolve();
  private openGate: () => void = () => undefined;

  constructor(store: EventStore, { reportHoles, ...options }: Parameters<typeof startFollower>[1]) {
    const onHole = reportHoles === true ? { onHole: (error: Error) => void this.holes.push(error) } : {};
    this.running = this.run(store, { ...options, ...onHole, signal: this.canceller.signal });
  }

  indices(ledger: LedgerId): readonly number[] {
    return this.events.filter((event) => event.ledger === ledger).map((event) => event.idx);
  }

  pause(): void {
    this.gate = new Promise((resolve) => {
      this.openGate = resolve;
    });
  }

  resume(): void {
    this.openGate();
  }

  async until(what: string, condition: (events: readonly RecordedEvent[]) => boolean): Promise<void> {
    await eventually(what, () => {
      if (condition(this.events)) return true;
      if (this.end === undefined) return false;
      throw new Error(`following ended before ${what}`, { cause: this.end.thrown });
    });
  }

  async cancel(): Promise<void> {
    this.canceller.abort();
    this.openGate();
    await this.running;
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- passed on as it was caught
    if (this.end?.thrown !== undefined) throw this.end.thrown;
  }

  async ended(): Promise<unknown> {
    const end = await eventually('following ends', () => this.end);
    return end.thrown;
  }

  private async run(store: EventStore, options: FollowOptions): Promise<void> {
    try {
      for await (const batch of store.follow(options)) {
        this.batches.push(batch);
        this.events.push(...batch);
        await this.gate;
      }
      this.end = { thrown: undefined };
    } catch (thrown) {
      this.end = { thrown };
    }
  }
}
