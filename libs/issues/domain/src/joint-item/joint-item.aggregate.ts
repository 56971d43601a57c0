import { aggregate, OFFICE_ROLES, role } from '@taizhang/kernel';
import { jointItemEvents } from '@taizhang/contracts';
import { agreeJointPlan } from './agree-joint-plan.command.js';
import { claimJointItem } from './claim-joint-item.command.js';
import { closeJointItem } from './close-joint-item.command.js';
import { confirmJointClose } from './confirm-joint-close.command.js';
import { confirmJointMode } from './confirm-joint-mode.command.js';
import { elevateJointItem } from './elevate-joint-item.command.js';
import { escalateJointItem } from './escalate-joint-item.command.js';
import { identifyJointItem } from './identify-joint-item.command.js';
import { evolveJointItem, initialJointItem, unitsOfJointItem } from './joint-item.state.js';
import { proposeJointPlan } from './propose-joint-plan.command.js';
import { rejectJointPlan } from './reject-joint-plan.command.js';
import { solveJointItem } from './solve-joint-item.command.js';
import { withdrawJointClaim } from './withdraw-joint-claim.command.js';
import { withdrawJointCloseConfirmation } from './withdraw-joint-close-confirmation.command.js';
import { withdrawJointClosure } from './withdraw-joint-closure.command.js';
import { withdrawJointEscalation } from './withdraw-joint-escalation.command.js';
import { withdrawJointItem } from './withdraw-joint-item.command.js';
import { withdrawJointModeConfirmation } from './withdraw-joint-mode-confirmation.command.js';
import { withdrawJointPlanAgreement } from './withdraw-joint-plan-agreement.command.js';
import { withdrawJointPlanRejection } from './withdraw-joint-plan-rejection.command.js';
import { withdrawJointPlan } from './withdraw-joint-plan.command.js';
import { withdrawJointSolution } from './withdraw-joint-solution.command.js';

/**
 * A joint item (联动事项): an issue that superior and subordinate rectify together [C6.11]. It lies in the subordinate bureau's
 * ledger; the superior acts there by being named in it.
 */
export const jointItem = aggregate({
  context: 'issues',
  name: 'joint-item',
  events: jointItemEvents,
  initial: initialJointItem,
  evolve: evolveJointItem,
  commands: [
    identifyJointItem,
    confirmJointMode,
    claimJointItem,
    escalateJointItem,
    elevateJointItem,
    proposeJointPlan,
    agreeJointPlan,
    rejectJointPlan,
    solveJointItem,
    confirmJointClose,
    closeJointItem,
    withdrawJointItem,
    withdrawJointModeConfirmation,
    withdrawJointClaim,
    withdrawJointEscalation,
    withdrawJointPlan,
    withdrawJointPlanAgreement,
    withdrawJointPlanRejection,
    withdrawJointSolution,
    withdrawJointCloseConfirmation,
    withdrawJointClosure,
  ],
  judgedAt: unitsOfJointItem,
  timeline: role(...OFFICE_ROLES).at('unit-or-superior'),
});
