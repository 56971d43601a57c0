import { isLedgerId, ledgerId, type JsonObject, type JsonValue, type LedgerId } from '@taizhang/kernel';
import {
  ISSUE_KNOWN_FACT,
  MAIN_ISSUE_FACT,
  NOT_CLOSED,
  STAGE_ISSUES_FACT,
  type MainIssue,
  type StageIssues,
} from '@taizhang/issues-domain';
import { stageDoorFact, type StageDoor } from '@taizhang/contracts';
import type { ContextReads, FactProvider } from '@taizhang/platform';
import type { RectificationRow } from './rectification-ledger.document.js';
import { rectificationLedgerView } from './rectification-ledger.view.js';
import { STAGE_DOORS } from './stage-doors.view.js';

type Answer = (ledger: LedgerId, id: string, size: number, reads: ContextReads) => Promise<JsonValue>;

/** Answers about one thing of a bureau's own ledger; key = `<bureau>/<id>`. */
const ofLedger =
  (view: string, answer: Answer): FactProvider =>
  async ({ key }, reads) => {
    const [bureau = '', id = ''] = key.split('/', 2);
    if (!isLedgerId(`issues/${bureau}`)) return { value: null, consulted: [] };
    const ledger = ledgerId('issues', bureau);
    const size = await reads.seen(view, ledger);
    return { value: await answer(ledger, id, size, reads), consulted: [{ ledger, size }] };
  };

const rowOf = (doc: JsonObject): RectificationRow => doc as unknown as RectificationRow; // documents of that view

async function stageIssues(ledger: LedgerId, stage: string, seen: number, reads: ContextReads): Promise<JsonValue> {
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
  [MAIN_ISSUE_FACT]: ofLedger(rectificationLedgerView.name, async (ledger, code, _size, reads) => {
    const found = await reads.get(rectificationLedgerView.name, ledger, code);
    if (found === undefined) return null;
    const { status, rev, origins } = rowOf(found.doc);
    const main: MainIssue = { status, rev, origins: Object.keys(origins) };
    return main as unknown as JsonValue; // holds JSON only
  }),
  [ISSUE_KNOWN_FACT]: ofLedger(rectificationLedgerView.name, async (ledger, code, _size, reads) => {
    const found = await reads.get(rectificationLedgerView.name, ledger, code);
    return found !== undefined && rowOf(found.doc).status !== 'WITHDRAWN';
  }),
  [STAGE_ISSUES_FACT]: ofLedger(rectificationLedgerView.name, stageIssues),
  [stageDoorFact('issues')]: ofLedger(STAGE_DOORS, async (ledger, stage, seen, reads) => {
    const found = await reads.get(STAGE_DOORS, ledger, stage);
    const door: StageDoor = { shut: found?.doc['kind'] === 'cleared', seen };
    return door as unknown as JsonValue; // holds JSON only
  }),
};
