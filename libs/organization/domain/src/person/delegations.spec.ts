import { accountIdOf, personEvents, powerOfGrant } from '@taizhang/contracts';
import { eventIdAt, given } from '@taizhang/testkit';
import { delegatePower } from './delegate-power.command.js';
import { endDelegationsTo } from './end-delegations-to.command.js';
import { handOverDuties } from './hand-over-duties.command.js';
import { person } from './person.aggregate.js';
import { revokeDelegation } from './revoke-delegation.command.js';

const P = 'wgx-0371.P-1';
const Q = 'wgx-0371.P-2';
const POWER = powerOfGrant(P, 'a-1');
const target = { bureau: 'wgx-0371', id: P };
const own = { ...target, actor: { id: accountIdOf(P), role: 'campaign-office' } } as const;
const held = { id: POWER, role: 'campaign-office', unit: 'wgx-0371' };
const known = {
  [`organization.person/${Q}`]: 'wgx-0371',
  [`organization.powers/${P}`]: [held],
  'organization.unit-path/wgx-0371/b-jia': ['wgx-0371/b-jia', 'wgx-0371', 'city-jc'],
  'organization.unit-path/wgx-0372/wgx-0372': ['wgx-0372', 'city-jc'],
};
const there = { ...own, known };

const registered = personEvents.PersonRegistered({ person: P, unit: 'wgx-0371', name: '虚构甲', from: '2014-01-01' });
const granted = personEvents.RoleGranted({
  appointment: 'a-1',
  person: P,
  role: 'campaign-office',
  unit: 'wgx-0371',
  from: '2014-01-01',
  to: null,
  clearance: 2,
  basis: '任职文件',
});
const input = {
  delegation: 'd-1',
  to: Q,
  power: POWER,
  contexts: ['issues'],
  commands: ['RaiseIssue'],
  unit: 'wgx-0371/b-jia',
  from: '2014-07-20',
  until: '2014-08-01',
  basis: '休假',
} as const;
const history = [registered, granted];
const delegated = personEvents.DelegationGiven({
  person: P,
  ...input,
  contexts: [...input.contexts],
  commands: [...input.commands],
});
const asInput = { ...input, contexts: [...input.contexts], commands: [...input.commands] };

describe('delegate power 授权委托', () => {
  it('lends one of the delegator’s own powers within contexts, commands, a unit and dates', () => {
    given(person, ...history)
      .when(delegatePower, asInput, there)
      .then(delegated);
  });

  it.each([
    ['another person', { actor: { id: 'acct-other', role: 'campaign-office' } as const }],
    ['a delegate', { onBehalfOf: accountIdOf(P) }],
  ])('refuses %s: nobody lends what is not his', (_who, who) => {
    given(person, ...history)
      .when(delegatePower, asInput, { ...there, ...who })
      .thenRejected('NOT_OWN_POWER');
  });

  it('refuses a power that is not held, is lent itself, or is an administrator’s', () => {
    const holding = (powers: typeof held | object) => ({
      ...there,
      known: { ...known, [`organization.powers/${P}`]: [{ ...held, ...powers }] },
    });
    given(person, ...history)
      .when(delegatePower, asInput, holding({ id: 'other' }))
      .thenRejected('POWER_NOT_HELD');
    given(person, ...history)
      .when(delegatePower, asInput, holding({ onBehalfOf: 'acct-x' }))
      .thenRejected('POWER_NOT_DELEGABLE');
    given(person, ...history)
      .when(delegatePower, asInput, holding({ role: 'audit-admin' }))
      .thenRejected('POWER_NOT_DELEGABLE');
  });

  it('refuses a unit beyond the power’s reach, a receiver who is the giver or unknown, and bad dates', () => {
    const refusals = [
      [{ unit: 'wgx-0372' }, 'BEYOND_POWER'],
      [{ unit: 'wgx-0371/b-yi' }, 'BEYOND_POWER'],
      [{ to: P }, 'RECIPIENT_IS_GIVER'],
      [{ to: 'wgx-0371.P-9' }, 'RECIPIENT_UNKNOWN'],
      [{ until: '2014-07-20' }, 'TERM_EMPTY'],
      [{ from: '2014-07-19' }, 'TERM_IN_PAST'],
      [{ delegation: 'a-1' }, 'APPOINTMENT_ID_USED'],
    ] as const;
    const all = { ...there, known: { ...known, [`organization.unit-path/wgx-0371/wgx-0372`]: null } };
    for (const [change, code] of refusals)
      given(person, ...history)
        .when(delegatePower, { ...asInput, ...change }, all)
        .thenRejected(code);
  });
});

const end = { delegation: 'd-1', on: '2014-07-22', reason: '提前返岗' };

describe('revoke delegation 收回授权', () => {
  it('ends it before its time, by the delegator or the security administrator', () => {
    const revoked = personEvents.DelegationRevoked({ person: P, event: eventIdAt(2), ...end });
    given(person, ...history, delegated)
      .when(revokeDelegation, end, there)
      .then(revoked);
    given(person, ...history, delegated)
      .when(revokeDelegation, end, { ...target, actor: { id: 'acct-s', role: 'security-admin' } })
      .then(revoked);
  });

  it('refuses others, what is not open, and the past', () => {
    given(person, ...history, delegated)
      .when(revokeDelegation, end, { ...target, actor: { id: 'acct-s', role: 'campaign-office' } })
      .thenRejected('NOT_OWN_POWER');
    given(person, ...history)
      .when(revokeDelegation, end, there)
      .thenRejected('APPOINTMENT_NOT_OPEN');
    given(person, ...history, delegated)
      .when(revokeDelegation, { ...end, on: '2014-08-01' }, there)
      .thenRejected('APPOINTMENT_NOT_OPEN');
    given(person, ...history, delegated)
      .when(revokeDelegation, { ...end, on: '2014-07-19' }, there)
      .thenRejected('TERM_IN_PAST');
  });
});

describe('end delegations to one who left 收回离任人员所受授权', () => {
  const left = { to: Q, on: '2014-07-20', reason: '离任' };

  it('ends each that is open, though the leaving is recorded late', () => {
    given(person, ...history, delegated)
      .when(endDelegationsTo, left, { ...target, now: '2014-07-25T02:00:00.000Z' })
      .then(
        personEvents.DelegationRevoked({
          person: P,
          delegation: 'd-1',
          event: eventIdAt(2),
          on: left.on,
          reason: left.reason,
        }),
      );
  });

  it('refuses where nothing is open to that person', () => {
    given(person, ...history, delegated)
      .when(endDelegationsTo, { ...left, to: 'wgx-0371.P-9' }, target)
      .thenRejected('APPOINTMENT_NOT_OPEN');
    given(person, ...history, delegated)
      .when(endDelegationsTo, { ...left, on: '2015-01-01' }, target)
      .thenRejected('APPOINTMENT_NOT_OPEN');
  });
});

const security = { ...target, actor: { id: 'acct-s', role: 'security-admin' }, known } as const;
const handover = { to: Q, on: '2014-07-20', reason: '调离' };

describe('hand over duties 职责移交', () => {
  it('tells to whom, and takes nothing from one who stays', () => {
    given(person, ...history, delegated)
      .when(handOverDuties, handover, security)
      .then(personEvents.DutiesHandedOver({ person: P, ...handover }));
  });

  it('ends every role and delegation of one who leaves, one by one', () => {
    const ended = { person: P, on: '2014-07-20', reason: '调离' };
    given(person, ...history, delegated)
      .when(handOverDuties, { ...handover, leaves: true }, security)
      .then(
        personEvents.DutiesHandedOver({ person: P, ...handover }),
        personEvents.RoleRevoked({ ...ended, appointment: 'a-1', event: eventIdAt(1) }),
        personEvents.DelegationRevoked({ ...ended, delegation: 'd-1', event: eventIdAt(2) }),
        personEvents.PersonLeft({ person: P, on: '2014-07-20' }),
      );
  });

  it('[C6.7] refuses to let a principal leave before another is', () => {
    const principal = { [`organization.powers/${P}`]: [{ ...held, role: 'principal' }] };
    given(person, ...history)
      .when(handOverDuties, { ...handover, leaves: true }, { ...security, known: { ...known, ...principal } })
      .thenRejected('PRINCIPAL_STAYS');
  });

  it('refuses a receiver who is the giver or unknown, and the past', () => {
    const refusals = [
      [{ to: P }, 'RECIPIENT_IS_GIVER'],
      [{ to: 'wgx-0371.P-9' }, 'RECIPIENT_UNKNOWN'],
      [{ on: '2014-07-19' }, 'TERM_IN_PAST'],
    ] as const;
    for (const [change, code] of refusals)
      given(person, ...history)
        .when(handOverDuties, { ...handover, ...change }, security)
        .thenRejected(code);
  });
});
