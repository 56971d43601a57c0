import { CLAUSE_PARTS, CLAUSES, clauseOf, clausesBetween } from './clause.catalogue.js';
import { clausesNamed } from './clause-references.js';

const CONTEXTS = ['organization', 'issues', 'campaigns', 'grassroots', 'rules', 'discipline', 'evaluation'];

describe('catalogue of clauses 条款目录', () => {
  it('has the 191 of the source, each once, each with a context and a part', () => {
    expect(CLAUSES).toHaveLength(191);
    expect(new Set(CLAUSES.map(({ id }) => id)).size).toBe(191);
    expect(CLAUSES.flatMap(({ contexts }) => contexts).filter((context) => !CONTEXTS.includes(context))).toEqual([]);
    expect(CLAUSES.filter(({ id }) => !Object.hasOwn(CLAUSE_PARTS, id.split('.')[0] ?? ''))).toEqual([]);
  });

  it('has the eleven gates of domain', () => {
    expect(CLAUSES.filter(({ kind }) => kind === 'G').map(({ id }) => id)).toEqual(
      'C1.0.g C2.3.h C4.1.k C4.2.d C4.2.o C5.8 C5.15 C5.16 C5.17 C6.5 C6.8'.split(' '),
    );
  });

  it('finds a clause by its id, and no other', () => {
    expect(clauseOf('C5.13')).toEqual({
      id: 'C5.13',
      kind: 'R',
      contexts: ['evaluation'],
      phrase: '低于80%',
      requirement: 'The threshold is strictly below 80 %.',
      check: 'exactly 80 % does not trigger; integer arithmetic',
    });
    expect(clauseOf('C5.18')).toBeUndefined();
    expect(clauseOf('C5')).toBeUndefined();
  });

  it('counts on from one clause to another in the order of the source', () => {
    expect(clausesBetween('C0.1', 'C0.3')).toEqual(['C0.1', 'C0.2', 'C0.3']);
    expect(clausesBetween('C0.3', 'C0.1')).toEqual([]);
    expect(clausesBetween('C0.1', 'C0.9')).toEqual([]);
  });
});

describe('clauses that a title names', () => {
  it.each([
    ['[C5.12] takes what each teller counted', ['C5.12']],
    ['[C5.3] [C5.11] is opened on one object', ['C5.3', 'C5.11']],
    ['[C6.7, C6.9] move open duties', ['C6.7', 'C6.9']],
    ['[C6.7、C6.9] 移交', ['C6.7', 'C6.9']],
    ['[C1.0.b–d] owes a reply', ['C1.0.b', 'C1.0.c', 'C1.0.d']],
    ['[C5.1–C5.3, C5.2] once each', ['C5.1', 'C5.2', 'C5.3']],
    ['names none, [design §5] neither', []],
  ])('%s', (title, ids) => {
    expect(clausesNamed(title)).toEqual(ids);
  });

  it('lets whoever checks ids find what is no clause', () => {
    expect(clausesNamed('[C9.1] [C1.0.d–b] [C5.12–z] [C5.12-14]')).toEqual(['C9.1', 'C1.0.d–b', 'C5.12–z', 'C5.12-14']);
  });
});
