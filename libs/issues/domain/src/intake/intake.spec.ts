import { given } from '@taizhang/testkit';
import { channelUseEvents, intakeEvents, issueEvents } from '@taizhang/contracts';
import { addIntakeMessage } from './add-intake-message.command.js';
import { closeIntake } from './close-intake.command.js';
import { intake } from './intake.aggregate.js';
import { MAX_REPORTER_MESSAGES, originOfIntake } from './intake.rules.js';
import { raiseIntakeAsIssue } from './raise-intake-as-issue.command.js';
import { receiveIntake } from './receive-intake.command.js';
import { replyToIntake } from './reply-to-intake.command.js';
import { transferIntake } from './transfer-intake.command.js';

const RECEIPT = 'c'.repeat(64);
const known = { 'organization.unit-level/wgx-0371': 'BUREAU', 'organization.unit-level/b-jia': 'BRANCH' };
const form = {
  unit: 'b-jia',
  channel: null,
  kind: 'MISCONDUCT',
  receipt: RECEIPT,
  reporter: 'r-1',
  content: '收受礼金',
  identity: null,
  contact: null,
} as const;
const received = intakeEvents.IntakeReceived({ ...form, intake: 'n-1', validUntil: '2016-07-19', named: false });
const added = intakeEvents.IntakeMessageAdded({ message: '补充' });
const replied = intakeEvents.IntakeReplied({ reply: '已收悉' });
const closed = intakeEvents.IntakeClosed({ outcome: 'ANSWERED', conclusion: '已答复' });
const raise = { issue: '2014-0009', wind: 'HEDONISM', manifestation: '公务接待超标' } as const;

describe('receiving a report', () => {
  it('[C3.17] records it, with the last day on which its code is good', () => {
    given(intake).when(receiveIntake, form, { known, id: 'n-1' }).then(received);
  });

  it('says whether the reporter left a name or a way to be reached', () => {
    const named = { ...form, contact: '电话' };
    given(intake)
      .when(receiveIntake, named, { known, id: 'n-1' })
      .then(intakeEvents.IntakeReceived({ ...named, intake: 'n-1', validUntil: '2016-07-19', named: true }));
  });

  it('[C3.17] by a channel of the bureau, of which it records that it was used, and by no other', () => {
    const by = { ...form, channel: 'hotline' };
    const { decide, needs, schema } = receiveIntake;
    const target = { bureau: 'wgx-0371', id: 'n-1' };
    const facts = {
      now: '2014-07-20T02:00:00.000Z',
      today: '2014-07-20',
      effectiveOn: '2014-07-20',
      actor: { id: 'public', role: 'public' as const },
      needs: { bureau: 'BUREAU', unit: 'BRANCH', channel: 'OPEN' },
    };
    expect(needs?.(schema.parse(by), target)).toMatchObject({
      channel: { fact: 'issues.channel', key: 'wgx-0371/hotline' },
    });
    expect(decide(schema.parse(by), given(intake).state, facts, target)).toEqual({
      events: [intakeEvents.IntakeReceived({ ...by, intake: 'n-1', validUntil: '2016-07-19', named: false })],
      also: [
        {
          stream: 'channel-use/hotline',
          expect: 'any',
          events: [channelUseEvents.ChannelUsed({ channel: 'hotline', on: '2014-07-20' })],
        },
      ],
    });
    given(intake).when(receiveIntake, by, { known, id: 'n-1' }).thenRejected('CHANNEL_UNKNOWN', { channel: 'hotline' });
  });

  it('once', () => {
    given(intake, received).when(receiveIntake, form, { known, id: 'n-1' }).thenRejected('INTAKE_ALREADY_RECEIVED');
  });

  it.each([
    ['bureau', { 'organization.unit-level/b-jia': 'BRANCH' }],
    ['unit', { 'organization.unit-level/wgx-0371': 'BUREAU' }],
  ])('of a %s that there is', (_which, some) => {
    given(intake).when(receiveIntake, form, { known: some }).thenRejected('INTAKE_UNIT_UNKNOWN');
  });

  it('with text', () => {
    expect(receiveIntake.schema.safeParse({ ...form, content: ' ' }).success).toBe(false);
    expect(receiveIntake.schema.safeParse({ ...form, address: '1' }).success).toBe(false);
  });
});

describe('a message of the reporter', () => {
  const message = { receipt: RECEIPT, message: '补充' };

  it('[C3.17] is added by whoever has the code', () => {
    given(intake, received).when(addIntakeMessage, message).then(added);
  });

  it('by nobody else, whatever the state', () => {
    const other = { ...message, receipt: 'd'.repeat(64) };
    given(intake, received).when(addIntakeMessage, other).thenRejected('RECEIPT_UNKNOWN');
    given(intake, received, replied, closed).when(addIntakeMessage, other).thenRejected('RECEIPT_UNKNOWN');
    given(intake).when(addIntakeMessage, message).thenRejected('RECEIPT_UNKNOWN');
  });

  it('until the code expires', () => {
    given(intake, received).when(addIntakeMessage, message, { now: '2016-07-19T10:00:00.000Z' }).then(added);
    given(intake, received)
      .when(addIntakeMessage, message, { now: '2016-07-20T10:00:00.000Z' })
      .thenRejected('RECEIPT_UNKNOWN');
  });

  it('until the report is closed', () => {
    given(intake, received, replied, closed).when(addIntakeMessage, message).thenRejected('INTAKE_CLOSED');
  });

  it('so many times', () => {
    const many = Array.from({ length: MAX_REPORTER_MESSAGES }, () => added);
    given(intake, received, ...many)
      .when(addIntakeMessage, message)
      .thenRejected('INTAKE_TOO_MANY_MESSAGES');
  });
});

describe('handling a report', () => {
  it('[C1.0.b] the office replies', () => {
    given(intake, received).when(replyToIntake, { reply: '已收悉' }).then(replied);
  });

  it.each([
    ['MISCONDUCT', 'REPORT'],
    ['PROBLEM', 'REPORT'],
    ['SUGGESTION', 'MASS_OPINION'],
  ] as const)('[C1.0.b] [C1.0.h] raises %s as an issue from %s that names nobody, in one commit', (kind, source) => {
    const { decide, schema } = raiseIntakeAsIssue;
    const facts = {
      now: '2014-07-20T02:00:00.000Z',
      today: '2014-07-20',
      effectiveOn: '2014-07-20',
      actor: { id: 'acct-1', role: 'discipline-office' as const },
      needs: {},
    };
    const target = { bureau: 'wgx-0371', id: 'n-1' };
    const about = intakeEvents.IntakeReceived({ ...received.data, kind });
    expect(decide(schema.parse(raise), given(intake, about).state, facts, target)).toEqual({
      events: [intakeEvents.IntakeRaisedAsIssue({ issue: '2014-0009' })],
      none: [],
      also: [
        {
          stream: 'issue/2014-0009',
          expect: 'no-stream',
          events: [
            issueEvents.IssueRaised({
              code: '2014-0009',
              unit: 'b-jia',
              stage: null,
              origin: originOfIntake('n-1'),
              source,
              record: null,
              anonymous: true,
              raisedOn: '2014-07-20',
              wind: 'HEDONISM',
              manifestation: '公务接待超标',
              originator: null,
            }),
          ],
        },
      ],
    });
  });

  it('[C1.0.h] is an origin of its own there, which says nothing of the report', () => {
    expect(originOfIntake('n-1')).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(originOfIntake('n-2')).not.toBe(originOfIntake('n-1'));
  });

  it('passes it on', () => {
    const act = { organ: 'PETITION_OFFICE', reason: '属信访事项' } as const;
    given(intake, received).when(transferIntake, act).then(intakeEvents.IntakeTransferred(act));
  });

  it('[C1.0.b] closes it once the reporter has a reply', () => {
    const act = { outcome: 'ANSWERED', conclusion: '已答复' };
    given(intake, received, replied).when(closeIntake, act).then(closed);
    given(intake, received, added).when(closeIntake, act).thenRejected('INTAKE_NOT_ANSWERED');
  });

  it.each(['RAISED', 'TRANSFERRED'])('does not close it as %s when it was not', (outcome) => {
    const act = { outcome, conclusion: '办结' };
    given(intake, received, replied).when(closeIntake, act).thenRejected('INTAKE_OUTCOME_UNFOUNDED', { outcome });
  });

  it.each([
    ['replied to', replyToIntake, { reply: '再次答复' }],
    ['raised', raiseIntakeAsIssue, raise],
    ['passed on', transferIntake, { organ: 'PETITION_OFFICE', reason: '移送' }],
    ['closed', closeIntake, { outcome: 'ANSWERED', conclusion: '办结' }],
  ] as const)('one that is closed is not %s, nor one that there is not', (_what, command, input) => {
    given(intake, received, replied, closed).when(command, input).thenRejected('INTAKE_CLOSED');
    given(intake).when(command, input).thenRejected('INTAKE_UNKNOWN');
  });
});
