import { actsFor, type Evolve } from '@taizhang/kernel';
import type { issueEvents } from '@taizhang/contracts';
import { change, undone } from './issue.changes.js';
import type { Extension, Issue, IssueState, Slip } from './issue.state.js';

type Supervision = Pick<
  Evolve<IssueState, typeof issueEvents>,
  | `issues.DeadlineExtension${'Requested' | 'Granted' | 'Refused'}`
  | `issues.SupervisionSlip${'Issued' | 'Received' | 'Answered'}`
  | 'issues.WarningCardIssued'
  | `issues.${'ExtensionRequest' | 'ExtensionGrant' | 'ExtensionRefusal' | 'SupervisionSlip' | 'SlipAnswer' | 'WarningCard'}Withdrawn`
>;

const decided = ({ extensions }: Issue, id: string, outcome: Extension['outcome']): Issue['extensions'] => {
  const asked = extensions[id];
  return asked === undefined ? extensions : { ...extensions, [id]: { ...asked, outcome } };
};

const followed = ({ slips }: Issue, id: string, patch: (slip: Slip) => Partial<Slip>): Issue['slips'] => {
  const slip = slips[id];
  return slip === undefined ? slips : { ...slips, [id]: { ...slip, ...patch(slip) } };
};

/** How deadlines are kept: extensions, slips and cards. */
export const evolveSupervision: Supervision = {
  'issues.DeadlineExtensionRequested': (state, { extension, deadline }, act) =>
    change(state, ({ extensions }) => ({
      extensions: { ...extensions, [extension]: { deadline, outcome: 'PENDING', requestedBy: actsFor(act) } },
    })),
  'issues.DeadlineExtensionGranted': (state, { extension, deadline }) =>
    change(state, (issue) => ({ extensions: decided(issue, extension, 'GRANTED'), deadline })),
  'issues.DeadlineExtensionRefused': (state, { extension }) =>
    change(state, (issue) => ({ extensions: decided(issue, extension, 'REFUSED') })),
  'issues.SupervisionSlipIssued': (state, { slip, due }) =>
    change(state, ({ slips }) => ({
      slips: { ...slips, [slip]: { due, received: false, answered: false, cards: [] } },
    })),
  'issues.SupervisionSlipReceived': (state, { slip }) =>
    change(state, (issue) => ({ slips: followed(issue, slip, () => ({ received: true })) })),
  'issues.SupervisionSlipAnswered': (state, { slip }) =>
    change(state, (issue) => ({ slips: followed(issue, slip, () => ({ answered: true })) })),
  'issues.WarningCardIssued': (state, { slip, colour, due }) =>
    change(state, (issue) => ({
      slips: followed(issue, slip, ({ cards }) => ({ cards: [...cards, colour], due, answered: false })),
    })),
  'issues.ExtensionRequestWithdrawn': undone,
  'issues.ExtensionGrantWithdrawn': undone,
  'issues.ExtensionRefusalWithdrawn': undone,
  'issues.SupervisionSlipWithdrawn': undone,
  'issues.SlipAnswerWithdrawn': undone,
  'issues.WarningCardWithdrawn': undone,
};
