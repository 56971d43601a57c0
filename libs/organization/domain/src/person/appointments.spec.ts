import { accountIdOf, personEvents } from '@taizhang/contracts';
import { eventIdAt, given } from '@taizhang/testkit';
import { endPostsAt } from './end-posts-at.command.js';
import { grantRole } from './grant-role.command.js';
import { person } from './person.aggregate.js';
import { revokeRole } from './revoke-role.command.js';
import { withdrawRoleGrant } from './withdraw-role-grant.command.js';

const P = 'wgx-0371.P-1';
const target = { bureau: 'wgx-0371', id: P };
const security = { actor: { id: 'acct-security', role: 'security-admin' } } as const;
const secretary = { actor: { id: 'acct-secretary', role: 'committee-secretary' } } as const;
const known = {
  'organization.unit-path/wgx-0371/b-jia': ['wgx-0371/b-jia', 'wgx-0371', 'city-jc'],
  'organization.unit-path/wgx-0371/wgx-0371': ['wgx-0371', 'city-jc'],
};
const there = { ...target, ...security, known };

const registered = personEvents.PersonRegistered({ person: P, unit: 'wgx-0371', name: '虚构甲', from: '2014-01-01' });
const input = {
  appointment: 'a-1',
  role: 'branch-clerk',
  unit: 'wgx-0371/b-jia',
  from: '2014-07-20',
  to: null,
  clearance: 1,
  basis: '任职文件',
} as const;
const granted = personEvents.RoleGranted({ person: P, ...input });
const systemAdmin = { ...input, appointment: 'a-2', role: 'system-admin', unit: 'wgx-0371' } as const;
const left = personEvents.PersonLeft({ person: P, on: '2014-07-01' });

describe('grant role 任职授权', () => {
  it('gives a role at a unit from a day on, with a clearance', () => {
    given(person, registered).when(grantRole, input, there).then(granted);
  });

  it('refuses a person who is unknown or has left', () => {
    given(person).when(grantRole, input, there).thenRejected('PERSON_NOT_REGISTERED');
    given(person, registered, left).when(grantRole, input, there).thenRejected('PERSON_HAS_LEFT');
  });

  it('refuses to appoint oneself, also through a delegate', () => {
    const own = { ...there, actor: { id: accountIdOf(P), role: 'security-admin' } } as const;
    given(person, registered).when(grantRole, input, own).thenRejected('SELF_APPOINTMENT');
    given(person, registered)
      .when(grantRole, input, { ...there, onBehalfOf: accountIdOf(P) })
      .thenRejected('SELF_APPOINTMENT');
  });

  it('refuses a unit that is unknown, or not named by its reference', () => {
    given(person, registered)
      .when(grantRole, { ...input, unit: 'wgx-0371/b-yi' }, there)
      .thenRejected('UNIT_NOT_REGISTERED', { unit: 'wgx-0371/b-yi' });
    given(person, registered)
      .when(grantRole, { ...input, unit: 'b-jia' }, there)
      .thenRejected('UNIT_NOT_REGISTERED');
  });

  it('refuses a term that ends before it begins, or began before today without being a late act', () => {
    given(person, registered)
      .when(grantRole, { ...input, to: '2014-07-20' }, there)
      .thenRejected('TERM_EMPTY');
    given(person, registered)
      .when(grantRole, { ...input, from: '2014-07-19' }, there)
      .thenRejected('TERM_IN_PAST');
    const late = { ...input, from: '2014-07-10' };
    given(person, registered)
      .when(grantRole, late, { ...there, effectiveOn: '2014-07-10' })
      .then(personEvents.RoleGranted({ person: P, ...late }));
  });

  it('refuses an id in use, and a role that is held at the unit already', () => {
    given(person, registered, granted).when(grantRole, input, there).thenRejected('APPOINTMENT_ID_USED');
    given(person, registered, granted)
      .when(grantRole, { ...input, appointment: 'a-9', from: '2014-08-01' }, there)
      .thenRejected('ROLE_ALREADY_HELD');
  });

  it('keeps the three administrators (三员) apart, whatever their units', () => {
    const history = [registered, personEvents.RoleGranted({ person: P, ...systemAdmin })];
    for (const role of ['security-admin', 'audit-admin'] as const)
      given(person, ...history)
        .when(grantRole, { ...systemAdmin, appointment: 'a-3', role }, there)
        .thenRejected('ADMINISTRATORS_SEPARATE');
    const ended = personEvents.RoleRevoked({
      person: P,
      appointment: 'a-2',
      event: eventIdAt(1),
      on: '2014-08-01',
      reason: '轮换',
    });
    const later = { ...systemAdmin, appointment: 'a-3', role: 'audit-admin', from: '2014-08-01' } as const;
    given(person, ...history, ended)
      .when(grantRole, later, there)
      .then(personEvents.RoleGranted({ person: P, ...later }));
  });

  it('leaves administrators to the security administrator', () => {
    given(person, registered)
      .when(grantRole, systemAdmin, { ...there, ...secretary })
      .thenRejected('ADMINISTRATOR_BY_SECURITY');
    given(person, registered)
      .when(grantRole, input, { ...there, ...secretary })
      .then(granted);
  });
});

const revocation = { appointment: 'a-1', on: '2014-07-25', reason: '岗位调整' };
const revoked = personEvents.RoleRevoked({ person: P, event: eventIdAt(1), ...revocation });

describe('revoke role 免职', () => {
  it('ends the role on the day named', () => {
    given(person, registered, granted).when(revokeRole, revocation, there).then(revoked);
  });

  it('refuses what is not open: unknown, ended, or of a person who left', () => {
    given(person, registered).when(revokeRole, revocation, there).thenRejected('APPOINTMENT_NOT_OPEN');
    given(person, registered, granted, revoked)
      .when(revokeRole, { ...revocation, on: '2014-07-26' }, there)
      .thenRejected('APPOINTMENT_NOT_OPEN');
    given(person, registered, granted, left).when(revokeRole, revocation, there).thenRejected('PERSON_HAS_LEFT');
  });

  it('refuses an end before the beginning or before today', () => {
    const future = personEvents.RoleGranted({ person: P, ...input, from: '2014-09-01' });
    given(person, registered, future).when(revokeRole, revocation, there).thenRejected('TERM_EMPTY');
    const past = personEvents.RoleGranted({ person: P, ...input, from: '2014-07-01' });
    given(person, registered, past)
      .when(revokeRole, { ...revocation, on: '2014-07-19' }, there)
      .thenRejected('TERM_IN_PAST');
  });

  it('leaves administrators to the security administrator', () => {
    given(person, registered, personEvents.RoleGranted({ person: P, ...systemAdmin }))
      .when(revokeRole, { ...revocation, appointment: 'a-2' }, { ...there, ...secretary })
      .thenRejected('ADMINISTRATOR_BY_SECURITY');
  });
});

describe('withdraw role grant 撤回任职', () => {
  it('makes the grant one that never was, so that its id and term are free again', () => {
    const withdrawn = personEvents.RoleGrantWithdrawn({ event: eventIdAt(1), reason: '录错人员' });
    given(person, registered, granted)
      .when(withdrawRoleGrant, { event: eventIdAt(1), reason: '录错人员' }, there)
      .then(withdrawn);
    given(person, registered, granted, withdrawn).when(grantRole, input, there).then(granted);
  });

  it('refuses a grant that was ended since', () => {
    given(person, registered, granted, revoked)
      .when(withdrawRoleGrant, { event: eventIdAt(1), reason: '录错人员' }, there)
      .thenRejected('WITHDRAWAL_TOO_LATE');
  });
});

describe('end posts at a unit that ended 单位撤并免职', () => {
  const end = { unit: 'wgx-0371/b-jia', on: '2014-07-25', reason: '单位撤并' };
  const elsewhere = personEvents.RoleGranted({ ...granted.data, appointment: 'a-2', unit: 'wgx-0371/b-yi' });
  const lent = personEvents.DelegationGiven({
    delegation: 'd-1',
    person: P,
    to: 'wgx-0371.P-2',
    power: `${P}:a-1`,
    contexts: ['issues'],
    commands: [],
    unit: 'wgx-0371/b-jia',
    from: '2014-07-20',
    until: '2014-08-20',
    basis: '休假',
  });

  it('ends what is held and lent there on that day, and nothing elsewhere', () => {
    given(person, registered, granted, elsewhere, lent)
      .when(endPostsAt, end, there)
      .then(
        personEvents.RoleRevoked({
          person: P,
          appointment: 'a-1',
          event: eventIdAt(1),
          on: end.on,
          reason: end.reason,
        }),
        personEvents.DelegationRevoked({
          person: P,
          delegation: 'd-1',
          event: eventIdAt(3),
          on: end.on,
          reason: end.reason,
        }),
      );
  });

  it('refuses where nothing is open there', () => {
    given(person, registered, elsewhere).when(endPostsAt, end, there).thenRejected('APPOINTMENT_NOT_OPEN');
    given(person, registered, granted, revoked)
      .when(endPostsAt, { ...end, on: '2014-07-26' }, there)
      .thenRejected('APPOINTMENT_NOT_OPEN');
  });
});
