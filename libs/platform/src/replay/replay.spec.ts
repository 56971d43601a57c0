import { assessing } from '@taizhang/contracts';
import {
  aggregate,
  event,
  events,
  id,
  int,
  withdrawal,
  withdrawn,
  role,
  type JsonObject,
  type JsonValue,
} from '@taizhang/kernel';
import type { RecordedEvent } from '@taizhang/event-store-port';
import { z } from 'zod';
import { differencesOf, shownState } from './differences.js';
import { changesOf, replayRecord, type ReplayedStep, type ReplayLimit } from './replay-record.js';
import { whatIf } from './what-if.js';

const inForce = z.strictObject({
  'joint.claimDays': z.exactOptional(z.strictObject({ value: int(), unit: id(), policy: id(), edition: int() })),
});
const voteEvents = events('samples', {
  Opened: event({ version: 1, clr: 0, clauses: [], schema: z.strictObject({ code: id() }) }),
  Voted: event({
    version: 1,
    clr: 0,
    clauses: ['C5.16'],
    schema: z.strictObject({ item: id(), for: int(), policy: inForce }),
  }),
  Followed: event({ version: 1, clr: 0, clauses: [], schema: z.strictObject({ item: id() }) }),
  Settled: event({
    version: 1,
    clr: 0,
    clauses: [],
    schema: z.strictObject({ item: id(), policy: inForce }),
  }),
  VoteWithdrawn: withdrawn({ clr: 0, clauses: [] }),
});
type State = { readonly votes: Readonly<Record<string, number>>; readonly followed: number };
const DAYS = 'joint.claimDays';
const outcome = (passed: boolean, limit: JsonValue) => ({ decides: { passed }, shows: { limit } });
const vote = aggregate<State, typeof voteEvents>({
  context: 'samples',
  name: 'vote',
  events: voteEvents,
  initial: { votes: {}, followed: 0 },
  evolve: {
    'samples.Opened': (state) => state,
    'samples.Voted': (state, data) => ({ ...state, votes: { ...state.votes, [data.item]: data.for } }),
    'samples.Followed': (state) => ({ ...state, followed: state.followed + 1 }),
    'samples.Settled': (state) => state,
    'samples.VoteWithdrawn': (state) => state,
  },
  commands: [
    withdrawal({
      name: 'WithdrawVote',
      title: { zh: '撤回', en: 'Withdraw' },
      clauses: [],
      allow: role('auditor').at('unit'),
      events: voteEvents,
      act: 'Voted',
      by: 'VoteWithdrawn',
      builtOn: {},
    }),
  ],
  assessments: {
    all: [
      assessing<State, typeof voteEvents.definitions.Voted, typeof DAYS, { readonly for: number }>(
        voteEvents.definitions.Voted,
        {
          parameters: [DAYS],
          facts: ({ data }) => ({ for: data.for }),
          assess: (facts, policy) => outcome(facts.for >= policy[DAYS], policy[DAYS]),
          recorded: ({ data }) => outcome(true, data.policy[DAYS] === undefined ? 7 : 5),
        },
      ),
    ],
    partOf: (_state, data) => (typeof data['item'] === 'string' ? data['item'] : undefined),
  },
});

const used = (value: number) => ({ [DAYS]: { value, unit: 'b-1', policy: 'P', edition: 1 } });
/** Events a day apart; those of one number are of one commit. */
function recordOf(...given: readonly (readonly [name: string, data: JsonObject, commit?: number])[]): RecordedEvent[] {
  return given.map(([name, data, commit], i) => ({
    ledger: 'samples/b-1',
    idx: 10 + i,
    stream: 'vote/v-1',
    rev: i,
    id: `e-${String(i)}`,
    type: `samples.${name}`,
    schema: 1,
    clr: 0,
    data,
    actor: { id: 'acct-1', role: 'auditor' },
    time: `2014-07-${String(10 + i)}T02:00:00.000Z`,
    commit: { id: `c-${String(commit ?? 100 + i)}`, seq: i, pos: 0, cnt: 1 },
    leaf: new Uint8Array(),
  })) as unknown as RecordedEvent[]; // as a store gives them
}
async function* read(events: readonly RecordedEvent[]) {
  yield* events;
}
const replay = (events: readonly RecordedEvent[], limit: ReplayLimit = {}) =>
  replayRecord(vote, read(events), { limit, timeZone: 'Asia/Shanghai' });
async function all(steps: AsyncIterable<ReplayedStep>): Promise<readonly ReplayedStep[]> {
  const found: ReplayedStep[] = [];
  for await (const step of steps) found.push(step);
  return found;
}
const story = recordOf(
  ['Opened', { code: 'v-1' }],
  ['Voted', { item: 'a', for: 6, policy: used(5) }],
  ['Followed', { item: 'a' }],
  ['Voted', { item: 'b', for: 9, policy: used(5), late: { effectiveOn: '2014-07-01', reason: null } }],
  ['Followed', { item: 'b' }],
);

describe('a record told step by step', () => {
  it('tells what each event changed, and by which policy and facts it was judged', async () => {
    const steps = await all(replay(story));
    expect(steps.map(changesOf)).toEqual([
      [],
      [{ path: 'votes.a', after: 6 }],
      [{ path: 'followed', before: 0, after: 1 }],
      [{ path: 'votes.b', after: 9 }],
      [{ path: 'followed', before: 1, after: 2 }],
    ]);
    expect(steps[1]).toMatchObject({ policy: used(5), part: 'a', judged: { facts: { for: 6 } } });
    expect(steps[3]).toMatchObject({ effectiveOn: '2014-07-01' });
    expect(JSON.stringify(shownState(steps.at(-1)?.after))).not.toContain('$acts');
  });

  it('ends with a time, an index, and leaves out what took effect later', async () => {
    const last = async (limit: ReplayLimit) => (await all(replay(story, limit))).map(({ event: { idx } }) => idx);
    expect(await last({ asOf: '2014-07-12T02:00:00.000Z' })).toEqual([10, 11, 12]);
    expect(await last({ asOf: '2014-07-12T01:59:59.999Z' })).toEqual([10, 11]);
    expect(await last({ index: 11 })).toEqual([10, 11]);
    expect(await last({ effective: '2014-07-11' })).toEqual([10, 11, 13]);
    expect(await last({ effective: '2014-07-11', asOf: '2014-07-12T02:00:00.000Z' })).toEqual([10, 11]);
  });

  it('undoes what was withdrawn', async () => {
    const [, voted] = story;
    const events = [
      ...story.slice(0, 2),
      ...recordOf(...Array<['VoteWithdrawn', JsonObject]>(3).fill(['VoteWithdrawn', { event: voted?.id ?? '' }])).slice(
        2,
      ),
    ];
    expect((await all(replay(events))).map(changesOf).at(-1)).toEqual([{ path: 'votes.a', before: 6 }]);
  });
});

describe('what if', () => {
  it('judges again under other values, and stops that part of the record where others would have acted otherwise', async () => {
    const found = await whatIf(replay(story), { [DAYS]: 8 });
    expect(found.steps).toMatchObject([
      { part: 'a', agrees: true, differs: 'DECIDED', supposed: { decides: { passed: false } } },
      { part: 'b', agrees: true, differs: 'SHOWN', differences: [{ path: 'shows.limit', before: 5, after: 8 }] },
    ]);
    expect(found.stops).toMatchObject([
      {
        part: 'a',
        because: 'DECIDED_OTHERWISE',
        at: { idx: 11 },
        beyond: { count: 1, first: { idx: 12 }, last: { idx: 12 } },
      },
    ]);
  });

  it('finds nothing otherwise where nothing is supposed otherwise', async () => {
    const found = await whatIf(replay(story), { [DAYS]: 5 });
    expect(found.steps.map(({ differs, agrees }) => [differs, agrees])).toEqual([
      ['NONE', true],
      ['NONE', true],
    ]);
    expect(found.stops).toEqual([]);
  });

  it('says so where a step used the parameter and cannot be judged again, and not where it did not', async () => {
    const settled = recordOf(
      ['Opened', { code: 'v-1' }],
      ['Settled', { item: 'a', policy: used(5) }],
      ['Followed', {}],
    );
    expect((await whatIf(replay(settled), { [DAYS]: 8 })).stops).toMatchObject([
      { part: 'a', because: 'NOT_ASSESSABLE', at: { idx: 11 }, beyond: { count: 1 } },
    ]);
    expect((await whatIf(replay(settled), { 'criticism.join': 'OR' })).stops).toEqual([]);
  });

  it('counts what the deciding commit did beside as part of the decision', async () => {
    const one = recordOf(
      ['Voted', { item: 'a', for: 6, policy: {} }, 1],
      ['Settled', { item: 'a', policy: used(5) }, 1],
      ['Followed', { item: 'a' }, 2],
    );
    const found = await whatIf(replay(one), { [DAYS]: 8 });
    expect(found.steps).toMatchObject([{ policy: { [DAYS]: { from: 'EVENT', inForce: { value: 5 } } } }]);
    expect(found.stops).toMatchObject([{ beyond: { count: 1, first: { type: 'samples.Followed' } } }]);
  });

  it('tells which values are not on record', async () => {
    const bare = recordOf(
      ['Voted', { item: 'a', for: 9, policy: {} }],
      ['Voted', { item: 'b', for: 9, policy: used(5) }],
      ['Voted', { item: 'c', for: 9, policy: {} }],
    );
    const found = await whatIf(replay(bare), {});
    expect(found.steps.map(({ policy }) => policy[DAYS]?.from)).toEqual(['RECOMMENDED', 'EVENT', 'RECORD']);
    expect(found.steps.map(({ agrees }) => agrees)).toEqual([true, true, false]);
  });
});

describe('differences', () => {
  it('are told member by member, lists as wholes', () => {
    expect(differencesOf({ a: { b: 1, c: [1, { d: 2 }] }, e: null }, { a: { b: 2, c: [1, { d: 2 }] }, f: {} })).toEqual(
      [
        { path: 'a.b', before: 1, after: 2 },
        { path: 'e', before: null },
        { path: 'f', after: {} },
      ],
    );
    expect(differencesOf([1], [1, 2])).toEqual([{ path: '', before: [1], after: [1, 2] }]);
    expect(differencesOf({ a: 1 }, { a: 1 })).toEqual([]);
    expect(differencesOf(0, null)).toEqual([{ path: '', before: 0, after: null }]);
  });
});
