import { command, id, int, reject, role, type Facts } from '@taizhang/kernel';
import { lookBackEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { LOOK_BACK_ALREADY_STARTED, LOOK_BACK_OUTSIDE_STAGE } from './look-back.rejections.js';
import type { LookBackState } from './look-back.state.js';

/**
 * Closed issues of a unit in a stage, in the order in which they are drawn: `campaigns.closed-issues`, key =
 * `<bureau>/<stage>/<unit>`; `null` where the stage is not open or the unit not in it.
 */
export interface ClosedIssues {
  /** Derived from the stage, the unit and the closed issues: nobody chooses it. */
  readonly seed: string;
  readonly size: number;
  readonly sha256: string;
  readonly drawn: readonly string[];
}
export const CLOSED_ISSUES_FACT = 'campaigns.closed-issues';

/** Starts a look-back at a unit (开始回头看): a sample of what it closed, which anybody can draw again [C6.2]. */
export const startLookBack = command({
  name: 'StartLookBack',
  title: { zh: '开始回头看', en: 'Start look-back' },
  clauses: ['C6.2'],
  schema: z.strictObject({ stage: id(), unit: id(), size: int().min(1).max(500) }),
  allow: role('campaign-office', 'supervision-group', 'superior-office').at('unit-or-superior'),
  judgedAt: ({ unit }) => [unit],
  needs: ({ stage, unit }, { bureau }) => ({ closed: { fact: CLOSED_ISSUES_FACT, key: `${bureau}/${stage}/${unit}` } }),
  decide: ({ stage, unit, size }, state: LookBackState, facts, { id: lookBack }) => {
    if (state.kind !== 'none') return reject(LOOK_BACK_ALREADY_STARTED);
    const closed = closedIssues(facts);
    if (closed === null) return reject(LOOK_BACK_OUTSIDE_STAGE);
    const { seed, drawn, sha256 } = closed;
    const population = { size: closed.size, sha256 };
    const sample = drawn.slice(0, size);
    const on = facts.effectiveOn;
    return [lookBackEvents.LookBackStarted({ lookBack, stage, unit, on, seed, population, sample })];
  },
});

function closedIssues({ needs }: Pick<Facts, 'needs'>): ClosedIssues | null {
  return (needs['closed'] ?? null) as ClosedIssues | null; // as its provider answers
}
