import { CODE_TABLES, POLICY_POINTS } from '@taizhang/contracts';
import { CLAUSE_KEEPERS, declaredClauses, type ClauseKeeper, type ContextRegistry } from '@taizhang/platform';
import type { TestTitle } from './test-titles.js';

/** What keeps or shows a clause: declarations of the contexts, rows of catalogues, policy parameters. */
export const EVIDENCE_KINDS = [...CLAUSE_KEEPERS, 'code', 'parameter'] as const;
export type EvidenceKind = ClauseKeeper | 'code' | 'parameter';

/** All that speaks for the clauses, by clause. */
export interface ClauseEvidence {
  /** Names of what is declared, by kind. */
  readonly declared: (clause: string, kind: EvidenceKind) => readonly string[];
  readonly tests: (clause: string) => readonly TestTitle[];
  /** Every id that stands anywhere, with a place where it does: whoever wrote one that is no clause finds it. */
  readonly named: ReadonlyMap<string, string>;
}

interface Named {
  readonly clause: string;
  readonly kind: EvidenceKind;
  readonly name: string;
}

/** Gathers what a host declares and what tests name. */
export function clauseEvidence(registry: ContextRegistry, titles: readonly TestTitle[]): ClauseEvidence {
  const declared: readonly Named[] = [
    ...declaredClauses(registry).map(({ clause, keeper, name }) => ({ clause, kind: keeper, name })),
    ...codes(),
    ...parameters(),
  ];
  const tests = titles.flatMap((test) => test.clauses.map((clause) => ({ clause, test })));
  return {
    declared: (clause, kind) =>
      declared.filter((one) => one.clause === clause && one.kind === kind).map(({ name }) => name),
    tests: (clause) => tests.filter((one) => one.clause === clause).map(({ test }) => test),
    named: new Map([
      ...tests.map(({ clause, test }) => [clause, `${test.file}: ${test.title}`] as const),
      ...declared.map(({ clause, kind, name }) => [clause, `${kind} ${name}`] as const),
    ]),
  };
}

/** Whether anything keeps the clause: a parameter alone only says how its words would be read. */
export function isDeclared(clause: string, { declared }: ClauseEvidence): boolean {
  return EVIDENCE_KINDS.some((kind) => kind !== 'parameter' && declared(clause, kind).length > 0);
}

function codes(): readonly Named[] {
  return CODE_TABLES.flatMap(({ context, name, rows }) =>
    Object.entries(rows).flatMap(([code, row]) =>
      row.clauses.map((clause) => ({ clause, kind: 'code' as const, name: `${context}/${name} ${code} ${row.zh}` })),
    ),
  );
}

function parameters(): readonly Named[] {
  return Object.entries(POLICY_POINTS).flatMap(([parameter, { zh, clauses }]) =>
    clauses.map((clause) => ({ clause, kind: 'parameter' as const, name: `${parameter} ${zh}` })),
  );
}
