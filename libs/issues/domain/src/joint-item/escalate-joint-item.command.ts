import { command, dueInput, notDue, role } from '@taizhang/kernel';
import { jointItemEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { inStatus } from './joint-item.rules.js';
import { subordinateOf, type JointItemState } from './joint-item.state.js';

/**
 * Takes an item that its superior has not claimed for `joint.claimDays` days to the unit above that (升级), once: given by itself on
 * that day [C6.12]. The superior may still claim it.
 */
export const escalateJointItem = command({
  name: 'EscalateJointItem',
  title: { zh: '联动事项升级', en: 'Escalate joint item' },
  clauses: ['C6.12'],
  schema: z.strictObject(dueInput()),
  allow: role('system').at('anywhere'),
  judgedAt: (_input, _target, state: JointItemState) => subordinateOf(state),
  decide: (input, state: JointItemState, facts) =>
    notDue(state.kind === 'none' ? null : state.claim, input, facts) ??
    inStatus(state, ['IDENTIFIED'], facts, ({ escalatesTo: to }) => [
      jointItemEvents.JointItemEscalated({ to, due: input.dueOn, escalatedOn: facts.effectiveOn }),
    ]),
});
