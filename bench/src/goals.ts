/** What the foundation's specification asks of our embedded store: printed beside the figures, never asserted. */
export interface Goal {
  /** Least share of the raw limit of the same passes. */
  readonly ofLimit?: number;
  /** Least rate. */
  readonly perS?: number;
  /** In words, where it is neither. */
  readonly words?: string;
}

/** Goals of "taizhang sqlite" and of the rows of its own (`X.*`), by workload. */
export const GOALS: Readonly<Record<string, Goal>> = {
  W1: { ofLimit: 0.8 },
  W2: { ofLimit: 0.75 },
  'W2.64-ledgers': { ofLimit: 0.75 },
  W3: { ofLimit: 0.9 },
  W4: { ofLimit: 0.5 },
  W5: { ofLimit: 0.5 },
  W6: { perS: 40_000 },
  'X.relay': { ofLimit: 0.7 },
  'X.issue-table': { words: 'p95 under 200 ms' },
  'X.cold-start': { words: 'ready in under 3 s' },
  'X.seal': { perS: 50_000 },
  'X.verify-bundle': { perS: 20_000 },
  'X.replay-memory': { words: 'flat, under 300 MB' },
  'X.idle-follow': { words: 'CPU and writes about 0' },
};

/** A goal in a word or two. */
export function goalText(goal: Goal | undefined): string {
  if (goal?.ofLimit !== undefined) return `≥ ${percent(goal.ofLimit)}`;
  if (goal?.perS !== undefined) return `≥ ${goal.perS.toLocaleString('en')}/s`;
  return goal?.words ?? '';
}

/** A share in percent. */
export function percent(share: number): string {
  return `${String(Math.round(share * 100))} %`;
}
