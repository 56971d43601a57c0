import { role, type Allowance, type FactQuery, type JsonValue, type Role, type RoleScope } from '@taizhang/kernel';
import { SUBORDINATES_FACT, SUPERIORS_FACT } from '../context/context-feature.js';
import { PROBLEMS } from '../http/problem.js';
import { authorise, readableBureaus, type AskFact } from './authorisation.js';
import type { Principal } from './identity.js';

/** province > city > own, sibling; own > subordinate. */
const PARENTS: Readonly<Record<string, string>> = {
  own: 'city',
  sibling: 'city',
  city: 'province',
  subordinate: 'own',
};

function superiorsOf(unit: string): readonly string[] {
  const parent = PARENTS[unit];
  return parent === undefined ? [] : [parent, ...superiorsOf(parent)];
}

const ask: AskFact = (_context, { fact, key }) => {
  if (fact === SUPERIORS_FACT) return Promise.resolve(superiorsOf(key));
  const below = Object.keys(PARENTS).filter((unit) => superiorsOf(unit).includes(key));
  return Promise.resolve(fact === SUBORDINATES_FACT ? below : null);
};
const noFacts: AskFact = () => Promise.resolve(null);

const holder = (held: Role, unit = 'own'): Principal => ({ actor: { id: 'a-1', role: held }, unit, clearance: 1 });
const clerks = (scope: RoleScope): Allowance => role('branch-clerk', 'branch-secretary').at(scope);
const may = (principal: Principal, allow: Allowance, bureau: string, facts = ask): Promise<boolean> =>
  authorise(principal, allow, 'issues', bureau, facts).then(
    () => true,
    (error: unknown) => {
      expect(error).toMatchObject({ definition: PROBLEMS.forbidden });
      return false;
    },
  );

describe('who may act, by role, scope and place in the tree', () => {
  it.each<[RoleScope, Record<string, boolean>]>([
    ['unit', { own: true, city: false, sibling: false, subordinate: false, unheard: false }],
    ['unit-or-superior', { own: true, city: false, sibling: false, subordinate: true, unheard: false }],
    ['anywhere', { own: true, city: true, sibling: true, subordinate: true, unheard: true }],
  ])('an allowed role held at “own” may act within the scope %s', async (scope, expected) => {
    for (const [bureau, allowed] of Object.entries(expected))
      expect([bureau, await may(holder('branch-clerk'), clerks(scope), bureau)]).toEqual([bureau, allowed]);
  });

  it.each<RoleScope>(['unit', 'unit-or-superior', 'anywhere'])(
    'a role that is not allowed may act nowhere within the scope %s',
    async (scope) => {
      for (const bureau of ['own', 'city', 'sibling', 'subordinate'])
        for (const held of ['principal', 'public', 'system'] as const)
          expect(await may(holder(held), clerks(scope), bureau)).toBe(false);
    },
  );

  it('reaches down over any number of levels', async () => {
    expect(await may(holder('branch-clerk', 'province'), clerks('unit-or-superior'), 'subordinate')).toBe(true);
  });

  it.each<[string, JsonValue]>([
    ['no such fact', null],
    ['a text', 'own'],
    ['an object', { own: true }],
  ])('means the unit itself where superiors are not known: %s', async (_what, answer) => {
    const facts: AskFact = () => Promise.resolve(answer);
    expect(await may(holder('branch-clerk'), clerks('unit-or-superior'), 'own', facts)).toBe(true);
    expect(await may(holder('branch-clerk'), clerks('unit-or-superior'), 'subordinate', facts)).toBe(false);
  });

  it('asks the context of the command, and only when it must', async () => {
    const asked: [string, FactQuery][] = [];
    const facts: AskFact = (context, query) => {
      asked.push([context, query]);
      return Promise.resolve(null);
    };
    await may(holder('branch-clerk'), clerks('anywhere'), 'sibling', facts);
    await may(holder('branch-clerk'), clerks('unit-or-superior'), 'own', facts);
    await may(holder('principal'), clerks('unit-or-superior'), 'sibling', facts);
    expect(asked).toEqual([]);
    await may(holder('branch-clerk'), clerks('unit-or-superior'), 'sibling', facts);
    expect(asked).toEqual([['issues', { fact: SUPERIORS_FACT, key: 'sibling' }]]);
  });
});

describe('whose documents a reader may list', () => {
  it.each<[RoleScope, readonly string[] | 'all']>([
    ['unit', ['own']],
    ['unit-or-superior', ['own', 'subordinate']],
    ['anywhere', 'all'],
  ])('within the scope %s', async (scope, bureaus) => {
    expect(await readableBureaus(holder('branch-clerk'), clerks(scope), 'issues', ask)).toEqual(bureaus);
  });

  it('are those of the own unit where subordinates are not known', async () => {
    expect(await readableBureaus(holder('branch-clerk'), clerks('unit-or-superior'), 'issues', noFacts)).toEqual([
      'own',
    ]);
    const strange: AskFact = () => Promise.resolve(['below', 7, null]);
    expect(await readableBureaus(holder('branch-clerk'), clerks('unit-or-superior'), 'issues', strange)).toEqual([
      'own',
      'below',
    ]);
  });

  it('are nobody’s for a role that is not allowed', async () => {
    for (const scope of ['unit', 'unit-or-superior', 'anywhere'] as const)
      await expect(readableBureaus(holder('public'), clerks(scope), 'issues', ask)).rejects.toMatchObject({
        definition: PROBLEMS.forbidden,
      });
  });
});
