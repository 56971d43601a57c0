import type { StepAddress } from './replay-data.js';

/** By which of its two times a record is told: when it was recorded, or from when it counts. */
export type TimeKind = 'recorded' | 'effective';

/** A place on the way of a record up to which it can be told. */
export interface Moment {
  /** Recording time, or business date. */
  readonly at: string;
  /** Parameters of a question about the record as it stood then, without the side of a comparison. */
  readonly index?: number;
  readonly effective?: string;
}

/** What is asked about a moment, for one side of a comparison or for the state. */
export type MomentQuery = Readonly<Record<string, string | number>>;

/** The moments of a record, in order: each step as it was recorded, or each business date on which something took effect. */
export function momentsOf(steps: readonly StepAddress[], kind: TimeKind): readonly Moment[] {
  if (kind === 'recorded') return steps.map(({ idx, time }) => ({ at: time ?? '', index: idx }));
  const dates = new Set(steps.flatMap(({ effectiveOn }) => (effectiveOn === undefined ? [] : [effectiveOn])));
  return [...dates].sort().map((date) => ({ at: date, effective: date }));
}

/** Steps that had happened by then; of hidden ones nobody can tell when they take effect. */
export function stepsBy<Step extends StepAddress>(
  steps: readonly Step[],
  { index, effective }: Moment,
): readonly Step[] {
  return steps.filter((step) => {
    if (index !== undefined) return step.idx <= index;
    return step.effectiveOn !== undefined && effective !== undefined && step.effectiveOn <= effective;
  });
}

/** A moment as the API asks for it; `side` begins the names of a comparison's parameters. */
export function askedBy({ index, effective }: Moment, side?: 'from' | 'to'): MomentQuery {
  const named = (name: string) =>
    side === undefined ? name : `${side}${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  if (index !== undefined) return { [named('index')]: index };
  return effective === undefined ? {} : { [named('effective')]: effective };
}
