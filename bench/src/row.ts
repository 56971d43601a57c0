/** One line of output; the members, and their order, are those of bench-workloads.md. */
export interface Row {
  readonly peer: string;
  readonly version: string;
  readonly workload: string;
  /** What was done: events, messages, requests. 0 = it failed, and `note` says why. */
  readonly n: number;
  readonly seconds: number;
  readonly per_s: number;
  readonly durability: string;
  readonly note: string;
}

/** What a measured part reports. */
export interface Measured {
  readonly n: number;
  readonly seconds: number;
  readonly note?: string;
}

/** Who was measured at what. */
export type RowHead = Pick<Row, 'peer' | 'version' | 'workload' | 'durability'>;

/** The line of something that was measured. */
export function rowOf({ peer, version, workload, durability }: RowHead, { n, seconds, note = '' }: Measured): Row {
  const perS = n === 0 ? 0 : n / seconds;
  return { peer, version, workload, n, seconds: rounded(seconds), per_s: rounded(perS), durability, note };
}

/** The line of something that failed: never a gap. */
export function failedRow(head: RowHead, error: unknown): Row {
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return rowOf(head, { n: 0, seconds: 0, note: `FAILED: ${reason}` });
}

/** Three digits behind the point are more than a bench knows. */
function rounded(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
