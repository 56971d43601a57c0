import { command, entryOf, id, reject, text } from '@taizhang/kernel';
import { checkEvents, WINDS } from '@taizhang/contracts';
import { z } from 'zod';
import { FINDING_ALREADY_RAISED, ISSUE_CODE_USED } from './check.rejections.js';
import { CHECKERS, checksItself, onCheck } from './check.rules.js';
import { unitOfCheck, type CheckState } from './check.state.js';

/** Fact: whether an issue of this code was raised; key = `<bureau>/<code>`, value = its code or `null`. */
export const ISSUE_FACT = 'issues.issue';

/** Records what a check found (登记检查发现): `issues` raises an issue of that code by itself [C3.15]. */
export const raiseCheckFinding = command({
  name: 'RaiseCheckFinding',
  title: { zh: '登记检查发现', en: 'Raise check finding' },
  clauses: ['C3.15'],
  schema: z.strictObject({
    finding: id(),
    issue: id(),
    obligation: id().nullable().default(null),
    wind: z.enum(WINDS),
    description: text(),
  }),
  allow: CHECKERS,
  needs: ({ issue }, { bureau }) => ({ issue: { fact: ISSUE_FACT, key: `${bureau}/${issue}` } }),
  judgedAt: (_input, _target, state: CheckState) => unitOfCheck(state),
  decide: (input, state: CheckState, facts, { id: check }) =>
    onCheck(state, ['PERFORMED'], facts, ({ mode, norm, unit, stage, findings }) => {
      const own = checksItself(mode, facts);
      if (own !== undefined) return own;
      const taken = Object.values(findings).some(({ issue }) => issue === input.issue);
      if (taken || entryOf(findings, input.finding) !== undefined) return reject(FINDING_ALREADY_RAISED);
      if (facts.needs['issue'] !== null) return reject(ISSUE_CODE_USED, { issue: input.issue });
      return [checkEvents.CheckFindingRaised({ ...input, check, norm, unit, stage, on: facts.effectiveOn })];
    }),
});
