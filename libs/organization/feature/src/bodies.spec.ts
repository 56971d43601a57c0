import type { JsonObject, PolicyReads, ReactedEvent } from '@taizhang/kernel';
import { bodyEvents } from '@taizhang/contracts';
import type { ContextReads } from '@taizhang/platform';
import { eventIdAt, projected } from '@taizhang/testkit';
import { bodiesView } from './bodies.view.js';
import { BODY_MEMBERS_FACT, bodyMembersFact } from './body-members.fact.js';
import { delegationsEndPolicy } from './delegations-end.policy.js';
import { membershipsEndPolicy } from './memberships-end.policy.js';
import { UNIT_BODIES_FACT, unitBodiesFact } from './unit-bodies.fact.js';

const from = { ledger: 'organization/wgx-0371', stream: 'body/committee', catalogue: bodyEvents } as const;
const formed = bodyEvents.BodyFormed({
  body: 'committee',
  kind: 'PARTY_COMMITTEE',
  unit: 'wgx-0371',
  name: '局党委',
  from: '2014-01-01',
});
const joined = bodyEvents.BodyMemberJoined({
  body: 'committee',
  unit: 'wgx-0371',
  person: 'wgx-0371.P-1',
  post: 'MEMBER',
  roles: ['committee-member'],
  from: '2014-01-01',
  to: null,
  clearance: 1,
  basis: '任职文件',
});
const end = { body: 'committee', on: '2014-07-20', reason: '任免文件' };
const left = bodyEvents.BodyMemberLeft({ ...end, event: eventIdAt(1), person: 'wgx-0371.P-1' });

const leaving: ReactedEvent = {
  type: 'organization.PersonLeft',
  stream: 'person/wgx-0371.P-1',
  ledger: 'organization/wgx-0371',
  data: { person: 'wgx-0371.P-1', on: '2014-07-20' },
  meta: {
    id: 'event-1',
    idx: 7,
    rev: 3,
    time: '2014-07-20T02:00:00.000Z',
    actor: { id: 'acct-1', role: 'security-admin' },
  },
};

/** The power directory with fixed documents of one ledger; a filter compares equal fields. */
function directory(...docs: readonly JsonObject[]): PolicyReads {
  return {
    find: (_view, where) => {
      const found = docs.filter((doc) => Object.entries(where).every(([field, value]) => doc[field] === value));
      return Promise.resolve(found.map((doc) => ({ ledger: 'organization/wgx-0371', doc })));
    },
  };
}

describe('bodies and their members 机构及成员', () => {
  it('keep what was dissolved, with its day', () => {
    const { committee } = projected(bodiesView, from, [formed, bodyEvents.BodyDissolved(end)]);
    expect(committee).toMatchObject({
      bodyKind: 'PARTY_COMMITTEE',
      name: { $sealed: { digest: '0/name' } },
      dissolvedOn: '2014-07-20',
    });
  });

  it('keep past memberships with their end, and none that was withdrawn', () => {
    const { committee } = projected(bodiesView, from, [formed, joined, left]);
    expect(committee?.['memberships']).toEqual({
      [eventIdAt(1)]: { person: 'wgx-0371.P-1', post: 'MEMBER', from: '2014-01-01', to: '2014-07-20' },
    });
    const withdrawn = bodyEvents.BodyMembershipWithdrawn({ event: eventIdAt(1), reason: '误录' });
    const { committee: corrected } = projected(bodiesView, from, [formed, joined, withdrawn]);
    expect(corrected?.['memberships']).toEqual({});
  });
});

describe('full membership on a date 应到成员', () => {
  const other = bodyEvents.BodyMemberJoined({ ...joined.data, person: 'wgx-0371.P-2', from: '2014-03-01' });
  const { committee = null } = projected(bodiesView, from, [formed, joined, other, left]);
  const reads = {
    get: (_view: string, ledger: string, key: string) =>
      Promise.resolve(key === 'committee' ? { ledger, key, idx: 1, doc: committee } : undefined),
    seen: () => Promise.resolve(5),
  } as unknown as ContextReads; // what the fact reads
  const ask = (key: string, on: string) => bodyMembersFact({ fact: BODY_MEMBERS_FACT, key, on }, reads);

  it('counts who belongs on that day: the last day is the one before the end', async () => {
    await expect(ask('wgx-0371/committee', '2014-07-19')).resolves.toEqual({
      value: [
        { person: 'wgx-0371.P-1', post: 'MEMBER' },
        { person: 'wgx-0371.P-2', post: 'MEMBER' },
      ],
      consulted: [{ ledger: 'organization/wgx-0371', size: 5 }],
    });
    await expect(ask('wgx-0371/committee', '2014-07-20')).resolves.toMatchObject({
      value: [{ person: 'wgx-0371.P-2' }],
    });
    await expect(ask('wgx-0371/committee', '2014-02-01')).resolves.toMatchObject({
      value: [{ person: 'wgx-0371.P-1' }],
    });
    await expect(ask('wgx-0371/nothing', '2014-07-20')).resolves.toMatchObject({ value: [] });
  });

  it('is none of what cannot be a bureau', async () => {
    await expect(ask('No.Such/committee', '2014-07-20')).resolves.toEqual({ value: [], consulted: [] });
  });
});

describe('bodies of a unit', () => {
  it('are all that were formed, with the day of their end, but for those formed in error', async () => {
    const branch = bodyEvents.BodyFormed({ ...formed.data, unit: 'b-jia' });
    const mistaken = bodyEvents.BodyFormationWithdrawn({ event: eventIdAt(0), reason: '误录' });
    const rows = Object.entries({
      committee: [formed],
      old: [formed, bodyEvents.BodyDissolved(end)],
      mistaken: [formed, mistaken],
      elsewhere: [branch],
    }).map(([key, events]) => ({ key, doc: projected(bodiesView, from, events)['committee'] ?? {} }));
    const reads = {
      all: (
        _view: string,
        { where = [] }: { where?: readonly { readonly field: string; readonly value?: unknown }[] },
      ) => Promise.resolve(rows.filter(({ doc }) => where.every(({ field, value }) => doc[field] === value))),
      seen: () => Promise.resolve(5),
    } as unknown as ContextReads; // what the fact reads
    const ask = (key: string) => unitBodiesFact({ fact: UNIT_BODIES_FACT, key }, reads);
    await expect(ask('wgx-0371/wgx-0371')).resolves.toEqual({
      value: {
        seen: 5,
        bodies: [
          { body: 'committee', kind: 'PARTY_COMMITTEE', dissolvedOn: null },
          { body: 'old', kind: 'PARTY_COMMITTEE', dissolvedOn: '2014-07-20' },
        ],
      },
      consulted: [{ ledger: 'organization/wgx-0371', size: 5 }],
    });
    await expect(ask('No.Such/wgx-0371')).resolves.toEqual({ value: null, consulted: [] });
  });
});

describe('one who leaves 离任', () => {
  const span = { from: '2014-01-01', to: null };
  const member = { person: 'wgx-0371.P-1', kind: 'member', body: 'committee', spans: [span] };
  const lent = { person: 'wgx-0371.P-1', kind: 'delegation', delegator: 'wgx-0371.P-3' };
  const reason = '离任';

  it('leaves each body once, and none that was left before', async () => {
    const reads = directory(
      member,
      { ...member, role: 'committee-secretary' },
      { ...member, body: 'office', spans: [{ ...span, to: '2014-07-20' }] },
      { ...member, body: 'group', spans: [{ ...span, to: '2014-12-31' }] },
      { ...member, body: 'another', person: 'wgx-0371.P-2' },
    );
    const leave = (id: string) => ({
      context: 'organization',
      aggregate: 'body',
      command: 'LeaveBody',
      bureau: 'wgx-0371',
      id,
      input: { person: 'wgx-0371.P-1', on: '2014-07-20', reason },
    });
    await expect(membershipsEndPolicy.react(leaving, reads)).resolves.toEqual([leave('committee'), leave('group')]);
  });

  it('acts for nobody any more: each delegator’s delegations to that person end by one command', async () => {
    const reads = directory(
      { ...lent, spans: [{ from: '2014-01-01', to: '2014-12-31' }] },
      { ...lent, spans: [{ from: '2014-03-01', to: '2014-09-30' }] },
      { ...lent, delegator: 'wgx-0371.P-4', spans: [{ from: '2014-01-01', to: '2014-07-20' }] },
      member,
    );
    await expect(delegationsEndPolicy.react(leaving, reads)).resolves.toEqual([
      {
        context: 'organization',
        aggregate: 'person',
        command: 'EndDelegationsTo',
        bureau: 'wgx-0371',
        id: 'wgx-0371.P-3',
        input: { to: 'wgx-0371.P-1', on: '2014-07-20', reason },
      },
    ]);
  });
});
