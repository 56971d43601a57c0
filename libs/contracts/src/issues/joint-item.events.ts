import { date, event, events, id, int, redactable, text, unitReference, withdrawn } from '@taizhang/kernel';
import { z } from 'zod';
import { policiesInForce } from '../evaluation/evaluation.policies.js';
import { JOINT_MODES, JOINT_SIDES } from './joint-item.catalogue.js';

const prose = () => redactable(1, text());
const side = () => z.enum(JOINT_SIDES);
const claimDays = policiesInForce('joint.claimDays');
/** Day on which an item that nobody claimed goes further up; none where the superior is not the one to act first. */
const escalatesOn = () => date().nullable();

/** Events of a joint item (联动事项): what superior and subordinate rectify together. It lies in the subordinate bureau's ledger. */
export const jointItemEvents = events('issues', {
  JointItemIdentified: event({
    version: 1,
    clr: 1,
    clauses: ['C6.11'],
    schema: z.strictObject({
      item: id(),
      issue: id(),
      mode: z.enum(JOINT_MODES),
      superior: unitReference(),
      subordinate: unitReference(),
      identifiedOn: date(),
      escalatesOn: escalatesOn(),
      /** The unit above the superior; the superior itself where there is none. */
      escalatesTo: unitReference(),
      policy: claimDays,
      analysis: prose(),
    }),
  }),
  JointModeConfirmed: event({
    version: 1,
    clr: 1,
    clauses: ['C6.11', 'C6.12', 'C6.13', 'C6.14'],
    schema: z.strictObject({
      mode: z.enum(JOINT_MODES),
      previous: z.enum(JOINT_MODES),
      confirmedOn: date(),
      escalatesOn: escalatesOn(),
      policy: claimDays,
      reason: redactable(1, text().nullable()),
    }),
  }),
  JointItemClaimed: event({
    version: 1,
    clr: 1,
    clauses: ['C6.12'],
    schema: z.strictObject({ lead: unitReference(), previousLead: unitReference(), claimedOn: date() }),
  }),
  JointItemEscalated: event({
    version: 1,
    clr: 1,
    clauses: ['C6.12'],
    schema: z.strictObject({ to: unitReference(), due: date(), escalatedOn: date() }),
  }),
  JointPlanProposed: event({
    version: 1,
    clr: 1,
    clauses: ['C6.14'],
    schema: z.strictObject({
      plan: int().min(1),
      side: side(),
      unit: unitReference(),
      proposedOn: date(),
      content: prose(),
    }),
  }),
  JointPlanAgreed: event({
    version: 1,
    clr: 1,
    clauses: ['C6.14'],
    schema: z.strictObject({ plan: int().min(1), side: side(), unit: unitReference(), agreedOn: date() }),
  }),
  JointPlanRejected: event({
    version: 1,
    clr: 1,
    clauses: ['C6.14'],
    schema: z.strictObject({
      plan: int().min(1),
      side: side(),
      unit: unitReference(),
      rejectedOn: date(),
      reason: prose(),
    }),
  }),
  JointItemSolved: event({
    version: 1,
    clr: 1,
    clauses: ['C6.12', 'C6.13'],
    schema: z.strictObject({
      side: side(),
      unit: unitReference(),
      solvedOn: date(),
      /** Day on which the superior was told of it; none where the superior solved it. */
      informedOn: date().nullable(),
      outcome: prose(),
      report: redactable(1, text().nullable()),
    }),
  }),
  JointCloseConfirmed: event({
    version: 1,
    clr: 1,
    clauses: ['C6.14'],
    schema: z.strictObject({ side: side(), unit: unitReference(), confirmedOn: date(), opinion: prose() }),
  }),
  JointItemClosed: event({
    version: 1,
    clr: 1,
    clauses: ['C6.12', 'C6.13', 'C6.14'],
    schema: z.strictObject({ side: side(), unit: unitReference(), closedOn: date(), opinion: prose() }),
  }),
  JointItemWithdrawn: withdrawn({ clr: 1, clauses: ['C6.11'] }),
  JointModeConfirmationWithdrawn: withdrawn({ clr: 1, clauses: ['C6.11'] }),
  JointClaimWithdrawn: withdrawn({ clr: 1, clauses: ['C6.12'] }),
  JointEscalationWithdrawn: withdrawn({ clr: 1, clauses: ['C6.12'] }),
  JointPlanWithdrawn: withdrawn({ clr: 1, clauses: ['C6.14'] }),
  JointPlanAgreementWithdrawn: withdrawn({ clr: 1, clauses: ['C6.14'] }),
  JointPlanRejectionWithdrawn: withdrawn({ clr: 1, clauses: ['C6.14'] }),
  JointSolutionWithdrawn: withdrawn({ clr: 1, clauses: ['C6.13'] }),
  JointCloseConfirmationWithdrawn: withdrawn({ clr: 1, clauses: ['C6.14'] }),
  JointClosureWithdrawn: withdrawn({ clr: 1, clauses: ['C6.14'] }),
});
