import { command, date, id, reject } from '@taizhang/kernel';
import { CHECK_MODES, checkEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { placeOf, unknownUnit } from '../norm/norm.rules.js';
import { CHECK_DUE_IN_PAST, CHECK_ID_USED } from './check.rejections.js';
import { checkedNorm, CHECKERS, checksItself, notInForce } from './check.rules.js';
import type { CheckState } from './check.state.js';

/** Plans a check (安排检查) of how a norm is carried out in a unit, until a day [C3.13]. */
export const planCheck = command({
  name: 'PlanCheck',
  title: { zh: '安排检查', en: 'Plan check' },
  clauses: ['C3.13'],
  schema: z.strictObject({
    mode: z.enum(CHECK_MODES),
    norm: id(),
    unit: id(),
    stage: id().nullable().default(null),
    due: date(),
  }),
  allow: CHECKERS,
  judgedAt: ({ unit }) => [unit],
  needs: ({ norm, unit }, { bureau }) => ({ norm: checkedNorm(bureau, norm), path: placeOf(bureau, unit) }),
  decide: (input, state: CheckState, facts, { id: check }) => {
    if (state.kind !== 'none') return reject(CHECK_ID_USED);
    const { mode, norm, unit, due } = input;
    const on = facts.effectiveOn;
    if (due < on) return reject(CHECK_DUE_IN_PAST);
    return (
      unknownUnit(unit, facts.needs['path']) ??
      checksItself(mode, facts) ??
      notInForce(norm, due, facts) ?? [checkEvents.CheckPlanned({ ...input, check, on })]
    );
  },
});
