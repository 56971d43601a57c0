import { fileURLToPath } from 'node:url';
import { clauseOf, type Clause } from '@taizhang/contracts';
import { standaloneRegistry } from '../contexts.js';
import { clauseEvidence, type ClauseEvidence, type EvidenceKind } from './clause-evidence.js';
import { clauseMatrix } from './clause-matrix.js';
import { CLAUSES_TO_PROVE, missingProof, unproved } from './clause-proofs.js';
import { titlesIn, testTitles } from './test-titles.js';
import { UNPROVED_CLAUSES } from './unproved-clauses.js';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));

describe('clauses 条款', () => {
  let evidence: ClauseEvidence;
  beforeAll(async () => {
    evidence = clauseEvidence(standaloneRegistry(), await testTitles(ROOT));
  });

  it('are the only ones that declarations and titles of tests name', () => {
    const unknown = [...evidence.named].filter(([id]) => clauseOf(id) === undefined);
    expect(unknown.map(([id, place]) => `${id}: ${place}`)).toEqual([]);
    expect(evidence.named.size).toBeGreaterThan(50);
  });

  it('of the first scenario have their tests, reports and rows, but for a list that only shrinks', () => {
    const lacking = unproved(evidence);
    const unexpected = [...lacking].filter(([id]) => !UNPROVED_CLAUSES.includes(id));
    expect(unexpected.map(([id, lack]) => `${id} lacks ${lack}`)).toEqual([]);
    const proved = UNPROVED_CLAUSES.filter((id) => !lacking.has(id));
    expect(proved.map((id) => `${id} is proved: remove it from unproved-clauses.ts`)).toEqual([]);
  });
});

describe('titles of tests that name clauses', () => {
  it('are read with those of their suites, in every form in which titles are written', () => {
    const source = `
      describe('round [C5.3]', () => {
        it('is opened', () => {});
        it.each([['[C9.9]']])('[C5.11–C5.12] on %s', () => { it2('[C9.9] is no test'); });
        test(\`[C5.1] of \${name('[C9.9]')} in all\`, () => {});
      });
      describe.each\`a\`('suite', () => { it(\`[C6.1] alone\`, () => {}); it('names none', () => {}); it(title, () => {}); });
      // it('[C9.9] is a comment')
    `;
    expect(titlesIn('x.spec.ts', source)).toEqual([
      { file: 'x.spec.ts', title: 'round [C5.3] › is opened', clauses: ['C5.3'] },
      { file: 'x.spec.ts', title: 'round [C5.3] › [C5.11–C5.12] on %s', clauses: ['C5.3', 'C5.11', 'C5.12'] },
      { file: 'x.spec.ts', title: 'round [C5.3] › [C5.1] of … in all', clauses: ['C5.3', 'C5.1'] },
      { file: 'x.spec.ts', title: 'suite › [C6.1] alone', clauses: ['C6.1'] },
    ]);
  });
});

describe('what proves a clause', () => {
  const clause = (kind: Clause['kind']): Clause => ({
    id: 'C5.17',
    kind,
    contexts: ['evaluation'],
    phrase: '',
    requirement: '',
    check: '',
  });
  const evidence = (has: { readonly kinds?: readonly EvidenceKind[]; readonly file?: string }): ClauseEvidence => ({
    declared: (_id, kind) => ((has.kinds ?? []).includes(kind) ? ['something'] : []),
    tests: (id) => (has.file === undefined ? [] : [{ file: has.file, title: `[${id}]`, clauses: [id] }]),
    named: new Map(),
  });
  const behaviour = 'libs/evaluation/domain/src/summary-meeting.spec.ts';
  const proved = (kind: Clause['kind'], has: Parameters<typeof evidence>[0]) =>
    missingProof(clause(kind), evidence(has)) === undefined;

  it('is a test of behaviour for a gate or a rule: neither declarations nor a test of declarations', () => {
    for (const kind of ['G', 'R'] as const) {
      expect(proved(kind, { file: behaviour })).toBe(true);
      expect(proved(kind, { kinds: ['command', 'refusal', 'event'] })).toBe(false);
      expect(proved(kind, { file: 'libs/contracts/src/clauses/clauses.spec.ts' })).toBe(false);
    }
  });

  it('is a row of a catalogue for a catalogue', () => {
    expect(proved('C', { kinds: ['code'] })).toBe(true);
    expect(proved('C', { kinds: ['event'], file: behaviour })).toBe(false);
  });

  it('is a declaration with its test for a principle; a policy parameter declares nothing', () => {
    expect(proved('P', { kinds: ['event'], file: behaviour })).toBe(true);
    expect(proved('P', { kinds: ['parameter'], file: behaviour })).toBe(false);
    expect(proved('P', { kinds: ['event'] })).toBe(false);
  });

  it('is a report of its omission with a test for a duty, not commands and their tests', () => {
    expect(proved('D', { kinds: ['command', 'event'], file: behaviour })).toBe(false);
    expect(proved('D', { kinds: ['omission'] })).toBe(false);
    expect(proved('D', { kinds: ['omission'], file: behaviour })).toBe(false);
    const report = 'libs/evaluation/feature/src/omissions/evaluation-reports.spec.ts';
    expect(proved('D', { kinds: ['omission'], file: report })).toBe(true);
    expect(proved('D', { kinds: ['command', 'event'], file: report })).toBe(false);
  });

  it('is asked of 52 clauses', () => {
    expect(CLAUSES_TO_PROVE).toHaveLength(52);
    expect(CLAUSES_TO_PROVE.filter((id) => clauseOf(id) === undefined)).toEqual([]);
    expect(new Set(UNPROVED_CLAUSES).size).toBe(UNPROVED_CLAUSES.length);
  });
});

describe('clause matrix 条款对照表', () => {
  it('tells of every clause what keeps it and what shows it, or that nothing does', () => {
    const told = clauseMatrix({
      declared: (id, kind) => (id === 'C5.17' && kind === 'command' ? ['b', 'a'] : []),
      tests: (id) =>
        id === 'C5.17'
          ? [
              { file: 'one.spec.ts', title: 'a <b> *c*', clauses: [] },
              { file: 'one.spec.ts', title: 'd', clauses: [] },
              { file: 'two.spec.ts', title: 'e', clauses: [] },
            ]
          : [],
      named: new Map(),
    });
    expect(told).toContain(
      [
        '### C5.17 · G 闸门 gate · evaluation, campaigns',
        '',
        '> 在整改未达到要求前，不得召开总结大会',
        '',
        'While the requirement is unmet, the summary meeting must not be held.',
        '',
        '- 查法 Check: schedule/hold command refused; lifted only by recorded finding that requirements are met',
        '- 命令 Commands: `a`, `b`',
        '- 测试 Tests:',
        '  - `one.spec.ts`',
        String.raw`    - a \<b> \*c\*`,
        '    - d',
        '  - `two.spec.ts`',
        '    - e',
        '',
      ].join('\n'),
    );
    expect(told.match(/^- not yet 尚无$/gm)).toHaveLength(190);
  });
});
