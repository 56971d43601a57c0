import { bodyEvents } from '@taizhang/contracts';
import { eventIdAt, given } from '@taizhang/testkit';
import { body } from './body.aggregate.js';
import { dissolveBody } from './dissolve-body.command.js';
import { formBody } from './form-body.command.js';
import { joinBody } from './join-body.command.js';
import { leaveBody } from './leave-body.command.js';
import { withdrawBodyFormation } from './withdraw-body-formation.command.js';
import { withdrawBodyMembership } from './withdraw-body-membership.command.js';

const actor = { id: 'acct-wgx-0371.P-9', role: 'security-admin' } as const;
const system = { id: 'policy:leave-bodies-on-leaving', role: 'system' } as const;
const known = {
  'organization.unit-path/wgx-0371/wgx-0371': ['wgx-0371', 'city-jc'],
  'organization.unit-path/wgx-0371/b-jia': ['wgx-0371/b-jia', 'wgx-0371'],
  'organization.person/wgx-0371.P-1': 'wgx-0371',
  'organization.person/wgx-0371.P-2': 'wgx-0371',
};
const here = { bureau: 'wgx-0371', id: 'committee', actor, known };
const formed = bodyEvents.BodyFormed({
  body: 'committee',
  kind: 'PARTY_COMMITTEE',
  unit: 'wgx-0371',
  name: '局党委',
  from: '2014-07-01',
});
const office = bodyEvents.BodyFormed({ ...formed.data, kind: 'CAMPAIGN_OFFICE' });
const secretary = bodyEvents.BodyMemberJoined({
  body: 'committee',
  unit: 'wgx-0371',
  person: 'wgx-0371.P-1',
  post: 'SECRETARY',
  roles: ['committee-member', 'committee-secretary'],
  from: '2014-07-20',
  to: null,
  clearance: 2,
  basis: '任职文件',
});
const end = { on: '2014-07-20', reason: '任免文件' };
const left = bodyEvents.BodyMemberLeft({
  body: 'committee',
  event: eventIdAt(1),
  person: 'wgx-0371.P-1',
  ...end,
});
const dissolved = bodyEvents.BodyDissolved({ body: 'committee', ...end });
const late = { ...here, now: '2014-08-20T02:00:00.000Z' };

describe('form body 成立机构', () => {
  const input = { kind: 'PARTY_COMMITTEE', unit: 'wgx-0371', name: '局党委', from: '2014-07-20' };

  it('forms a body of the bureau or of a branch in its ledger', () => {
    given(body)
      .when(formBody, input, here)
      .then(bodyEvents.BodyFormed({ ...formed.data, from: '2014-07-20' }));
    given(body)
      .when(formBody, { ...input, unit: 'b-jia' }, here)
      .then(bodyEvents.BodyFormed({ ...formed.data, unit: 'b-jia', from: '2014-07-20' }));
  });

  it('refuses an id in use, a unit that nobody registered, and a day before today that is no late act', () => {
    given(body, formed).when(formBody, input, here).thenRejected('BODY_ALREADY_FORMED');
    given(body)
      .when(formBody, { ...input, unit: 'b-yi' }, here)
      .thenRejected('UNIT_NOT_REGISTERED', { unit: 'b-yi' });
    given(body)
      .when(formBody, { ...input, from: '2014-07-01' }, here)
      .thenRejected('TERM_IN_PAST');
    given(body)
      .when(formBody, { ...input, from: '2014-07-01' }, { ...here, effectiveOn: '2014-07-01' })
      .then(formed);
  });
});

describe('form body 成立机构, of a kind of which a unit has one', () => {
  const input = { kind: 'PARTY_COMMITTEE', unit: 'wgx-0371', name: '局党委', from: '2014-07-20' };
  const beside = (...bodies: object[]) => ({
    ...here,
    id: 'committee-2',
    known: { ...known, 'organization.unit-bodies/wgx-0371/wgx-0371': { seen: 9, bodies } as never }, // JSON
  });
  const committee = { body: 'committee', kind: 'PARTY_COMMITTEE', dissolvedOn: null };
  const second = bodyEvents.BodyFormed({ ...formed.data, body: 'committee-2', from: '2014-07-20' });

  it('refuses a second party committee at one unit while the first stands', () => {
    given(body).when(formBody, input, beside(committee)).thenRejected('BODY_KIND_TAKEN', { body: 'committee' });
    given(body)
      .when(formBody, input, beside({ ...committee, dissolvedOn: '2014-07-21' }))
      .thenRejected('BODY_KIND_TAKEN');
  });

  it('takes a successor from the day of dissolution on, a body of another kind, and several supervision groups', () => {
    given(body)
      .when(formBody, input, beside({ ...committee, dissolvedOn: '2014-07-20' }))
      .then(second);
    given(body)
      .when(formBody, input, beside({ ...committee, kind: 'CAMPAIGN_OFFICE' }))
      .then(second);
    given(body)
      .when(formBody, { ...input, kind: 'SUPERVISION_GROUP' }, beside({ ...committee, kind: 'SUPERVISION_GROUP' }))
      .then(bodyEvents.BodyFormed({ ...second.data, kind: 'SUPERVISION_GROUP' }));
  });

  it('asks that no body was formed since the others were looked at', () => {
    const facts = { now: '', today: '2014-07-20', effectiveOn: '2014-07-20', actor };
    const needs = { path: ['wgx-0371'], others: { seen: 9, bodies: [] } };
    const target = { bureau: 'wgx-0371', id: 'committee-2' };
    expect(formBody.decide(formBody.schema.parse(input), body.initial, { ...facts, needs }, target)).toEqual({
      events: [second],
      none: [{ types: ['organization.BodyFormed'], after: 8 }],
    });
  });
});

describe('withdraw body formation 撤回机构成立', () => {
  const input = { event: eventIdAt(0), reason: '误录' };
  const withdrawn = bodyEvents.BodyFormationWithdrawn(input);

  it('makes a body formed in error one that never was; its id stays used', () => {
    given(body, formed).when(withdrawBodyFormation, input, here).then(withdrawn);
    given(body, formed, withdrawn).when(dissolveBody, end, here).thenRejected('BODY_UNKNOWN');
    given(body, formed, withdrawn)
      .when(formBody, { kind: 'PARTY_COMMITTEE', unit: 'wgx-0371', name: '局党委', from: '2014-07-20' }, here)
      .thenRejected('BODY_ALREADY_FORMED');
  });

  it('waits for its memberships to be withdrawn; refuses what is dissolved, and what is withdrawn', () => {
    const membership = bodyEvents.BodyMembershipWithdrawn({ event: eventIdAt(1), reason: '误录' });
    given(body, formed, secretary).when(withdrawBodyFormation, input, here).thenRejected('WITHDRAWAL_TOO_LATE');
    given(body, formed, secretary, membership).when(withdrawBodyFormation, input, here).then(withdrawn);
    given(body, formed, dissolved).when(withdrawBodyFormation, input, here).thenRejected('WITHDRAWAL_TOO_LATE');
    given(body, formed, withdrawn).when(withdrawBodyFormation, input, here).thenRejected('WITHDRAWAL_REPEATED');
    given(body).when(withdrawBodyFormation, input, here).thenRejected('WITHDRAWAL_ACT_UNKNOWN');
  });
});

describe('join body 任机构成员', () => {
  const input = {
    person: 'wgx-0371.P-1',
    post: 'SECRETARY',
    from: '2014-07-20',
    clearance: 2,
    basis: '任职文件',
  };
  const other = { ...input, person: 'wgx-0371.P-2' };

  it('gives the roles of the post: the secretary of a party committee has two', () => {
    given(body, formed).when(joinBody, input, here).then(secretary);
    given(body, office)
      .when(joinBody, input, here)
      .then(bodyEvents.BodyMemberJoined({ ...secretary.data, roles: ['campaign-office'] }));
  });

  it('refuses a second secretary of a party committee at the same time, not a member, nor a successor', () => {
    given(body, formed, secretary)
      .when(joinBody, other, here)
      .thenRejected('SECRETARY_ALREADY', { person: 'wgx-0371.P-1' });
    given(body, office, secretary)
      .when(joinBody, other, here)
      .then(bodyEvents.BodyMemberJoined({ ...secretary.data, person: 'wgx-0371.P-2', roles: ['campaign-office'] }));
    given(body, formed, secretary)
      .when(joinBody, { ...other, post: 'MEMBER' }, here)
      .then(
        bodyEvents.BodyMemberJoined({
          ...secretary.data,
          person: 'wgx-0371.P-2',
          post: 'MEMBER',
          roles: ['committee-member'],
        }),
      );
    given(body, formed, secretary, left)
      .when(joinBody, other, here)
      .then(bodyEvents.BodyMemberJoined({ ...secretary.data, person: 'wgx-0371.P-2' }));
  });

  it('remembers a secretary who goes on as a member: until then there is no second one', () => {
    const until = bodyEvents.BodyMemberLeft({ ...left.data, on: '2014-10-01' });
    const goesOn = bodyEvents.BodyMemberJoined({
      ...secretary.data,
      post: 'MEMBER',
      roles: ['committee-member'],
      from: '2014-10-01',
    });
    given(body, formed, secretary, until, goesOn)
      .when(joinBody, { ...other, from: '2014-09-15' }, here)
      .thenRejected('SECRETARY_ALREADY');
  });

  it('refuses one who is a member in that time, oneself, and whoever is not registered or has left', () => {
    given(body, formed, secretary)
      .when(joinBody, { ...input, post: 'MEMBER' }, here)
      .thenRejected('MEMBER_ALREADY');
    given(body, formed)
      .when(joinBody, input, { ...here, actor: { ...actor, id: 'acct-wgx-0371.P-1' } })
      .thenRejected('SELF_APPOINTMENT');
    given(body, formed)
      .when(joinBody, input, { ...here, onBehalfOf: 'acct-wgx-0371.P-1' })
      .thenRejected('SELF_APPOINTMENT');
    given(body, formed)
      .when(joinBody, { ...input, person: 'wgx-0371.P-7' }, here)
      .thenRejected('PERSON_UNKNOWN');
  });

  it('refuses an empty term, days before the body was formed or before today, and a body that is not', () => {
    given(body, formed)
      .when(joinBody, { ...input, to: '2014-07-20' }, here)
      .thenRejected('TERM_EMPTY');
    given(body, formed)
      .when(joinBody, { ...input, from: '2014-06-30' }, here)
      .thenRejected('BEFORE_BODY_FORMED');
    given(body, formed)
      .when(joinBody, { ...input, from: '2014-07-19' }, here)
      .thenRejected('TERM_IN_PAST');
    given(body).when(joinBody, input, here).thenRejected('BODY_UNKNOWN');
    given(body, formed, dissolved).when(joinBody, input, here).thenRejected('BODY_DISSOLVED');
  });
});

describe('leave body 免去机构职务', () => {
  const input = { person: 'wgx-0371.P-1', ...end };

  it('ends the membership on the day named', () => {
    given(body, formed, secretary).when(leaveBody, input, here).then(left);
  });

  it('refuses one who is no member then, a day before the term, and a day before today', () => {
    given(body, formed).when(leaveBody, input, here).thenRejected('NOT_A_MEMBER');
    given(body, formed, secretary, left).when(leaveBody, input, here).thenRejected('NOT_A_MEMBER');
    given(body, formed, secretary)
      .when(leaveBody, { ...input, on: '2014-07-19' }, here)
      .thenRejected('TERM_EMPTY');
    given(body, formed, secretary).when(leaveBody, input, late).thenRejected('TERM_IN_PAST');
    given(body).when(leaveBody, input, here).thenRejected('BODY_UNKNOWN');
  });

  it('ends a membership to come of one who leaves before it begins', () => {
    const later = bodyEvents.BodyMemberJoined({ ...secretary.data, from: '2014-09-01' });
    given(body, formed, later)
      .when(leaveBody, input, { ...here, actor: system })
      .then(left);
    const never = given(body, formed, later, left);
    never
      .when(
        joinBody,
        { person: 'wgx-0371.P-2', post: 'SECRETARY', from: '2014-09-01', clearance: 2, basis: '任职文件' },
        here,
      )
      .then(bodyEvents.BodyMemberJoined({ ...later.data, person: 'wgx-0371.P-2' }));
  });

  it('ends what one who left on an earlier day still holds, whenever that is recorded', () => {
    given(body, formed, secretary)
      .when(leaveBody, input, { ...late, actor: system })
      .then(left);
  });
});

describe('dissolve body 撤销机构', () => {
  it('ends every membership one by one, then the body', () => {
    given(body, formed, secretary).when(dissolveBody, end, here).then(left, dissolved);
    given(body, formed, secretary, left).when(dissolveBody, end, here).then(dissolved);
  });

  it('refuses a body that is not, a day before it was formed, and a day before today', () => {
    given(body).when(dissolveBody, end, here).thenRejected('BODY_UNKNOWN');
    given(body, formed, dissolved).when(dissolveBody, end, here).thenRejected('BODY_DISSOLVED');
    given(body, formed)
      .when(dissolveBody, { ...end, on: '2014-06-30' }, here)
      .thenRejected('BEFORE_BODY_FORMED');
    given(body, formed).when(dissolveBody, end, late).thenRejected('TERM_IN_PAST');
  });
});

describe('withdraw body membership 撤回机构任职', () => {
  const input = { event: eventIdAt(1), reason: '误录' };
  const withdrawn = bodyEvents.BodyMembershipWithdrawn(input);

  it('makes a wrong membership one that never was', () => {
    given(body, formed, secretary).when(withdrawBodyMembership, input, here).then(withdrawn);
    expect(given(body, formed, secretary, withdrawn).state).toMatchObject({ memberships: {} });
  });

  it('refuses what is no membership, what is withdrawn, and what ended', () => {
    given(body, formed).when(withdrawBodyMembership, input, here).thenRejected('WITHDRAWAL_ACT_UNKNOWN');
    given(body, formed, secretary, withdrawn)
      .when(withdrawBodyMembership, input, here)
      .thenRejected('WITHDRAWAL_REPEATED');
    given(body, formed, secretary, left).when(withdrawBodyMembership, input, here).thenRejected('WITHDRAWAL_TOO_LATE');
  });
});
