import { command, reject, text } from '@taizhang/kernel';
import { addDays } from '@taizhang/calendar';
import { JOINT_MODES, jointItemEvents, policiesOf, underPolicies } from '@taizhang/contracts';
import { z } from 'zod';
import { JOINT_MODE_REASON_MISSING } from './joint-item.rejections.js';
import { inStatus, SPEAKERS } from './joint-item.rules.js';
import { superiorOf, type JointItemState } from './joint-item.state.js';

/**
 * The superior confirms the mode that the subordinate proposed, or settles another, with its reason (确认联动方式) [policy 39]. To claim
 * an item, or to agree to its plan, confirms the mode as well.
 */
export const confirmJointMode = command({
  name: 'ConfirmJointMode',
  title: { zh: '确认联动方式', en: 'Confirm joint mode' },
  clauses: ['C6.11', 'C6.12', 'C6.13', 'C6.14'],
  schema: z.strictObject({ mode: z.enum(JOINT_MODES), reason: text().nullable().default(null) }),
  allow: SPEAKERS,
  judgedAt: (_input, _target, state: JointItemState) => superiorOf(state),
  needs: (_input, { bureau }) => policiesOf(bureau, ['joint.claimDays']),
  decide: ({ mode, reason }, state: JointItemState, facts) =>
    inStatus(state, ['IDENTIFIED'], facts, ({ mode: previous, escalatesOn }) => {
      if (mode !== previous && reason === null) return reject(JOINT_MODE_REASON_MISSING);
      return underPolicies(facts, ['joint.claimDays'], ({ policy, record }) => {
        const { effectiveOn: confirmedOn } = facts;
        const anew = mode === 'SUPERIOR_FIRST' ? addDays(confirmedOn, policy['joint.claimDays']) : null;
        const told = { mode, previous, confirmedOn, escalatesOn: mode === previous ? escalatesOn : anew };
        return [jointItemEvents.JointModeConfirmed({ ...told, policy: record, reason })];
      });
    }),
});
