import type { DeclaredAct } from './declarations.js';
import { mayAct, mayAsk, unitReference, type PathOf, type Power } from './powers.js';

const act = (scope: DeclaredAct['scope'], roles: readonly string[] = ['branch-clerk']): DeclaredAct => ({
  context: 'issues',
  aggregate: 'issue',
  verb: 'set-measure',
  name: 'SetMeasure',
  title: { zh: '', en: '' },
  clauses: [],
  roles,
  scope,
  schema: {},
});
const power = (unit: string, more: Partial<Power> = {}): Power => ({
  id: 'p',
  role: 'branch-clerk',
  unit,
  clearance: 1,
  ...more,
});
const pathOf: PathOf = (unit) =>
  unit === 'city-jc' ? ['city-jc'] : unit.includes('/') ? [unit, 'wgx-0371', 'city-jc'] : [unit, 'city-jc'];
const JIA = 'wgx-0371/b-jia';

describe('what a reader is offered', () => {
  it('follows the role and where it is held', () => {
    expect(mayAct([power(JIA)], act('unit'), [JIA], pathOf)).toBe(true);
    expect(mayAct([power('wgx-0371')], act('unit'), [JIA], pathOf)).toBe(false);
    expect(mayAct([power('wgx-0371')], act('unit-or-superior'), [JIA], pathOf)).toBe(true);
    expect(mayAct([power('city-jc')], act('unit-or-superior'), [JIA], pathOf)).toBe(true);
    expect(mayAct([power('wgx-0371/b-yi')], act('unit-or-superior'), [JIA], pathOf)).toBe(false);
    expect(mayAct([power('elsewhere')], act('anywhere'), [JIA], pathOf)).toBe(true);
    expect(mayAct([power(JIA)], act('unit', ['campaign-office']), [JIA], pathOf)).toBe(false);
    expect(mayAct([], act('anywhere'), [JIA], pathOf)).toBe(false);
  });

  it('goes no further than a delegation does', () => {
    expect(mayAct([power(JIA, { contexts: ['evaluation'] })], act('unit'), [JIA], pathOf)).toBe(false);
    expect(mayAct([power(JIA, { contexts: ['issues'], commands: ['GiveReply'] })], act('unit'), [JIA], pathOf)).toBe(
      false,
    );
    expect(mayAct([power(JIA, { contexts: ['issues'], commands: ['SetMeasure'] })], act('unit'), [JIA], pathOf)).toBe(
      true,
    );
  });

  it('is judged by the role alone while no unit is known', () => {
    expect(mayAct([power('elsewhere')], act('unit'), [], pathOf)).toBe(true);
    const view = {
      context: 'issues',
      name: 'rectification-ledger',
      title: { zh: '', en: '' },
      roles: ['auditor'],
      scope: 'unit',
      fields: [],
    } as const;
    expect(mayAsk([power(JIA)], view)).toBe(false);
    expect(mayAsk([power(JIA, { role: 'auditor' })], view)).toBe(true);
  });

  it('names units as the deployment knows them', () => {
    expect(unitReference('wgx-0371', 'b-jia')).toBe(JIA);
    expect(unitReference('wgx-0371', 'wgx-0371')).toBe('wgx-0371');
    expect(unitReference('wgx-0371', 'jyj-0371/b-1')).toBe('jyj-0371/b-1');
  });
});
