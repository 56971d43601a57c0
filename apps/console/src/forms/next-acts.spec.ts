import type { DeclaredAct } from '../api/declarations.js';
import { shownActs } from './next-acts.js';

const act = (verb: string, aggregate = 'issue'): DeclaredAct => ({
  context: 'issues',
  aggregate,
  verb,
  name: verb,
  title: { zh: verb, en: verb },
  clauses: [],
  roles: [],
  scope: 'unit',
  schema: {},
});
const verbs = ({ first, more }: ReturnType<typeof shownActs>) =>
  [first, more].map((all) => all.map(({ verb }) => verb));
const MANY = [
  'assign-issue',
  'close-issue',
  'merge-issue',
  'refer-issue',
  'return-close',
  'suspend-issue',
  'triage-issue',
];

describe('acts of a record', () => {
  it('show first what usually comes next, and keep the others within reach', () => {
    const all = MANY.map((verb) => act(verb));
    expect(verbs(shownActs(all, { status: 'SUBMITTED' }))).toEqual([
      ['close-issue', 'return-close'],
      ['assign-issue', 'merge-issue', 'refer-issue', 'suspend-issue', 'triage-issue'],
    ]);
    expect(verbs(shownActs(all, { status: 'MERGED' }))).toEqual([[], MANY]);
  });

  it('stand side by side where they are few, or nothing is known of their order', () => {
    expect(verbs(shownActs([act('triage-issue')], { status: 'CLOSED' }))).toEqual([['triage-issue'], []]);
    expect(
      verbs(
        shownActs(
          MANY.map((verb) => act(verb, 'other')),
          { status: 'OPEN' },
        ),
      ),
    ).toEqual([MANY, []]);
  });
});
