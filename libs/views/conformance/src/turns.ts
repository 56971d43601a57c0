/** Thrown into a runner at the point where it dies. */
export class CrashError extends Error {
  override readonly name = 'CrashError';
}

/** Whose step comes next, and whether that runner dies instead of taking it. */
export interface Turn {
  /** Taken modulo the number of runners that wait. */
  readonly runner: number;
  readonly crash: boolean;
}

/** Waits for one's turn; rejects with {@link CrashError} where one dies. */
export type Gate = () => Promise<void>;

/**
 * Lets concurrent runners take steps one at a time, in an order that is chosen: each waits at its gate before every step,
 * and only when all of them wait (or are done) the next turn is given. After the last given turn, the first that waits goes on.
 */
export class Turns {
  #waiting: { readonly go: () => void; readonly die: (error: Error) => void }[] = [];
  #running = 0;
  #taken = 0;

  constructor(private readonly turns: readonly Turn[]) {}

  /** Number of turns that were taken. */
  get taken(): number {
    return this.#taken;
  }

  /** Runs all to their ends. @throws what the first failing runner throws. */
  async run(runners: readonly ((gate: Gate) => Promise<void>)[]): Promise<void> {
    this.#running = runners.length;
    const gate: Gate = () =>
      new Promise((go, die) => {
        this.#waiting.push({ go, die });
        this.#rested();
      });
    const ends = await Promise.allSettled(runners.map((runner) => runner(gate).finally(() => this.#rested())));
    for (const end of ends) if (end.status === 'rejected') throw end.reason as Error; // runners reject with errors
  }

  #rested(): void {
    this.#running -= 1;
    if (this.#running > 0 || this.#waiting.length === 0) return;
    const turn = this.turns[this.#taken] ?? { runner: 0, crash: false };
    this.#taken += 1;
    const [chosen] = this.#waiting.splice(turn.runner % this.#waiting.length, 1);
    this.#running += 1;
    if (turn.crash) chosen?.die(new CrashError('the runner dies here'));
    else chosen?.go();
  }
}
