import { CLAUSES, clausesNamed, type Clause } from '@taizhang/contracts';
import { isDeclared, type ClauseEvidence } from './clause-evidence.js';

/** The clauses of scenario A: what each needs so that it counts as kept is checked by a test, not only shown. */
export const CLAUSES_TO_PROVE: readonly string[] = clausesNamed(
  '[C0.1–C0.3 C1.0.a–h C1.1.a–m C1.3.h–j C3.12 C3.17 C5.1–C5.17 C6.1–C6.2 C6.11–C6.14]',
);

/** Folders whose tests show no behaviour: what is declared is held against itself there. */
const DECLARATIONS = ['libs/contracts/', 'libs/kernel/', 'tools/'];

/** Folders with reports of omissions and their tests: a test of a command shows no omission. */
const OF_OMISSIONS = '/omissions/';

/** What a clause lacks; `undefined` when it has what its kind asks for. */
export function missingProof({ id, kind }: Clause, evidence: ClauseEvidence): string | undefined {
  const tested = evidence.tests(id).some(({ file }) => !DECLARATIONS.some((folder) => file.startsWith(folder)));
  switch (kind) {
    case 'G':
    case 'R':
      return tested ? undefined : 'a test of behaviour whose title names it';
    case 'D':
      return evidence.declared(id, 'omission').length > 0 &&
        evidence.tests(id).some(({ file }) => file.includes(OF_OMISSIONS))
        ? undefined
        : 'an omission report, with a test whose title names the clause';
    case 'C':
      return evidence.declared(id, 'code').length > 0 ? undefined : 'a row of a catalogue (a table of codes)';
    case 'P':
      return isDeclared(id, evidence) && tested
        ? undefined
        : 'a declaration that carries it, and a test whose title names it';
  }
}

/** The clauses of {@link CLAUSES_TO_PROVE} that lack something, with what they lack. */
export function unproved(evidence: ClauseEvidence): ReadonlyMap<string, string> {
  const lacks = CLAUSES.filter(({ id }) => CLAUSES_TO_PROVE.includes(id)).map((clause) => {
    return [clause.id, missingProof(clause, evidence)] as const;
  });
  return new Map(lacks.flatMap(([id, lack]) => (lack === undefined ? [] : [[id, lack] as const])));
}
