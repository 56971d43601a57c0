import { ledgerId, role, type JsonObject, type LedgerId } from '@taizhang/kernel';
import { unitEvents } from '@taizhang/contracts';
import type { ContextReads } from '@taizhang/platform';
import { eventIdAt, heldReads, projected } from '@taizhang/testkit';
import { unitHistoryQuery } from './unit-history.query.js';
import { UNIT_STANDING_FACT, unitStandingFact } from './unit-standing.fact.js';
import { UNITS_BELOW_FACT, unitsBelowFact } from './units-below.fact.js';
import { unitsOnQuery } from './units-on.query.js';
import { unitsView } from './units.view.js';

const readers = role('auditor').at('unit-or-superior');
const from = (bureau: string, stream: `unit/${string}`) =>
  ({ ledger: `organization/${bureau}`, stream, catalogue: unitEvents }) as const;
const registered = (unit: string, parent: string, name: string) =>
  unitEvents.UnitRegistered({
    unit,
    level: unit.startsWith('b-') ? 'BRANCH' : 'BUREAU',
    parent,
    name,
    from: '2014-01-01',
  });
const terms = { unit: 'b-jia', acting: false, clearance: 1, basis: '文件' };
const jia = [
  registered('b-jia', 'wgx-0371', '甲支部'),
  unitEvents.PrincipalAppointed({ ...terms, person: 'P-1', from: '2014-02-01', acting: true }),
  unitEvents.UnitRenamed({ unit: 'b-jia', name: '甲乙支部', from: '2014-03-01', reason: '更名' }),
  unitEvents.PrincipalChanged({ ...terms, person: 'P-2', previous: 'P-1', from: '2014-04-01' }),
  unitEvents.UnitEnded({
    unit: 'b-jia',
    kind: 'MERGED',
    successors: ['wgx-0371/b-yi'],
    on: '2014-07-01',
    principal: 'P-2',
    basis: '方案',
  }),
];
const rowOf = (bureau: string, code: string, events: Parameters<typeof projected>[2]) => ({
  ledger: ledgerId('organization', bureau),
  key: code,
  idx: 1,
  doc: projected(unitsView, from(bureau, `unit/${code}`), events)[code] ?? {},
});
const moved = unitEvents.UnitReparented({
  unit: 'own',
  parent: 'city-b',
  previous: 'city-a',
  from: '2014-06-01',
  reason: '区划调整',
});
const rows = [
  rowOf('wgx-0371', 'wgx-0371', [registered('wgx-0371', 'city-a', '文化局')]),
  rowOf('wgx-0371', 'b-jia', jia),
  rowOf('wgx-0371', 'b-yi', [registered('b-yi', 'wgx-0371', '乙支部')]),
  rowOf('other', 'b-jia', [registered('b-jia', 'other', '他局甲支部')]),
  rowOf('own', 'own', [registered('own', 'city-a', '某局'), moved]),
];
const holds = (held: unknown, value: unknown) => Array.isArray(held) && held.includes(value);
const reads = {
  get: (_view: string, ledger: LedgerId, key: string) =>
    Promise.resolve(rows.find((row) => row.ledger === ledger && row.key === key)),
  all: (_view: string, { where = [] }: Parameters<ContextReads['all']>[1]) =>
    Promise.resolve(
      rows.filter(({ doc }) => where.every((filter) => filter.op === 'eq' && holds(doc[filter.field], filter.value))),
    ),
  seen: () => Promise.resolve(9),
} as unknown as ContextReads; // what these read
const reader = { role: 'auditor', unit: 'wgx-0371', clearance: 1 } as const;
const sealed = (rev: number) => ({ $sealed: { digest: `${String(rev)}/name`, level: 1 } });

describe('history of a unit 单位沿革', () => {
  const ask = (bureau: string, unit: string) => unitHistoryQuery(readers).handle({ bureau, unit }, reads, reader);

  it('[C6.7] tells every name, place and principal with its days, vacancy and acting ones among them', async () => {
    await expect(ask('wgx-0371', 'b-jia')).resolves.toMatchObject({
      reference: 'wgx-0371/b-jia',
      endedOn: '2014-07-01',
      ending: 'MERGED',
      successors: ['wgx-0371/b-yi'],
      names: [
        { name: sealed(0), from: '2014-01-01', to: '2014-03-01' },
        { name: sealed(2), from: '2014-03-01', to: '2014-07-01' },
      ],
      principals: [
        { person: null, vacant: true, from: '2014-01-01', to: '2014-02-01' },
        { person: 'P-1', acting: true, vacant: false, from: '2014-02-01', to: '2014-04-01' },
        { person: 'P-2', acting: false, vacant: false, from: '2014-04-01', to: '2014-07-01' },
      ],
    });
  });

  it('names the units that it followed; an office that nobody has had yet is vacant', async () => {
    await expect(ask('wgx-0371', 'b-yi')).resolves.toMatchObject({
      predecessors: ['wgx-0371/b-jia'],
      successors: [],
      endedOn: null,
      principals: [{ person: null, vacant: true, from: '2014-01-01', to: null }],
    });
  });

  it('is none of what does not exist or cannot be a bureau', async () => {
    await expect(ask('wgx-0371', 'b-unheard')).resolves.toBeNull();
    await expect(ask('No.Such', 'b-jia')).resolves.toBeNull();
  });

  it('goes back with an end that is withdrawn', () => {
    const unended = unitEvents.UnitEndWithdrawn({
      unit: 'b-jia',
      principal: 'P-2',
      event: eventIdAt(4),
      reason: '误录',
    });
    const { doc } = rowOf('wgx-0371', 'b-jia', [...jia, unended]);
    expect(doc).toMatchObject({ endedOn: null, ending: null, successors: [], principal: 'P-2' });
  });
});

describe('units as of a date 某日单位名录', () => {
  const ask = async (bureau: string, on: string) =>
    (await unitsOnQuery(readers).handle({ bureau, on }, reads, reader)) as JsonObject; // as the query answers
  const belowOn = async (bureau: string, on: string) =>
    ((await ask(bureau, on))['below'] as readonly JsonObject[]).map(({ reference }) => reference); // as the query answers

  it('shows names and principals of that day, and neither what was not yet nor what was no more', async () => {
    await expect(ask('wgx-0371', '2014-03-15')).resolves.toMatchObject({
      unit: { unit: 'wgx-0371', level: 'BUREAU', parent: 'city-a' },
      below: [
        { reference: 'wgx-0371/b-jia', name: sealed(2), principal: 'P-1', acting: true },
        { reference: 'wgx-0371/b-yi', principal: null },
      ],
    });
    await expect(belowOn('wgx-0371', '2014-07-01')).resolves.toEqual(['wgx-0371/b-yi']);
    await expect(ask('wgx-0371', '2013-12-31')).resolves.toEqual({ on: '2013-12-31', unit: null, below: [] });
  });

  it('shows a unit below the parent it had on that day', async () => {
    await expect(belowOn('city-a', '2014-05-31')).resolves.toEqual(['wgx-0371', 'own']);
    await expect(belowOn('city-a', '2014-06-01')).resolves.toEqual(['wgx-0371']);
    await expect(belowOn('city-b', '2014-06-01')).resolves.toEqual(['own']);
    await expect(ask('No.Such', '2014-06-01')).resolves.toMatchObject({ unit: null, below: [] });
  });
});

describe('how another unit stands, as deciders are told', () => {
  const ask = (key: string) => unitStandingFact({ fact: UNIT_STANDING_FACT, key }, reads);

  it('is as of what the view has seen, with how it ended', async () => {
    await expect(ask('wgx-0371/b-jia')).resolves.toMatchObject({
      value: {
        seen: 9,
        unit: {
          level: 'BRANCH',
          namedFrom: '2014-03-01',
          ended: { kind: 'MERGED', on: '2014-07-01', successors: ['wgx-0371/b-yi'] },
        },
      },
      consulted: [{ ledger: 'organization/wgx-0371', size: 9 }],
    });
    await expect(ask('wgx-0371/b-yi')).resolves.toMatchObject({ value: { unit: { ended: null } } });
  });

  it('is nothing of an unknown unit or bureau', async () => {
    await expect(ask('wgx-0371/b-bing')).resolves.toMatchObject({ value: { seen: 9, unit: null } });
    await expect(ask('No.Such/b-jia')).resolves.toEqual({ value: null, consulted: [] });
  });
});

describe('what stands below a unit', () => {
  it('are its branches and units with their own ledgers, those that ended apart', async () => {
    const below = (key: string) =>
      unitsBelowFact({ fact: UNITS_BELOW_FACT, key }, heldReads({ [unitsView.name]: rows }) as ContextReads); // all that the fact reads
    await expect(below('wgx-0371')).resolves.toMatchObject({ value: { seen: 3, units: ['wgx-0371/b-yi'] } });
    await expect(below('city-a')).resolves.toMatchObject({ value: { units: ['wgx-0371'] } });
    await expect(below('city-b')).resolves.toMatchObject({ value: { units: ['own'] } });
    await expect(below('No.Such')).resolves.toEqual({ value: null, consulted: [] });
  });
});
