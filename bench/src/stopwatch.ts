import type { Measured } from './row.js';

/** Runs from its making; knows when the measured part must be cut. */
export class Stopwatch {
  private readonly start = performance.now();
  private readonly cpu = process.cpuUsage();

  constructor(private readonly limitS: number) {}

  get seconds(): number {
    return (performance.now() - this.start) / 1_000;
  }

  get over(): boolean {
    return this.seconds > this.limitS;
  }

  /**
   * What was done until now. The note says what CPU time of this process each took: on a machine that others load, it
   * varies less than the rate.
   */
  reading(): Reading {
    const { user, system } = process.cpuUsage(this.cpu);
    return { seconds: this.seconds, over: this.over, cpuUs: user + system };
  }
}

/** A look at a {@link Stopwatch}. */
export interface Reading {
  readonly seconds: number;
  readonly over: boolean;
  /** CPU time of all threads of this process, in microseconds. */
  readonly cpuUs: number;
}

/** A measured part of `n` events, with what there is to say about it. */
export function measured(n: number, { seconds, cpuUs }: Reading, ...notes: readonly (string | false)[]): Measured {
  const cpu = n > 0 && `${(cpuUs / n).toFixed(1)} µs CPU each`;
  return { n, seconds, note: [...notes, cpu].filter((note) => note !== false && note !== '').join('; ') };
}

/** Repeats `step` for `count` steps of `weight` events each, one awaited after the other, until done or out of time. */
export async function measure(
  limitS: number,
  count: number,
  weight: number,
  step: (i: number) => Promise<void>,
): Promise<Measured> {
  const watch = new Stopwatch(limitS);
  let done = 0;
  while (done < count && !watch.over) {
    await step(done);
    done += 1;
  }
  return measured(done * weight, watch.reading(), done < count && 'cut');
}
