import { command, reject, role } from '@taizhang/kernel';
import { jointItemEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { JOINT_ALREADY_ESCALATED, JOINT_CLAIM_NOT_DUE } from './joint-item.rejections.js';
import { inMode, inStatus } from './joint-item.rules.js';
import { subordinateOf, type JointItemState } from './joint-item.state.js';

/**
 * Takes an item further up by hand (提级) that its superior has not claimed in time: where its escalation was withdrawn, say, for that
 * does not happen by itself a second time [C6.12].
 */
export const elevateJointItem = command({
  name: 'ElevateJointItem',
  title: { zh: '联动事项提级', en: 'Elevate joint item' },
  clauses: ['C6.12'],
  schema: z.strictObject({}),
  allow: role('campaign-office', 'superior-office').at('unit-or-superior'),
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
