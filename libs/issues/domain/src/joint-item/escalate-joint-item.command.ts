import { command, reject, role } from '@taizhang/kernel';
import { jointItemEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { JOINT_ALREADY_ESCALATED, JOINT_CLAIM_NOT_DUE } from './joint-item.rejections.js';
import { inMode, inStatus } from './joint-item.rules.js';
import { subordinateOf, type JointItemState } from './joint-item.state.js';

/**
 * Takes an item that its superior has not claimed for `joint.claimDays` days to the unit above that (升级), once [C6.12]. The superior
 * may still claim it.
 */
export const escalateJointItem = command({
  name: 'EscalateJointItem',
  title: { zh: '联动事项升级', en: 'Escalate joint item' },
  clauses: ['C6.12'],
  schema: z.strictObject({}),
  allow: role('system', 'campaign-office', 'superior-office').at('unit-or-superior'),
  judgedAt: (_input, _target, state: JointItemState) => subordinateOf(state),
  decide: (_input, state: JointItemState, facts) =>
    inStatus(state, ['IDENTIFIED'], facts, (item) =>
      inMode(item, ['SUPERIOR_FIRST'], () => {
        const { escalatesOn: due, escalatesTo: to, escalatedOn } = item;
        const { effectiveOn } = facts;
        if (escalatedOn !== null) return reject(JOINT_ALREADY_ESCALATED);
        if (due === null || effectiveOn < due) return reject(JOINT_CLAIM_NOT_DUE, { due: due ?? '' });
        return [jointItemEvents.JointItemEscalated({ to, due, escalatedOn: effectiveOn })];
      }),
    ),
});
