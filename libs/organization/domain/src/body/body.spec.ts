import { accountIdOf, bodyEvents } from '@taizhang/contracts';
import { given } from '@taizhang/testkit';
import { body } from './body.aggregate.js';
import { dissolveBody } from './dissolve-body.command.js';
import { formBody } from './form-body.command.js';
import { joinBody } from './join-body.command.js';
import { leaveBody } from './leave-body.command.js';

const P = 'wgx-0371.P-1';
const Q = 'wgx-0371.P-2';
const known = {
  'organization.unit-path/wgx-0371/wgx-0371': ['wgx-0371', 'city-jc'],
  'organization.unit-path/wgx-0371/city-jc': ['city-jc'],
  [`organization.person/${P}`]: 'wgx-0371',
  [`organization.person/${Q}`]: 'wgx-0371',
};
const there = {
  bureau: 'wgx-0371',
  id: 'committee',
  known,
  actor: { id: 'acct-security', role: 'security-admin' },
} as const;
const form = { kind: 'PARTY_COMMITTEE', unit: 'wgx-0371', name: '局党委', from: '2014-07-20' } as const;
const formed = bodyEvents.BodyFormed({ body: 'committee', ...form });
const joining = {
  person: P,
  post: 'SECRETARY',
  from: '2014-07-20',
  to: null,
  clearance: 2,
  basis: '任职文件',
} as const;
const joined = bodyEvents.BodyMemberJoined({
  body: 'committee',
  unit: 'wgx-0371',
  roles: ['committee-member', 'committee-secretary'],
  ...joining,
});
const leaving = { person: P, on: '2014-08-01', reason: '换届' };
const leftBody = bodyEvents.BodyMemberLeft({
  body: 'committee',
  roles: ['committee-member', 'committee-secretary'],
  ...leaving,
});
const dissolved = bodyEvents.BodyDissolved({ body: 'committee', on: '2014-09-01', reason: '改革' });

describe('form body 设立机构', () => {
  it('stands at a unit of its ledger', () => {
    given(body).when(formBody, form, there).then(formed);
  });

  it('refuses an id in use, a unit that is not this ledger’s, and the past', () => {
    given(body, formed).when(formBody, form, there).thenRejected('BODY_ALREADY_FORMED');
    for (const unit of ['b-jia', 'city-jc'])
      given(body)
        .when(formBody, { ...form, unit }, there)
        .thenRejected('BODY_UNIT_UNKNOWN');
    given(body)
      .when(formBody, { ...form, from: '2014-07-19' }, there)
      .thenRejected('MEMBERSHIP_IN_PAST');
  });
});

describe('join body 机构成员任职', () => {
  it('gives the roles of the post, as the event records them', () => {
    given(body, formed).when(joinBody, joining, there).then(joined);
    given(body, bodyEvents.BodyFormed({ body: 'committee', ...form, kind: 'CAMPAIGN_OFFICE' }))
      .when(joinBody, { ...joining, post: 'MEMBER' }, there)
      .then(
        bodyEvents.BodyMemberJoined({
          body: 'committee',
          unit: 'wgx-0371',
          roles: ['campaign-office'],
          ...joining,
          post: 'MEMBER',
        }),
      );
  });

  it('refuses a body that is none any more or not yet', () => {
    given(body).when(joinBody, joining, there).thenRejected('BODY_UNKNOWN');
    given(body, formed, dissolved).when(joinBody, joining, there).thenRejected('BODY_UNKNOWN');
  });

  it('refuses oneself, strangers, members, a second secretary, and bad dates', () => {
    const self = { ...there, actor: { id: accountIdOf(P), role: 'security-admin' } } as const;
    given(body, formed).when(joinBody, joining, self).thenRejected('SELF_MEMBERSHIP');
    const refusals = [
      [{ person: 'wgx-0371.P-9' }, 'MEMBER_UNKNOWN'],
      [{ to: '2014-07-20' }, 'MEMBERSHIP_TERM_EMPTY'],
      [{ post: 'MEMBER' }, 'BODY_MEMBER_PRESENT'],
      [{ person: Q }, 'SECOND_SECRETARY'],
      [{ person: Q, from: '2014-07-19', post: 'MEMBER' }, 'MEMBERSHIP_TERM_EMPTY'],
    ] as const;
    for (const [change, code] of refusals)
      given(body, formed, joined)
        .when(joinBody, { ...joining, ...change }, there)
        .thenRejected(code);
    const earlier = bodyEvents.BodyFormed({ body: 'committee', ...form, from: '2014-01-01' });
    given(body, earlier)
      .when(joinBody, { ...joining, from: '2014-07-01' }, there)
      .thenRejected('MEMBERSHIP_IN_PAST');
  });

  it('lets the next secretary come on the day the last one goes', () => {
    const next = { ...joining, person: Q, from: '2014-08-01' };
    given(body, formed, joined, leftBody)
      .when(joinBody, next, there)
      .then(
        bodyEvents.BodyMemberJoined({
          body: 'committee',
          unit: 'wgx-0371',
          roles: ['committee-member', 'committee-secretary'],
          ...next,
        }),
      );
  });
});

describe('leave body 机构成员离任', () => {
  it('takes the roles that the membership gave', () => {
    given(body, formed, joined).when(leaveBody, leaving, there).then(leftBody);
  });

  it('refuses one who is no member, and the past, but not to the policy that follows one who left', () => {
    given(body, formed).when(leaveBody, leaving, there).thenRejected('BODY_MEMBER_ABSENT');
    given(body, formed, joined, leftBody)
      .when(leaveBody, { ...leaving, on: '2014-08-02' }, there)
      .thenRejected('BODY_MEMBER_ABSENT');
    const earlier = bodyEvents.BodyMemberJoined({
      body: 'committee',
      unit: 'wgx-0371',
      roles: ['committee-member', 'committee-secretary'],
      ...joining,
      from: '2014-07-01',
    });
    const past = { ...leaving, on: '2014-07-19' };
    given(body, formed, earlier).when(leaveBody, past, there).thenRejected('MEMBERSHIP_IN_PAST');
    given(body, formed, earlier)
      .when(leaveBody, past, { ...there, actor: { id: 'policy:p', role: 'system' } })
      .then(
        bodyEvents.BodyMemberLeft({ body: 'committee', roles: ['committee-member', 'committee-secretary'], ...past }),
      );
    given(body, formed, joined)
      .when(leaveBody, { ...leaving, on: '2014-07-19' }, there)
      .thenRejected('MEMBERSHIP_TERM_EMPTY');
  });
});

describe('dissolve body 撤销机构', () => {
  it('ends every membership, one by one', () => {
    const end = { on: '2014-09-01', reason: '改革' };
    given(body, formed, joined)
      .when(dissolveBody, end, there)
      .then(
        bodyEvents.BodyMemberLeft({
          body: 'committee',
          person: P,
          roles: ['committee-member', 'committee-secretary'],
          ...end,
        }),
        dissolved,
      );
  });

  it('refuses the past and a body that is none', () => {
    given(body, formed)
      .when(dissolveBody, { on: '2014-07-19', reason: '改革' }, there)
      .thenRejected('MEMBERSHIP_IN_PAST');
    given(body).when(dissolveBody, { on: '2014-09-01', reason: '改革' }, there).thenRejected('BODY_UNKNOWN');
  });
});
