import { command } from '@taizhang/kernel';
import { jointItemEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { inMode, inStatus, SPEAKERS } from './joint-item.rules.js';
import { superiorOf, type JointItemState } from './joint-item.state.js';

/** The superior claims what it should act on first (主动认领): the lead moves to it, also after escalation [C6.12]. */
export const claimJointItem = command({
  name: 'ClaimJointItem',
  title: { zh: '认领联动事项', en: 'Claim joint item' },
  clauses: ['C6.12'],
  schema: z.strictObject({}),
  allow: SPEAKERS,
  judgedAt: (_input, _target, state: JointItemState) => superiorOf(state),
  decide: (_input, state: JointItemState, facts) =>
    inStatus(state, ['IDENTIFIED'], facts, (item) =>
      inMode(item, ['SUPERIOR_FIRST'], () => {
        const { superior: lead, lead: previousLead } = item;
        return [jointItemEvents.JointItemClaimed({ lead, previousLead, claimedOn: facts.effectiveOn })];
      }),
    ),
});
