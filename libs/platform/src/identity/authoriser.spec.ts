import { role, type Allowance, type FactQuery, type JsonValue, type Role, type RoleScope } from '@taizhang/kernel';
import {
  ANSWERING_FACT,
  POWERS_FACT,
  PREDECESSORS_FACT,
  SUBORDINATES_FACT,
  UNIT_PATH_FACT,
} from '../context/context-feature.js';
import { PROBLEMS } from '../http/problem.js';
import { Authoriser } from './authoriser.js';
import type { Power, Sender } from './identity.js';

/** province > city > own, sibling; own > subordinate, own > branch own/b-1; from July on `sibling` is below another city. */
const PARENTS: Readonly<Record<string, string>> = {
  'own/b-1': 'own',
  'own/b-2': 'own',
  own: 'city',
  sibling: 'city',
  city: 'province',
  subordinate: 'own',
};
const MOVED = '2014-07-01';
/** Units that ended, and those that follow them. */
const ENDED: Readonly<Record<string, readonly string[]>> = {
  'own/b-0': ['own/b-1'],
  'own/b-00': ['own/b-1', 'own/b-2'],
  former: ['own'],
};

function pathOf(unit: string, on: string | undefined): readonly string[] {
  const parent = unit === 'sibling' && on !== undefined && on >= MOVED ? 'other-city' : PARENTS[unit];
  return [unit, ...(parent === undefined ? [] : pathOf(parent, on))];
}

interface Holding {
  readonly power: Power;
  readonly from: string;
  readonly to: string | null;
}

const TODAY = '2014-07-20';

/** An authoriser over sample facts, and what it was asked. */
function scene(holdings: readonly Holding[] = [], withFacts = true) {
  const asked: FactQuery[] = [];
  const answerOf = ({ fact, key, on = '' }: FactQuery): JsonValue => {
    const standing = (unit: string) => (unit in PARENTS || unit === 'province' ? [...pathOf(unit, on)] : []);
    const [bureau = '', code = ''] = key.split('/');
    const unit = code === bureau || !(key in PARENTS || key in ENDED) ? code : key;
    if (fact === UNIT_PATH_FACT) return standing(unit);
    if (fact === ANSWERING_FACT) return (ENDED[unit] ?? [unit]).map(standing);
    if (fact === PREDECESSORS_FACT) return Object.keys(ENDED).filter((ended) => ENDED[ended]?.includes(key));
    if (fact === SUBORDINATES_FACT)
      return Object.keys(PARENTS).filter(
        (unit) => !unit.includes('/') && pathOf(unit, undefined).slice(1).includes(key),
      );
    const held = holdings.filter(({ from, to }) => from <= on && (to === null || on < to)).map(({ power }) => power);
    return held as unknown as JsonValue; // powers hold JSON only
  };
  const authoriser = new Authoriser((_context, query) => {
    asked.push(query);
    if (!withFacts) return Promise.resolve(undefined);
    return Promise.resolve({ value: answerOf(query), consulted: [{ ledger: 'organization/own', size: 4 }] });
  });
  return { authoriser, asked };
}

const power = (held: Role, unit: string, more: Partial<Power> = {}): Power => ({
  id: `${held}@${unit}`,
  role: held,
  unit,
  clearance: 1,
  basis: { appointment: `${held}@${unit}` },
  ...more,
});
const claims = (held: Role, unit = 'own'): Sender => ({ account: 'a-1', claimed: power(held, unit) });
const PERSON: Sender = { account: 'acct-own.P-1', person: 'own.P-1' };
const clerks = (scope: RoleScope): Allowance => role('branch-clerk', 'branch-secretary').at(scope);

interface Asked {
  readonly bureau?: string;
  readonly units?: readonly string[];
  readonly on?: string;
  readonly command?: string;
}

async function may(made: ReturnType<typeof scene>, sender: Sender, allow: Allowance, asked: Asked = {}) {
  const { bureau = 'own', on = TODAY, ...rest } = asked;
  try {
    const act = { allow, context: 'issues', bureau, on, today: TODAY, ...rest };
    return (await made.authoriser.toAct(sender, act)).principal;
  } catch (error) {
    expect(error).toMatchObject({ definition: PROBLEMS.forbidden });
    return undefined;
  }
}

describe('who may act, by role, scope and place in the tree', () => {
  it.each<[RoleScope, Record<string, boolean>]>([
    ['unit', { own: true, city: false, sibling: false, subordinate: false, unheard: false }],
    ['unit-or-superior', { own: true, city: false, sibling: false, subordinate: true, unheard: false }],
    ['anywhere', { own: true, city: true, sibling: true, subordinate: true, unheard: true }],
  ])('an allowed role held at “own” may act within the scope %s', async (scope, expected) => {
    for (const [bureau, allowed] of Object.entries(expected)) {
      const principal = await may(scene(), claims('branch-clerk'), clerks(scope), { bureau });
      expect([bureau, principal !== undefined]).toEqual([bureau, allowed]);
    }
  });

  it('a role that is not allowed may act nowhere, and nothing is asked', async () => {
    for (const scope of ['unit', 'unit-or-superior', 'anywhere'] as const) {
      for (const held of ['principal', 'public', 'system'] as const) {
        const made = scene();
        expect(await may(made, claims(held), clerks(scope))).toBeUndefined();
        expect(made.asked).toEqual([]);
      }
    }
  });

  it('one who holds nothing may nothing; an account without person neither', async () => {
    expect(await may(scene(), PERSON, clerks('anywhere'))).toBeUndefined();
    expect(await may(scene(), { account: 'a-1' }, clerks('anywhere'))).toBeUndefined();
  });

  it('a branch’s people act on their branch only, its bureau’s people on all', async () => {
    const branch = scene([{ power: power('branch-clerk', 'own/b-1'), from: '2014-01-01', to: null }]);
    const bureau = scene([{ power: power('branch-clerk', 'own'), from: '2014-01-01', to: null }]);
    const allow = clerks('unit-or-superior');
    const at = (made: ReturnType<typeof scene>, units: readonly string[]) => may(made, PERSON, allow, { units });
    expect(await at(branch, ['b-1'])).toMatchObject({ unit: 'own/b-1' });
    expect(await at(branch, ['b-2'])).toBeUndefined();
    expect(await at(branch, [])).toBeUndefined();
    expect(await at(branch, ['b-2', 'own/b-1'])).toMatchObject({ unit: 'own/b-1' });
    expect(await at(bureau, ['b-2'])).toMatchObject({ unit: 'own' });
  });

  it('who follows a unit that ended acts on its matters, at the scope of his own unit; of several each', async () => {
    const at = (unit: string) => scene([{ power: power('branch-clerk', unit), from: '2014-01-01', to: null }]);
    const act = (unit: string, asked: Asked) => may(at(unit), PERSON, clerks('unit'), asked);
    expect(await act('own/b-1', { units: ['b-0'] })).toMatchObject({ unit: 'own/b-1' });
    expect(await act('own/b-2', { units: ['b-0'] })).toBeUndefined();
    expect(await act('own/b-1', { units: ['b-00'] })).toBeDefined();
    expect(await act('own/b-2', { units: ['b-00'] })).toBeDefined();
    expect(await act('own', { bureau: 'former' })).toMatchObject({ unit: 'own' });
    expect(await act('sibling', { bureau: 'former' })).toBeUndefined();
  });

  it('an unknown unit is judged as its bureau, so that the decider may say what is unknown', async () => {
    expect(await may(scene(), claims('branch-clerk'), clerks('unit-or-superior'), { units: ['b-9'] })).toBeDefined();
    expect(await may(scene(), claims('branch-clerk', 'sibling'), clerks('unit-or-superior'), { units: ['b-9'] })).toBe(
      undefined,
    );
  });

  it('means the unit itself where the context knows no tree', async () => {
    const made = scene([], false);
    expect(await may(made, claims('branch-clerk'), clerks('unit-or-superior'))).toBeDefined();
    expect(await may(made, claims('branch-clerk'), clerks('unit-or-superior'), { bureau: 'subordinate' })).toBe(
      undefined,
    );
  });
});

describe('which power counts', () => {
  const ALWAYS = { from: '2014-01-01', to: null };

  it('the nearest, then the role that is named first', async () => {
    const made = scene([
      { power: power('branch-clerk', 'city'), ...ALWAYS },
      { power: power('branch-secretary', 'own'), ...ALWAYS },
      { power: power('branch-clerk', 'own'), ...ALWAYS },
    ]);
    const principal = await may(made, PERSON, clerks('unit-or-superior'));
    expect(principal).toEqual({
      actor: { id: 'acct-own.P-1', role: 'branch-clerk' },
      unit: 'own',
      clearance: 1,
      power: { appointment: 'branch-clerk@own' },
    });
  });

  it('only the one that the request names, if it names one', async () => {
    const made = scene([{ power: power('branch-clerk', 'own'), ...ALWAYS }]);
    const named = (requested: string) => may(made, { ...PERSON, requested }, clerks('unit'));
    expect(await named('branch-clerk@own')).toBeDefined();
    expect(await named('another')).toBeUndefined();
  });

  it('by the business date, for those who still hold something today', async () => {
    const former = { power: power('branch-clerk', 'own'), from: '2014-01-01', to: '2014-07-10' };
    const now = { power: power('delegate', 'own'), from: '2014-07-10', to: null };
    const late = { on: '2014-07-01' };
    expect(await may(scene([former, now]), PERSON, clerks('unit'), late)).toBeDefined();
    expect(await may(scene([former, now]), PERSON, clerks('unit'))).toBeUndefined();
    expect(await may(scene([former]), PERSON, clerks('unit'), late)).toBeUndefined();
  });

  it('over a unit that moved, from the day it moved', async () => {
    const made = scene([{ power: power('branch-clerk', 'city'), ...ALWAYS }]);
    const at = (on: string) => may(made, PERSON, clerks('unit-or-superior'), { bureau: 'sibling', on });
    expect(await at('2014-06-30')).toBeDefined();
    expect(await at(MOVED)).toBeUndefined();
  });

  it('a delegate’s within its contexts and commands, on the delegator’s behalf', async () => {
    const lent = power('branch-clerk', 'own', {
      onBehalfOf: 'acct-own.P-2',
      contexts: ['issues'],
      commands: ['RaiseIssue'],
    });
    const made = scene([{ power: lent, ...ALWAYS }]);
    expect(await may(made, PERSON, clerks('unit'), { command: 'RaiseIssue' })).toMatchObject({
      onBehalfOf: 'acct-own.P-2',
    });
    expect(await may(made, PERSON, clerks('unit'), { command: 'CloseIssue' })).toBeUndefined();
    const elsewhere = scene([{ power: { ...lent, contexts: ['rules'] }, ...ALWAYS }]);
    expect(await may(elsewhere, PERSON, clerks('unit'), { command: 'RaiseIssue' })).toBeUndefined();
  });

  it('tells what was consulted', async () => {
    const made = scene([{ power: power('branch-clerk', 'own'), ...ALWAYS }]);
    const act = { allow: clerks('unit'), context: 'issues', bureau: 'own', on: TODAY, today: TODAY };
    const { consulted } = await made.authoriser.toAct(PERSON, act);
    expect(made.asked.map(({ fact }) => fact)).toEqual([POWERS_FACT, ANSWERING_FACT]);
    expect(consulted).toEqual([
      { ledger: 'organization/own', size: 4 },
      { ledger: 'organization/own', size: 4 },
    ]);
  });
});

describe('how far a reader sees', () => {
  const ask = (sender: Sender, allow: Allowance, bureaus: readonly string[] = [], holdings: readonly Holding[] = []) =>
    scene(holdings).authoriser.toAsk(sender, { allow, context: 'issues', bureaus, branches: true, today: TODAY });
  const ALWAYS = { from: '2014-01-01', to: null };

  it.each<[RoleScope, readonly string[] | 'all']>([
    ['unit', ['own', 'former']],
    ['unit-or-superior', ['own', 'subordinate']],
    ['anywhere', 'all'],
  ])('within the scope %s', async (scope, bureaus) => {
    expect(await ask(claims('branch-clerk'), clerks(scope))).toMatchObject({ bureaus });
  });

  it('not beyond it, nor by a role that is not allowed', async () => {
    await expect(ask(claims('branch-clerk'), clerks('unit-or-superior'), ['sibling'])).rejects.toMatchObject({
      definition: PROBLEMS.forbidden,
    });
    await expect(ask(claims('public'), clerks('anywhere'))).rejects.toMatchObject({ definition: PROBLEMS.forbidden });
  });

  it('to his branch and those it followed, if he holds a power there only; and nothing of a view that does not tell branches apart', async () => {
    const clerk = claims('branch-clerk', 'own/b-1');
    const followed = ['own/b-1', 'own/b-0', 'own/b-00'];
    expect(await ask(clerk, clerks('unit-or-superior'), ['own'])).toMatchObject({
      bureaus: ['own'],
      branches: followed,
    });
    expect(await ask(clerk, clerks('unit-or-superior'))).toMatchObject({ bureaus: ['own'], branches: [...followed] });
    const question = { allow: clerks('unit-or-superior'), context: 'issues', bureaus: ['own'], today: TODAY };
    await expect(scene().authoriser.toAsk(clerk, { ...question, branches: false })).rejects.toMatchObject({
      definition: PROBLEMS.forbidden,
    });
  });

  it('of a named bureau by the highest clearance, of everything by the widest reach', async () => {
    const holdings = [
      { power: power('branch-clerk', 'own', { clearance: 3 }), ...ALWAYS },
      { power: power('branch-clerk', 'city', { clearance: 1 }), ...ALWAYS },
    ] as const;
    expect(await ask(PERSON, clerks('unit-or-superior'), ['own'], holdings)).toMatchObject({
      principal: { unit: 'own', clearance: 3 },
    });
    expect(await ask(PERSON, clerks('unit-or-superior'), [], holdings)).toMatchObject({
      principal: { unit: 'city', clearance: 1 },
    });
  });
});
