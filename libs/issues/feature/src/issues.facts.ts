import type { JsonObject, JsonValue } from '@taizhang/kernel';
import {
  ISSUE_KNOWN_FACT,
  MAIN_ISSUE_FACT,
  NOT_CLOSED,
  STAGE_ISSUES_FACT,
  type MainIssue,
  type StageIssues,
} from '@taizhang/issues-domain';
import { ledgerFact, stageDoorFacts, type ContextReads, type FactProvider, type LedgerAsked } from '@taizhang/platform';
import type { RectificationRow } from './rectification-ledger.document.js';
import { rectificationLedgerView } from './rectification-ledger.view.js';

const rowOf = (doc: JsonObject): RectificationRow => doc as unknown as RectificationRow; // documents of that view

async function stageIssues({ ledger, rest: [stage], seen }: LedgerAsked, reads: ContextReads): Promise<JsonValue> {
  const found = await reads.all(rectificationLedgerView.name, {
    ledgers: [ledger],
    where: [
      { op: 'eq', field: 'stage', value: stage },
      { op: 'in', field: 'status', values: [...NOT_CLOSED] },
    ],
  });
  const open = found.map(({ key, doc }) => ({ key, status: rowOf(doc).status }));
  const answer: StageIssues = {
    open: open.map(({ key }) => key),
    unassigned: open.filter(({ status }) => status === 'RAISED' || status === 'TRIAGED').map(({ key }) => key),
    seen,
  };
  return answer as unknown as JsonValue; // holds JSON only
}

/** Facts about issues and stages that this context's own commands ask for, from its own ledgers. */
export const issuesFacts: Readonly<Record<string, FactProvider>> = {
  [MAIN_ISSUE_FACT]: ledgerFact('issues', rectificationLedgerView.name, async ({ ledger, rest: [code] }, reads) => {
    const found = await reads.get(rectificationLedgerView.name, ledger, code);
    if (found === undefined) return null;
    const { status, rev, origins } = rowOf(found.doc);
    const main: MainIssue = { status, rev, origins: Object.keys(origins) };
    return main as unknown as JsonValue; // holds JSON only
  }),
  [ISSUE_KNOWN_FACT]: ledgerFact('issues', rectificationLedgerView.name, async ({ ledger, rest: [code] }, reads) => {
    const found = await reads.get(rectificationLedgerView.name, ledger, code);
    return found !== undefined && rowOf(found.doc).status !== 'WITHDRAWN';
  }),
  [STAGE_ISSUES_FACT]: ledgerFact('issues', rectificationLedgerView.name, stageIssues),
  ...stageDoorFacts('issues'),
};
