/** One line of output (bench-workloads.md). */
export interface Row {
  readonly peer: string;
  readonly version: string;
  readonly workload: string;
  readonly n: number;
  readonly seconds: number;
  readonly per_s: number;
  readonly durability: string;
  readonly note: string;
}

/** What a measured part reports. */
export interface Measured {
  /** What was done: events, proofs, requests. */
  readonly n: number;
  readonly seconds: number;
  readonly note?: string;
}

/** Longest measured part, in seconds; what is over is cut and the line says so. */
export const LIMIT_S = Number(process.env['BENCH_LIMIT_S'] ?? 60);
/** Factor on all counts of the definitions. */
export const SCALE = Number(process.env['BENCH_SCALE'] ?? 1);

/** A count of the definitions at the chosen scale. */
export function scaled(count: number): number {
  return Math.max(1, Math.round(count * SCALE));
}

/** Repeats `step` for `count` steps of `weight` events each until done or out of time. */
export async function measure(
  count: number,
  weight: number,
  step: (i: number) => Promise<void> | void,
): Promise<Measured> {
  const start = process.hrtime.bigint();
  let done = 0;
  for (; done < count; done += 1) {
    if (secondsSince(start) > LIMIT_S) break;
    await step(done);
  }
  return { n: done * weight, seconds: secondsSince(start), ...(done < count ? { note: 'cut' } : {}) };
}

/** Seconds since a reading of `process.hrtime.bigint()`. */
export function secondsSince(start: bigint): number {
  return Number(process.hrtime.bigint() - start) / 1e9;
}

/** Middle value; of an even number of values the lower middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
}
