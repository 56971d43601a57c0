import type { FoundDocument, JsonObject, PolicyReads, ReactedEvent } from '@taizhang/kernel';
import { postsEndPolicy } from './posts-end.policy.js';

const ended: ReactedEvent = {
  type: 'organization.UnitEnded',
  stream: 'unit/b-jia',
  ledger: 'organization/wgx-0371',
  data: { unit: 'b-jia', kind: 'MERGED', successors: ['wgx-0371/b-yi'], on: '2014-07-20', principal: 'P-1' },
  meta: {
    id: 'event-1',
    idx: 7,
    rev: 3,
    time: '2014-07-20T02:00:00.000Z',
    actor: { id: 'acct-1', role: 'committee-secretary' },
  },
};
const reason = '单位撤并';

/** Views with fixed documents; a filter compares equal fields. */
function reads(content: Readonly<Record<string, readonly FoundDocument[]>>): PolicyReads {
  return {
    find: (view, where) =>
      Promise.resolve(
        (content[view] ?? []).filter(({ doc }) =>
          Object.entries(where).every(([field, value]) => doc[field] === value),
        ),
      ),
  };
}
const at = (bureau: string, ...docs: readonly JsonObject[]): readonly FoundDocument[] =>
  docs.map((doc) => ({ ledger: `organization/${bureau}`, doc }));
const power = (person: string, more: JsonObject = {}): JsonObject => ({
  unit: 'wgx-0371/b-jia',
  kind: 'grant',
  person,
  delegator: null,
  spans: [{ from: '2014-01-01', to: null, clearance: 1 }],
  ...more,
});
const unit = at('wgx-0371', { unit: 'b-jia', endedOn: '2014-07-20' });
const endPosts = (bureau: string, id: string) => ({
  context: 'organization',
  aggregate: 'person',
  command: 'EndPostsAt',
  bureau,
  id,
  input: { unit: 'wgx-0371/b-jia', on: '2014-07-20', reason },
});

describe('what was held at a unit that ended [C6.7]', () => {
  it('ends by one command per person, in the stream of whoever holds or lent it', async () => {
    const powers = [
      ...at(
        'wgx-0371',
        power('P-1'),
        power('P-1', { appointment: 'a-2' }),
        power('P-2', { kind: 'delegation', delegator: 'P-3' }),
        power('P-4', { kind: 'principal' }),
        power('P-5', { kind: 'member' }),
        power('P-6', { spans: [{ from: '2014-01-01', to: '2014-07-20', clearance: 1 }] }),
        power('P-7', { unit: 'wgx-0371/b-yi' }),
      ),
      ...at('other', power('other.P-8')),
    ];
    await expect(postsEndPolicy.react(ended, reads({ units: unit, 'power-directory': powers }))).resolves.toEqual([
      endPosts('wgx-0371', 'P-1'),
      endPosts('wgx-0371', 'P-3'),
      endPosts('other', 'other.P-8'),
    ]);
  });

  it('ends with its bodies, those of another bureau’s branch of that code apart', async () => {
    const body = { id: 'c-1', unit: 'b-jia', dissolvedOn: null, withdrawn: false, from: '2014-01-01' };
    const bodies = [
      ...at(
        'wgx-0371',
        body,
        { ...body, id: 'c-2', from: '2014-07-25' },
        { ...body, id: 'c-3', dissolvedOn: '2014-05-01' },
        { ...body, id: 'c-4', withdrawn: true },
        { ...body, id: 'c-5', unit: 'b-yi' },
      ),
      ...at('other', { ...body, id: 'c-6' }),
    ];
    const dissolve = (id: string, on: string) => ({
      context: 'organization',
      aggregate: 'body',
      command: 'DissolveBody',
      bureau: 'wgx-0371',
      id,
      input: { on, reason },
    });
    await expect(postsEndPolicy.react(ended, reads({ units: unit, bodies }))).resolves.toEqual([
      dissolve('c-1', '2014-07-20'),
      dissolve('c-2', '2014-07-25'),
    ]);
  });

  it('goes on where the end was withdrawn before anybody reacted to it', async () => {
    const powers = at('wgx-0371', power('P-1'));
    const standing = [
      ...at('wgx-0371', { unit: 'b-jia', endedOn: null }),
      ...at('other', { unit: 'b-jia', endedOn: '2014-07-20' }),
    ];
    await expect(postsEndPolicy.react(ended, reads({ units: standing, 'power-directory': powers }))).resolves.toEqual(
      [],
    );
  });
});
