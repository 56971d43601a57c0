import { issueEvents, slipNumberEvents } from '@taizhang/contracts';
import { given } from '@taizhang/testkit';
import { answerSupervisionSlip } from './answer-supervision-slip.command.js';
import { grantDeadlineExtension } from './grant-deadline-extension.command.js';
import { issueSupervisionSlip } from './issue-supervision-slip.command.js';
import { issueWarningCard } from './issue-warning-card.command.js';
import { issue } from './issue.aggregate.js';
import { closed, inRectification, known } from './issue.examples.js';
import { receiveSupervisionSlip } from './receive-supervision-slip.command.js';
import { refuseDeadlineExtension } from './refuse-deadline-extension.command.js';
import { requestDeadlineExtension } from './request-deadline-extension.command.js';

const clerk = { id: 'acct-clerk', role: 'branch-clerk' } as const;
const office = { id: 'acct-office', role: 'campaign-office' } as const;
const on = (day: string, actor: typeof clerk | typeof office = office) => ({ actor, now: `2014-${day}T02:00:00.000Z` });
const request = { extension: 'x-1', deadline: '2014-09-20', reason: '设备未到货' };
const requested = { event: issueEvents.DeadlineExtensionRequested(request), by: clerk };
const granted = issueEvents.DeadlineExtensionGranted({ extension: 'x-1', deadline: '2014-09-20', opinion: '同意' });
const refused = issueEvents.DeadlineExtensionRefused({ extension: 'x-1', reason: '理由不足' });

describe('extensions 延期', () => {
  it('is asked for once at a time, to a later day', () => {
    given(issue, ...inRectification)
      .when(requestDeadlineExtension, request, on('08-25', clerk))
      .then(issueEvents.DeadlineExtensionRequested(request));
    given(issue, ...inRectification, requested)
      .when(requestDeadlineExtension, { ...request, extension: 'x-2' }, on('08-25', clerk))
      .thenRejected('EXTENSION_PENDING');
    given(issue, ...inRectification, requested, refused)
      .when(requestDeadlineExtension, request, on('08-25', clerk))
      .thenRejected('EXTENSION_ID_USED');
    given(issue, ...inRectification)
      .when(requestDeadlineExtension, { ...request, deadline: '2014-08-31' }, on('08-25', clerk))
      .thenRejected('EXTENSION_NOT_LONGER', { deadline: '2014-08-31' });
    given(issue, ...inRectification)
      .when(requestDeadlineExtension, { ...request, deadline: '2014-09-03' }, on('09-05', clerk))
      .thenRejected('EXTENSION_NOT_LONGER');
    given(issue, ...inRectification, closed)
      .when(requestDeadlineExtension, request, on('08-25', clerk))
      .thenRejected('ISSUE_STATE_FORBIDS');
  });

  it('[C1.0.a] moves the deadline when it is granted, and leaves it when it is refused', () => {
    given(issue, ...inRectification, requested)
      .when(grantDeadlineExtension, { extension: 'x-1', opinion: '同意' }, on('08-25'))
      .then(granted);
    given(issue, ...inRectification, requested, granted)
      .when(requestDeadlineExtension, { ...request, extension: 'x-2' }, on('08-26', clerk))
      .thenRejected('EXTENSION_NOT_LONGER', { deadline: '2014-09-20' });
    given(issue, ...inRectification, requested)
      .when(refuseDeadlineExtension, { extension: 'x-1', reason: '理由不足' }, on('08-25'))
      .then(refused);
    given(issue, ...inRectification, requested, refused)
      .when(requestDeadlineExtension, { ...request, extension: 'x-2', deadline: '2014-09-01' }, on('08-26', clerk))
      .then(issueEvents.DeadlineExtensionRequested({ ...request, extension: 'x-2', deadline: '2014-09-01' }));
  });

  it('is decided once, and by others than those who asked or own the work', () => {
    const decision = { extension: 'x-1', opinion: '同意' };
    given(issue, ...inRectification)
      .when(grantDeadlineExtension, decision, on('08-25'))
      .thenRejected('EXTENSION_UNKNOWN', { extension: 'x-1' });
    given(issue, ...inRectification, requested, granted)
      .when(refuseDeadlineExtension, { extension: 'x-1', reason: '不同意' }, on('08-26'))
      .thenRejected('EXTENSION_UNKNOWN');
    given(issue, ...inRectification, requested)
      .when(grantDeadlineExtension, decision, { ...on('08-25'), onBehalfOf: 'acct-clerk' })
      .thenRejected('EXTENSION_SELF_DECIDED');
    given(issue, ...inRectification, requested)
      .when(grantDeadlineExtension, decision, { ...on('08-25'), actor: { id: 'acct-P-O1', role: 'campaign-office' } })
      .thenRejected('EXTENSION_SELF_DECIDED');
  });
});

const slip = { slip: 'db-1', signer: 'P-9', due: '2014-09-05', basis: '时限已过', requirement: '五日内办结' };
const issued = issueEvents.SupervisionSlipIssued({ ...slip, on: '2014-09-01' });
const received = issueEvents.SupervisionSlipReceived({ slip: 'db-1' });
const answered = issueEvents.SupervisionSlipAnswered({ slip: 'db-1', feedback: '已办结' });
const card = { card: 'hp-1', slip: 'db-1', colour: 'YELLOW', due: '2014-09-12', reason: '逾期未反馈' } as const;
const yellow = issueEvents.WarningCardIssued(card);

describe('supervision slips 督办单', () => {
  it('is issued with a number of its own and a day of feedback that is not past', () => {
    given(issue, ...inRectification)
      .when(issueSupervisionSlip, slip, { ...on('09-01'), known })
      .then(issued);
    given(issue, ...inRectification)
      .when(issueSupervisionSlip, slip, { ...on('09-01'), known })
      .thenAlso({
        stream: 'slip-number/db-1', // a claim: no other slip of the bureau has the number
        events: [slipNumberEvents.SupervisionSlipNumbered({ slip: 'db-1', issue: '2014-0001' })],
        expect: 'no-stream',
      });
    given(issue, ...inRectification, issued)
      .when(issueSupervisionSlip, slip, on('09-01'))
      .thenRejected('SLIP_ID_USED');
    given(issue, ...inRectification)
      .when(issueSupervisionSlip, { ...slip, due: '2014-08-31' }, on('09-01'))
      .thenRejected('DEADLINE_IN_PAST');
  });

  it('[C1.0.a] is signed by nobody whom nobody registered', () => {
    given(issue, ...inRectification)
      .when(issueSupervisionSlip, { ...slip, signer: 'x' }, { ...on('09-01'), known })
      .thenRejected('PERSON_UNKNOWN', { persons: ['x'] });
  });

  it('is signed for once, then answered once', () => {
    given(issue, ...inRectification, issued)
      .when(receiveSupervisionSlip, { slip: 'db-1' }, on('09-02', clerk))
      .then(received);
    given(issue, ...inRectification, issued, received)
      .when(receiveSupervisionSlip, { slip: 'db-1' }, on('09-02', clerk))
      .thenRejected('SLIP_ALREADY_RECEIVED');
    given(issue, ...inRectification, issued)
      .when(answerSupervisionSlip, { slip: 'db-1', feedback: '已办结' }, on('09-03', clerk))
      .thenRejected('SLIP_NOT_RECEIVED');
    given(issue, ...inRectification, issued, received)
      .when(answerSupervisionSlip, { slip: 'db-1', feedback: '已办结' }, on('09-03', clerk))
      .then(answered);
    given(issue, ...inRectification, issued, received, answered)
      .when(answerSupervisionSlip, { slip: 'db-1', feedback: '已办结' }, on('09-03', clerk))
      .thenRejected('SLIP_ANSWERED');
    given(issue, ...inRectification)
      .when(receiveSupervisionSlip, { slip: 'db-1' }, on('09-02', clerk))
      .thenRejected('SLIP_UNKNOWN', { slip: 'db-1' });
  });

  it('is followed by a yellow card once its day is over without an answer, then by a red one', () => {
    const red = { ...card, card: 'hp-2', colour: 'RED', due: '2014-09-19' } as const;
    given(issue, ...inRectification, issued)
      .when(issueWarningCard, card, on('09-08'))
      .then(yellow);
    given(issue, ...inRectification, issued)
      .when(issueWarningCard, card, on('09-05'))
      .thenRejected('SLIP_NOT_OVERDUE');
    given(issue, ...inRectification, issued, received, answered)
      .when(issueWarningCard, card, on('09-08'))
      .thenRejected('SLIP_ANSWERED');
    given(issue, ...inRectification, issued)
      .when(issueWarningCard, red, on('09-08'))
      .thenRejected('CARD_OUT_OF_ORDER');
    given(issue, ...inRectification, issued, yellow)
      .when(issueWarningCard, red, on('09-13'))
      .then(issueEvents.WarningCardIssued(red));
    given(issue, ...inRectification, issued, yellow)
      .when(issueWarningCard, { ...card, due: '2014-09-19' }, on('09-13'))
      .thenRejected('CARD_OUT_OF_ORDER');
    given(issue, ...inRectification, issued)
      .when(issueWarningCard, { ...card, due: '2014-09-07' }, on('09-08'))
      .thenRejected('DEADLINE_IN_PAST');
  });
});
