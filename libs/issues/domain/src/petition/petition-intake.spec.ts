import { channelUseEvents, petitionEvents } from '@taizhang/contracts';
import { isRejection } from '@taizhang/kernel';
import { given } from '@taizhang/testkit';
import { acceptPetition } from './accept-petition.command.js';
import { decideJurisdiction } from './decide-jurisdiction.command.js';
import { issuePetitionReceipt } from './issue-petition-receipt.command.js';
import { objectToJurisdiction } from './object-to-jurisdiction.command.js';
import { petition } from './petition.aggregate.js';
import {
  accepted,
  basis,
  BRANCH,
  BUREAU,
  CITY,
  decided,
  form,
  known,
  objected,
  PROVINCE,
  receipt,
  RECEIPT,
  received,
  rolling,
  transferred,
} from './petition.examples.js';
import { receivePetition } from './receive-petition.command.js';
import { refusePetition } from './refuse-petition.command.js';
import { transferPetition } from './transfer-petition.command.js';

const discipline = { id: 'acct-d', role: 'discipline-office' } as const;
const office = { id: 'acct-office', role: 'campaign-office' } as const;
const on = (effectiveOn: string, more: object = {}) => ({ known, id: 'x-1', actor: office, effectiveOn, ...more });
const JULY_1 = on('2014-07-01');
const accusing = { ...form, kind: 'ACCUSATION', accusedUnits: ['b-jia'], accusedPersons: ['wgx-0371.P-9'] };

describe('receive petition 登记信访事项', () => {
  it('[C3.17] has fifteen days from receipt until it is said whether it is accepted', () => {
    given(petition).when(receivePetition, form, JULY_1).then(received());
  });

  it('[C3.17] seals an accusation and who makes it for the discipline office, which alone registers it', () => {
    given(petition)
      .when(receivePetition, accusing, { ...JULY_1, actor: discipline })
      .then(received('ACCUSATION'));
    given(petition).when(receivePetition, accusing, JULY_1).thenRejected('ACCUSATION_DISCIPLINE_ONLY');
    given(petition)
      .when(receivePetition, { ...accusing, accusedUnits: [], accusedPersons: [] }, { ...JULY_1, actor: discipline })
      .thenRejected('ACCUSED_MISSING');
    const { fields } = petitionEvents.definitions.PetitionReceived;
    expect(fields).toMatchObject({
      names: { kind: 'personal', level: 2 },
      contact: { kind: 'personal', level: 2 },
      informers: { kind: 'personal', level: 3 },
      informerContact: { kind: 'personal', level: 3 },
      accusation: { kind: 'redactable', level: 3 },
    });
  });

  it.each([['wgx-0371'], ['city-jc']])(
    '[C3.17] is not registered in a ledger of, or below, the accused unit %s',
    (unit) => {
      given(petition)
        .when(receivePetition, { ...accusing, accusedUnits: [unit] }, { ...JULY_1, actor: discipline })
        .thenRejected('ACCUSED_UNIT', { units: [unit] });
    },
  );

  it('refuses accused units that there are not', () => {
    given(petition)
      .when(receivePetition, { ...accusing, accusedUnits: ['b-gone'] }, { ...JULY_1, actor: discipline })
      .thenRejected('UNIT_UNKNOWN', { units: ['b-gone'] });
  });

  it('[C3.17] lets at most five represent a visit of several, and at least one', () => {
    const visit = { ...form, form: 'VISIT', persons: 30 };
    given(petition)
      .when(receivePetition, { ...visit, representatives: 5 }, JULY_1)
      .then(petitionEvents.PetitionReceived({ ...received().data, form: 'VISIT', persons: 30, representatives: 5 }));
    for (const representatives of [0, 6])
      given(petition)
        .when(receivePetition, { ...visit, representatives }, JULY_1)
        .thenRejected('TOO_MANY_REPRESENTATIVES', { most: 5, representatives });
    given(petition)
      .when(receivePetition, { ...visit, persons: 3, representatives: 4 }, JULY_1)
      .thenRejected('TOO_MANY_REPRESENTATIVES', { most: 3, representatives: 4 });
  });

  const earlier = (more: object) => ({
    known: { ...known, 'issues.petition-matter/wgx-0371/x-1': [{ petition: 'wgx-0371/x-1', ...more }] },
  });
  const again = { ...form, matter: 'wgx-0371/x-1' };
  const appeal = { type: 'APPEAL', requestBy: null, dueOn: null };

  it.each([
    ['ACCEPTED', { dueOn: '2014-09-08' }],
    ['RECEIVED', { dueOn: '2014-08-01' }],
    ['CONCLUDED', {}],
    ['CONCLUDED', { requestBy: '2014-08-01' }],
    ['REVIEWED', { requestBy: '2014-09-01' }],
    ['REVIEW_REQUESTED', { dueOn: '2014-08-05' }],
  ])('[C3.17] does not take up the same matter above while it is %s %j: in time', (status, more) => {
    given(petition)
      .when(receivePetition, again, { ...on('2014-08-01'), id: 'y-1', ...earlier({ ...appeal, status, ...more }) })
      .thenRejected('SAME_MATTER_IN_TIME', { petition: 'wgx-0371/x-1' });
  });

  it.each(['RECHECKED', 'FINAL'])('[C3.17] does not take up the same facts again that are %s', (status) => {
    given(petition)
      .when(receivePetition, again, { ...on('2015-02-01'), id: 'y-1', ...earlier({ ...appeal, status }) })
      .thenRejected('SAME_FACTS_FINAL', { petition: 'wgx-0371/x-1' });
  });

  it.each([
    ['ACCEPTED', { dueOn: '2014-07-31' }],
    ['CONCLUDED', { requestBy: '2014-07-31' }],
    ['CONCLUDED', { type: 'SUGGESTION' }],
    ['NOT_ACCEPTED', {}],
    ['WITHDRAWN', {}],
  ])('[C3.17] takes a matter up that is %s %j elsewhere: overdue, or not pursued', (status, more) => {
    const circumstances = { ...on('2014-08-01'), id: 'y-1', ...earlier({ ...appeal, status, ...more }) };
    given(petition)
      .when(receivePetition, again, circumstances)
      .then(
        petitionEvents.PetitionReceived({
          ...received().data,
          petition: 'y-1',
          receivedOn: '2014-08-01',
          dueOn: '2014-08-16',
        }),
      );
  });

  it('[C3.17] is counted of the channel that it came by', () => {
    const { decide, schema } = receivePetition;
    const facts = {
      now: '2014-07-01T02:00:00.000Z',
      today: '2014-07-01',
      effectiveOn: '2014-07-01',
      actor: office,
      needs: {
        channel: 'OPEN',
        place: [BUREAU, CITY, PROVINCE],
        'policy clock.rollover': known['organization.policy/wgx-0371/clock.rollover'] ?? null,
      },
    };
    const input = schema.parse({ ...form, channel: 'visit-1' });
    const decision = decide(input, given(petition).state, facts, { bureau: BUREAU, id: 'x-1' });
    expect(isRejection(decision) ? undefined : decision).toEqual({
      events: [petitionEvents.PetitionReceived({ ...received().data, channel: 'visit-1' })],
      also: [
        {
          stream: 'channel-use/visit-1',
          expect: 'any',
          events: [channelUseEvents.ChannelUsed({ channel: 'visit-1', on: '2014-07-01' })],
        },
      ],
    });
    given(petition)
      .when(receivePetition, { ...form, channel: 'gone' }, JULY_1)
      .thenRejected('CHANNEL_UNKNOWN');
  });

  it('once, in a unit that there is, under a policy in force', () => {
    given(petition, received()).when(receivePetition, form, JULY_1).thenRejected('PETITION_ALREADY_RECEIVED');
    given(petition)
      .when(receivePetition, form, { ...JULY_1, known: { ...known, 'organization.unit-path/wgx-0371/wgx-0371': [] } })
      .thenRejected('UNIT_UNKNOWN', { units: [BUREAU] });
    given(petition)
      .when(receivePetition, form, {
        ...JULY_1,
        known: { ...known, 'organization.policy/wgx-0371/clock.rollover': null },
      })
      .thenRejected('POLICY_NOT_IN_FORCE', { policies: ['clock.rollover'] });
  });

  it('[C3.17] counts calendar days; a limit on a day off moves on only where the policy says so', () => {
    const saturday = { ...on('2014-09-18'), known: rolling }; // fifteen days later is Friday 3 October, a holiday
    const data = { ...received().data, receivedOn: '2014-09-18' };
    given(petition)
      .when(receivePetition, form, on('2014-09-18'))
      .then(petitionEvents.PetitionReceived({ ...data, dueOn: '2014-10-03' }));
    const policy = { 'clock.rollover': { ...basis.policy['clock.rollover'], value: true } };
    given(petition)
      .when(receivePetition, form, saturday)
      .then(petitionEvents.PetitionReceived({ ...data, dueOn: '2014-10-08', policy, calendar: 'test-1' }));
    given(petition)
      .when(receivePetition, form, { ...saturday, known: { ...rolling, 'platform.working-days/CN': null } })
      .thenRejected('CALENDAR_YEAR_UNKNOWN');
  });
});

describe('the receipt code 查询码', () => {
  it('[C3.17] is given once a petition is there, and again where it was lost', () => {
    const now = '2014-07-01T02:00:00.000Z';
    given(petition, received()).when(issuePetitionReceipt, { receipt: RECEIPT }, { actor: office, now }).then(receipt);
    given(petition, received(), receipt)
      .when(issuePetitionReceipt, { receipt: RECEIPT }, { actor: office, now })
      .then(receipt);
    given(petition)
      .when(issuePetitionReceipt, { receipt: RECEIPT }, { actor: office })
      .thenRejected('PETITION_UNKNOWN');
    given(petition, received('ACCUSATION'))
      .when(issuePetitionReceipt, { receipt: RECEIPT }, { actor: office })
      .thenRejected('ACCUSATION_DISCIPLINE_ONLY');
  });
});

describe('jurisdiction 管辖', () => {
  const transfer = { to: 'b-jia', mode: 'TRANSFER', reason: '属该支部职责' };
  const objection = { unit: 'b-jia', reason: '不属本支部' };
  const decision = { to: 'b-jia', reason: '由该支部办理' };

  it('[C3.17] is passed to another unit, which has five working days to object and fifteen days to decide', () => {
    given(petition, received()).when(transferPetition, transfer, on('2014-07-03')).then(transferred);
    given(petition, received())
      .when(transferPetition, transfer, on('2014-09-24'))
      .then(
        petitionEvents.PetitionTransferred({
          ...transferred.data,
          transferredOn: '2014-09-24',
          objectBy: '2014-09-30', // Sunday the 28th is worked
          dueOn: '2014-10-09',
        }),
      );
    expect(given(petition, received(), transferred).state).toMatchObject({ status: 'TRANSFERRED', handler: BRANCH });
    const assigned = petitionEvents.PetitionTransferred({ ...transferred.data, mode: 'ASSIGN' });
    expect(given(petition, received(), assigned).state).toMatchObject({ status: 'ASSIGNED', handler: BRANCH });
  });

  it('[C3.17] never goes to the accused unit, nor to one below it', () => {
    const accusation = received('ACCUSATION');
    given(petition, accusation)
      .when(transferPetition, transfer, on('2014-07-03', { actor: discipline }))
      .thenRejected('ACCUSED_UNIT', { units: [BRANCH] });
    const objectedByOther = [accusation, transferred, objected];
    given(petition, ...objectedByOther)
      .when(decideJurisdiction, decision, on('2014-07-11', { actor: discipline }))
      .thenRejected('ACCUSED_UNIT', { units: [BRANCH] });
  });

  it('is passed once, to a unit that there is, with working days known', () => {
    given(petition, received(), transferred)
      .when(transferPetition, transfer, on('2014-07-03'))
      .thenRejected('PETITION_STATE_FORBIDS', { status: 'TRANSFERRED' });
    given(petition, received())
      .when(transferPetition, { ...transfer, to: 'b-gone' }, on('2014-07-03'))
      .thenRejected('UNIT_UNKNOWN', { units: ['b-gone'] });
    given(petition, received())
      .when(transferPetition, transfer, on('2014-07-03', { known: { ...known, 'platform.working-days/CN': null } }))
      .thenRejected('CALENDAR_YEAR_UNKNOWN');
    given(petition).when(transferPetition, transfer, on('2014-07-03')).thenRejected('PETITION_UNKNOWN');
  });

  it('[C3.17] is disputed within five working days, and the common superior decides', () => {
    given(petition, received(), transferred).when(objectToJurisdiction, objection, on('2014-07-10')).then(objected);
    given(petition, received(), transferred)
      .when(objectToJurisdiction, objection, on('2014-07-11'))
      .thenRejected('OBJECTION_TOO_LATE', { until: '2014-07-10' });
    const toOther = petitionEvents.PetitionTransferred({ ...transferred.data, to: 'tyj-0372', above: CITY });
    given(petition, received(), toOther)
      .when(objectToJurisdiction, { unit: 'tyj-0372', reason: '不属我局' }, on('2014-07-10'))
      .then(
        petitionEvents.JurisdictionObjected({ ...objected.data, unit: 'tyj-0372', decider: CITY, reason: '不属我局' }),
      );
    given(petition, received(), transferred)
      .when(objectToJurisdiction, { ...objection, unit: 'tyj-0372' }, on('2014-07-10'))
      .thenRejected('PETITION_STATE_FORBIDS', { status: 'TRANSFERRED', handler: BRANCH });
    given(petition, received(), transferred)
      .when(objectToJurisdiction, { ...objection, unit: 'b-gone' }, on('2014-07-10'))
      .thenRejected('UNIT_UNKNOWN');
    given(petition, received())
      .when(objectToJurisdiction, objection, on('2014-07-10'))
      .thenRejected('PETITION_STATE_FORBIDS', { status: 'RECEIVED' });
    given(petition).when(objectToJurisdiction, objection, on('2014-07-10')).thenRejected('PETITION_UNKNOWN');
  });

  it('[C3.17] is decided for good', () => {
    given(petition, received(), transferred, objected)
      .when(decideJurisdiction, decision, on('2014-07-11'))
      .then(decided);
    given(petition, received(), transferred, objected, decided)
      .when(objectToJurisdiction, objection, on('2014-07-12'))
      .thenRejected('OBJECTION_TOO_LATE', { until: '' });
    given(petition, received(), transferred)
      .when(decideJurisdiction, decision, on('2014-07-11'))
      .thenRejected('PETITION_STATE_FORBIDS', { status: 'TRANSFERRED' });
    given(petition, received(), transferred, objected)
      .when(decideJurisdiction, { ...decision, to: 'b-gone' }, on('2014-07-11'))
      .thenRejected('UNIT_UNKNOWN');
    given(petition).when(decideJurisdiction, decision, on('2014-07-11')).thenRejected('PETITION_UNKNOWN');
  });
});

describe('accept or refuse 受理与不予受理', () => {
  const refusal = { ground: 'STATUTORY_ROUTE', explanation: '应通过诉讼途径解决' } as const;

  it('[C3.17] runs sixty days from acceptance, not from receipt', () => {
    given(petition, received(), receipt).when(acceptPetition, {}, on('2014-07-10')).then(accepted);
  });

  it('[C3.17] tells the petitioner in writing, unless name or address is unknown', () => {
    given(petition, received('APPEAL', { reachable: false }))
      .when(acceptPetition, {}, on('2014-07-10'))
      .then(petitionEvents.PetitionAccepted({ ...accepted.data, notice: 'EXEMPT' }));
  });

  it('[C3.17] says that it came late, after the fifteenth day', () => {
    const afterwards = { ...accepted.data, acceptedOn: '2014-07-17', dueOn: '2014-09-15' };
    given(petition, received(), receipt)
      .when(acceptPetition, {}, on('2014-07-16'))
      .then(petitionEvents.PetitionAccepted({ ...afterwards, acceptedOn: '2014-07-16', dueOn: '2014-09-14' }));
    given(petition, received(), receipt)
      .when(acceptPetition, {}, on('2014-07-17'))
      .then(petitionEvents.PetitionAccepted({ ...afterwards, overdue: true }));
  });

  it('[C3.17] says why not, and where to turn', () => {
    const refused = petitionEvents.PetitionNotAccepted({
      ...refusal,
      decidedOn: '2014-07-10',
      overdue: false,
      notice: 'WRITTEN',
    });
    given(petition, received(), receipt).when(refusePetition, refusal, on('2014-07-10')).then(refused);
    given(petition, received(), receipt, refused)
      .when(acceptPetition, {}, on('2014-07-11'))
      .thenRejected('PETITION_STATE_FORBIDS', { status: 'NOT_ACCEPTED' });
  });

  it.each([
    ['accepted', acceptPetition, {}],
    ['refused', refusePetition, refusal],
  ] as const)('[C3.17] is not %s before the petitioner has a receipt, nor by the accused', (_what, command, input) => {
    given(petition, received()).when(command, input, on('2014-07-10')).thenRejected('RECEIPT_NOT_ISSUED');
    given(petition).when(command, input, on('2014-07-10')).thenRejected('PETITION_UNKNOWN');
    given(petition, received(), receipt, accepted)
      .when(command, input, on('2014-07-10'))
      .thenRejected('PETITION_STATE_FORBIDS', { status: 'ACCEPTED' });
    given(petition, received(), receipt)
      .when(command, input, on('2014-06-30'))
      .thenRejected('PETITION_DATE_ORDER', { since: '2014-07-01' });
    const accusation = [received('ACCUSATION'), receipt];
    const accused = { id: 'acct-wgx-0371.P-9', role: 'discipline-office' } as const;
    given(petition, ...accusation)
      .when(command, input, on('2014-07-10', { actor: accused }))
      .thenRejected('HANDLER_ACCUSED');
    given(petition, ...accusation)
      .when(command, input, on('2014-07-10', { actor: discipline, onBehalfOf: accused.id }))
      .thenRejected('HANDLER_ACCUSED');
    given(petition, ...accusation)
      .when(command, input, on('2014-07-10'))
      .thenRejected('ACCUSATION_DISCIPLINE_ONLY');
  });
});
