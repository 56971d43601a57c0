import type { Measured } from './row.js';

/** Runs from its making; knows when the measured part must be cut. */
export class Stopwatch {
  private readonly start = performance.now();

  constructor(private readonly limitS: number) {}

  get seconds(): number {
    return (performance.now() - this.start) / 1_000;
  }

  get over(): boolean {
    return this.seconds > this.limitS;
  }
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
  return { n: done * weight, seconds: watch.seconds, ...(done < count ? { note: 'cut' } : {}) };
}
