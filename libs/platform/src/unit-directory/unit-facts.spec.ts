import { ledgerId, type FactAnswer, type JsonObject, type JsonValue, type LedgerId } from '@taizhang/kernel';
import { ENDED_UNITS_FACT } from '@taizhang/contracts';
import {
  ANSWERING_FACT,
  PREDECESSORS_FACT,
  SUBORDINATES_FACT,
  UNIT_PATH_FACT,
  type ContextReads,
} from '../context/context-feature.js';
import { matches } from '../powers/sample-organization.js';
import { PRINCIPAL_FACT, UNIT_LEVEL_FACT, unitFacts } from './unit-facts.js';

const PARENTS: Readonly<Record<string, string | null>> = {
  top: null,
  city: 'top',
  own: 'city',
  lost: 'No.Such_Code',
  moved: 'top',
};
/** `own` has a branch; `moved` was below the city until July. */
const BRANCH = 'b-1';
const MOVES = [
  { parent: 'city', from: '2014-01-01' },
  { parent: 'top', from: '2014-07-01' },
];

/** A register of units in which every ledger has two leaves; how often it was asked is counted. */
function readsOf(asked: string[]): ContextReads {
  const get = (_view: string, ledger: LedgerId, key: string) => {
    asked.push(key);
    const [, bureau = ''] = ledger.split('/');
    const here = key === bureau && Object.hasOwn(PARENTS, key);
    const branch = key === BRANCH && bureau === 'own';
    const doc: JsonObject | undefined = here
      ? { unit: key, parent: PARENTS[key] ?? null, ...(key === 'moved' && { parents: MOVES }) }
      : branch
        ? { unit: key, parent: 'own' }
        : undefined;
    return Promise.resolve(doc === undefined ? undefined : { ledger, key, idx: 1, doc });
  };
  return { get, seen: () => Promise.resolve(2) } as unknown as ContextReads; // superiors read nothing else
}

const pathOf = async (key: string, on?: string, asked: string[] = []): Promise<FactAnswer> => {
  const provider = unitFacts('units')[UNIT_PATH_FACT];
  if (provider === undefined) throw new Error('unit paths are not provided');
  return provider({ fact: UNIT_PATH_FACT, key, ...(on !== undefined && { on }) }, readsOf(asked));
};

describe('a unit and those above it', () => {
  it('are named from below, with the ledgers consulted', async () => {
    expect(await pathOf('own/own')).toEqual({
      value: ['own', 'city', 'top'],
      consulted: ['own', 'city', 'top'].map((code) => ({ ledger: `organization/${code}`, size: 2 })),
    });
  });

  it('a branch is named with its bureau, whose register is asked first', async () => {
    expect(await pathOf('own/b-1')).toMatchObject({ value: ['own/b-1', 'own', 'city', 'top'] });
  });

  it('a unit that another bureau names is the one with a ledger of its own', async () => {
    expect(await pathOf('other/own')).toMatchObject({ value: ['own', 'city', 'top'] });
  });

  it('follow the parents of the day asked for', async () => {
    expect(await pathOf('moved/moved', '2014-06-30')).toMatchObject({ value: ['moved', 'city', 'top'] });
    expect(await pathOf('moved/moved', '2014-07-01')).toMatchObject({ value: ['moved', 'top'] });
    expect(await pathOf('moved/moved', '2013-01-01')).toMatchObject({ value: ['moved', 'city', 'top'] });
  });

  it('are none of a unit that nobody registered', async () => {
    expect(await pathOf('unheard/unheard')).toMatchObject({ value: [] });
  });

  it.each(['', '/', '-a/-a', `${'x'.repeat(64)}/a`, '__proto__/constructor', '局/局'])(
    'are none of what cannot be a code: %j',
    async (key) => {
      expect(await pathOf(key)).toMatchObject({ value: [] });
    },
  );

  it('end where a parent cannot be a code', async () => {
    expect(await pathOf('lost/lost')).toMatchObject({ value: ['lost'] });
  });
});

describe('subordinates of a unit', () => {
  it('are those with ledgers of their own: a branch, whose code may be that of another bureau, is a stream in its bureau’s', async () => {
    const LEDGERS: Readonly<Record<string, string>> = { another: 'own', B_1: 'own', 'B.2': 'own' };
    const units = [
      ['city', 'top'],
      ['own', 'city'],
      ['another', 'own'],
      ['B_1', 'own'],
      ['B.2', 'own'],
    ] as const;
    const all = (_view: string, { where = [] }: Parameters<ContextReads['all']>[1]) => {
      const [filter] = where;
      const parents: readonly unknown[] = filter?.op === 'in' ? filter.values : [];
      const found = units
        .filter(([, parent]) => parents.includes(parent))
        .map(([key]) => ({ key, ledger: `organization/${LEDGERS[key] ?? key}` }));
      return Promise.resolve(found);
    };
    const provider = unitFacts('units')[SUBORDINATES_FACT];
    const reads = { all } as unknown as ContextReads; // subordinates read nothing else
    await expect(provider?.({ fact: SUBORDINATES_FACT, key: 'top' }, reads)).resolves.toEqual({
      value: ['city', 'own'],
      consulted: [],
    });
  });
});

describe('a unit that shares its code with a branch of another bureau', () => {
  const units: readonly (readonly [LedgerId, string, JsonObject])[] = [
    ['organization/another', 'b-1', { level: 'BRANCH', principal: 'P-7' }],
    ['organization/another', 'own', { level: 'BRANCH', principal: 'P-8' }],
    ['organization/own', 'b-1', { level: 'BRANCH', principal: 'P-1' }],
    ['organization/own', 'own', { level: 'BUREAU', principal: 'P-2' }],
  ];
  const reads = {
    get: (_view: string, ledger: LedgerId, key: string) => {
      const found = units.find(([within, code]) => within === ledger && code === key);
      return Promise.resolve(found === undefined ? undefined : { ledger, key, idx: 1, doc: found[2] });
    },
    all: () => Promise.resolve(units.map(([ledger, key, doc]) => ({ ledger, key, idx: 1, doc }))),
    seen: () => Promise.resolve(2),
  } as unknown as ContextReads; // what these facts read
  const ask = async (fact: string, key: string): Promise<FactAnswer | undefined> =>
    unitFacts('units')[fact]?.({ fact, key }, reads);

  it('has its own principal: a branch as its bureau names it, a bureau as anyone does', async () => {
    await expect(ask(PRINCIPAL_FACT, 'own/b-1')).resolves.toEqual({
      value: 'P-1',
      consulted: [{ ledger: 'organization/own', size: 2 }],
    });
    await expect(ask(PRINCIPAL_FACT, 'another/b-1')).resolves.toMatchObject({ value: 'P-7' });
    await expect(ask(PRINCIPAL_FACT, 'city/own')).resolves.toMatchObject({
      value: 'P-2',
      consulted: [{ ledger: 'organization/city' }, { ledger: 'organization/own' }],
    });
    await expect(ask(PRINCIPAL_FACT, 'city/b-1')).resolves.toMatchObject({ value: null });
  });

  it('has its own level', async () => {
    await expect(ask(UNIT_LEVEL_FACT, 'own')).resolves.toMatchObject({ value: 'BUREAU' });
  });
});

describe('a unit that ended 撤并', () => {
  const unit = (level: string, parent: string | null, more: JsonObject = {}): JsonObject => ({
    level,
    parent,
    successors: [],
    endedOn: null,
    principal: null,
    ...more,
  });
  const gone = (successors: readonly string[]): JsonObject => ({ endedOn: '2014-07-01', successors: [...successors] });
  const UNITS: Readonly<Record<string, JsonObject>> = {
    'city/city': unit('CITY', null),
    'own/own': unit('BUREAU', 'city', { principal: 'P-1' }),
    'own/b-new': unit('BRANCH', 'own', {
      principal: 'P-3',
      principals: [
        { person: 'P-2', from: '2014-01-01', acting: true },
        { person: 'P-3', from: '2014-07-01', acting: false },
      ],
    }),
    'own/b-other': unit('BRANCH', 'own'),
    'own/b-merged': unit('BRANCH', 'own', gone(['own/b-mid'])),
    'own/b-mid': unit('BRANCH', 'own', gone(['own/b-new'])),
    'own/b-split': unit('BRANCH', 'own', gone(['own/b-new', 'own/b-other'])),
    'own/b-gone': unit('BRANCH', 'own', { ...gone([]), principal: null }),
    'own/b-round': unit('BRANCH', 'own', gone(['own/b-about'])),
    'own/b-about': unit('BRANCH', 'own', gone(['own/b-round'])),
    'former/former': unit('BUREAU', 'city', gone(['own'])),
    'former/b-late': unit('BRANCH', 'former'),
  };
  const documents = Object.entries(UNITS).map(([place, doc]) => {
    const [bureau = '', key = ''] = place.split('/');
    return { ledger: ledgerId('organization', bureau), key, idx: 1, doc };
  });
  const reads = {
    get: (_view: string, ledger: LedgerId, key: string) =>
      Promise.resolve(documents.find((one) => one.ledger === ledger && one.key === key)),
    all: (_view: string, { where = [] }: Parameters<ContextReads['all']>[1]) =>
      Promise.resolve(
        documents.filter(({ key, doc }) => where.every((filter) => matches({ ...doc, unit: key }, filter))),
      ),
    seen: () => Promise.resolve(2),
  } as unknown as ContextReads; // what these facts read
  const valueOf = async (fact: string, key: string, on?: string): Promise<JsonValue | undefined> =>
    (await unitFacts('units')[fact]?.({ fact, key, ...(on !== undefined && { on }) }, reads))?.value;

  it('is given nothing from that day on, and stands on the days before', async () => {
    expect(await valueOf(UNIT_PATH_FACT, 'own/b-merged')).toEqual([]);
    expect(await valueOf(UNIT_PATH_FACT, 'own/b-merged', '2014-07-01')).toEqual([]);
    expect(await valueOf(UNIT_PATH_FACT, 'own/b-merged', '2014-06-30')).toEqual(['own/b-merged', 'own', 'city']);
    expect(await valueOf(UNIT_LEVEL_FACT, 'former')).toBeNull();
    expect(await valueOf(UNIT_LEVEL_FACT, 'former', '2014-06-30')).toBe('BUREAU');
    expect(await valueOf(UNIT_LEVEL_FACT, 'b-merged')).toBeNull();
  });

  it('is answered for by whoever follows it, also through others; by each of several', async () => {
    const path = (branch: string) => [`own/${branch}`, 'own', 'city'];
    expect(await valueOf(ANSWERING_FACT, 'own/b-merged')).toEqual([path('b-new')]);
    expect(await valueOf(ANSWERING_FACT, 'own/b-merged', '2014-06-30')).toEqual([path('b-merged')]);
    expect(await valueOf(ANSWERING_FACT, 'own/b-split')).toEqual([path('b-new'), path('b-other')]);
    expect(await valueOf(ANSWERING_FACT, 'former/former')).toEqual([['own', 'city']]);
    expect(await valueOf(ANSWERING_FACT, 'own/unheard')).toEqual([]);
  });

  it('is answered for by its parent where nobody follows, or two follow each other', async () => {
    expect(await valueOf(ANSWERING_FACT, 'own/b-gone')).toEqual([['own', 'city']]);
    expect(await valueOf(ANSWERING_FACT, 'own/b-round')).toEqual([['own', 'city']]);
  });

  it('hands those below it over as well', async () => {
    expect(await valueOf(UNIT_PATH_FACT, 'former/b-late')).toEqual(['former/b-late', 'own', 'city']);
    expect(await valueOf(SUBORDINATES_FACT, 'own')).toEqual(['former']);
    expect(await valueOf(SUBORDINATES_FACT, 'city')).toEqual(['own', 'former']);
  });

  it('is known to those who follow it', async () => {
    expect(await valueOf(PREDECESSORS_FACT, 'own/b-new')).toEqual(['own/b-mid', 'own/b-split', 'own/b-merged']);
    expect(await valueOf(PREDECESSORS_FACT, 'own')).toEqual(['former']);
    expect(await valueOf(PREDECESSORS_FACT, 'own/b-other', '2014-06-30')).toEqual([]);
  });

  it('has the principal of the one that took it over; of several none, since a principal is one person', async () => {
    expect(await valueOf(PRINCIPAL_FACT, 'own/b-merged')).toBe('P-3');
    expect(await valueOf(PRINCIPAL_FACT, 'own/b-split')).toBeNull();
    expect(await valueOf(PRINCIPAL_FACT, 'own/b-gone')).toBe('P-1');
  });

  it('had on every day the principal of that day [C6.7]', async () => {
    expect(await valueOf(PRINCIPAL_FACT, 'own/b-new', '2013-12-31')).toBeNull();
    expect(await valueOf(PRINCIPAL_FACT, 'own/b-new', '2014-06-30')).toBe('P-2');
    expect(await valueOf(PRINCIPAL_FACT, 'own/b-new', '2014-07-01')).toBe('P-3');
  });
});

describe('branches of a bureau that ended', () => {
  const branch = (ledger: LedgerId, key: string, endedOn: string | null, parent = 'own', level = 'BRANCH') => ({
    ledger,
    key,
    idx: 1,
    doc: { unit: key, level, parent, endedOn },
  });
  const held = [
    branch('organization/own', 'b-2', '2014-09-24'),
    branch('organization/own', 'b-1', '2014-08-01'),
    branch('organization/own', 'b-3', null),
    branch('organization/own', 'own', '2014-09-24', 'own', 'BUREAU'),
    branch('organization/other', 'b-4', '2014-09-24'),
  ];
  const reads = {
    all: (_view: string, { ledgers }: { readonly ledgers: readonly LedgerId[] }) =>
      Promise.resolve(held.filter(({ ledger }) => ledgers.includes(ledger))),
    seen: () => Promise.resolve(7),
  } as unknown as ContextReads; // this fact reads nothing else
  const ended = (key: string) => unitFacts('units')[ENDED_UNITS_FACT]?.({ fact: ENDED_UNITS_FACT, key }, reads);

  it('are those of its own ledger, with what was seen of it', async () => {
    await expect(ended('own')).resolves.toEqual({
      value: ['b-1', 'b-2'],
      consulted: [{ ledger: 'organization/own', size: 7 }],
    });
    await expect(ended('No.Such_Code')).resolves.toEqual({ value: [], consulted: [] });
  });
});
