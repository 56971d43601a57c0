import type { JsonValue, LedgerId } from '@taizhang/kernel';
import {
  BALLOT_CODE_FACT,
  CODES_USED_FACT,
  EVALUATION_FACT,
  ISSUE_ORIGIN_FACT,
  ISSUE_SOURCE_FACT,
  OPEN_BLOCKS_FACT,
  STAGE_MEETINGS_FACT,
  TRIAGE_SUMS_FACT,
  type IssueOrigin,
  type KnownBallotCode,
  type KnownEvaluation,
  type StageMeetings,
  type TriageSums,
} from '@taizhang/evaluation-domain';
import { ledgerFact, stageDoorFacts, type ContextReads, type FactProvider, type LedgerAsked } from '@taizhang/platform';
import { ballotCodesView, usedDimension, type BallotCodeRow } from './ballots/ballot-codes.view.js';
import { commentsView, triageDimension } from './comments.view.js';
import type { EvaluationRow } from './evaluations.document.js';
import { evaluationsView } from './evaluations.view.js';
import { ISSUE_DIRECTORY } from './issue-directory.view.js';

async function knownEvaluation(ledger: LedgerId, id: string, reads: ContextReads): Promise<JsonValue> {
  const found = await reads.get(evaluationsView.name, ledger, id);
  const row = found?.doc as unknown as EvaluationRow | undefined; // a document of that view
  if (row?.status !== 'CONVENED') return null;
  const { unit, stage, objects, finishedOn, rounds } = row;
  const openedRounds = Object.keys(rounds).filter((round) => rounds[round]?.online !== null);
  const known: KnownEvaluation = { unit, stage, objects: Object.keys(objects), finishedOn, openedRounds };
  return known as unknown as JsonValue; // holds JSON only
}

/** The view of evaluations was seen first, so that a gate after `seen` misses nothing that happened to the round. */
async function knownCode(ledger: LedgerId, hash: string, seen: number, reads: ContextReads): Promise<JsonValue> {
  const found = await reads.get(ballotCodesView.name, ledger, hash);
  if (found === undefined) return null;
  const { evaluation, round } = found.doc as unknown as BallotCodeRow; // a document of that view
  const row = (await reads.get(evaluationsView.name, ledger, evaluation))?.doc as unknown as EvaluationRow | undefined; // as above
  const { status, online } = row?.rounds[round] ?? { status: 'VOID', online: null };
  const open = row?.status === 'CONVENED' && status === 'OPEN' && online === null;
  const known: KnownBallotCode = { evaluation, round, open, seen };
  return known as unknown as JsonValue; // holds JSON only
}

async function triageSums(ledger: LedgerId, id: string, reads: ContextReads): Promise<JsonValue> {
  const counts = await reads.count(commentsView.name, 'triage', [ledger]);
  const of = (outcome: string | null) => counts[triageDimension(id, outcome)] ?? 0;
  const [raised, linked, answered] = [of('RAISED'), of('LINKED'), of('ANSWERED')];
  const sums: TriageSums = { total: raised + linked + answered + of(null), raised, linked, answered };
  return sums as unknown as JsonValue; // holds JSON only
}

async function issueOrigin({ ledger, rest: [issue], seen }: LedgerAsked, reads: ContextReads): Promise<JsonValue> {
  const [found] = await reads.all(commentsView.name, {
    ledgers: [ledger],
    where: [
      { op: 'eq', field: 'issue', value: issue },
      { op: 'eq', field: 'outcome', value: 'RAISED' },
    ],
  });
  const origin: IssueOrigin = { comment: found?.key ?? null, seen };
  return origin as unknown as JsonValue; // holds JSON only
}

async function openBlocks(ledger: LedgerId, reads: ContextReads): Promise<JsonValue> {
  const found = await reads.all(evaluationsView.name, {
    ledgers: [ledger],
    where: [
      { op: 'eq', field: 'status', value: 'CONVENED' },
      { op: 'in', field: 'block', values: ['PROVISIONAL', 'CONFIRMED'] },
    ],
  });
  return found.map(({ key }) => key);
}

async function stageMeetings({ ledger, rest: [stage], seen }: LedgerAsked, reads: ContextReads): Promise<JsonValue> {
  const found = await reads.all(evaluationsView.name, {
    ledgers: [ledger],
    where: [{ op: 'eq', field: 'stage', value: stage }],
  });
  const rows = found.map(({ doc }) => doc as unknown as EvaluationRow); // documents of that view
  const standing = rows.filter(({ status }) => status === 'CONVENED');
  const meetings: StageMeetings = {
    convened: standing.map(({ unit }) => unit),
    held: standing.filter(({ heldOn }) => heldOn !== null).map(({ unit }) => unit),
    seen,
  };
  return meetings as unknown as JsonValue; // holds JSON only
}

/** A fact about this context's own ledgers. */
const of = (view: string, answer: Parameters<typeof ledgerFact>[2]) => ledgerFact('evaluation', view, answer);

/** Facts about evaluations, their comments and the issues that these become. */
export const evaluationFacts: Readonly<Record<string, FactProvider>> = {
  [EVALUATION_FACT]: of(evaluationsView.name, ({ ledger, rest: [id] }, reads) => knownEvaluation(ledger, id, reads)),
  [TRIAGE_SUMS_FACT]: of(commentsView.name, ({ ledger, rest: [id] }, reads) => triageSums(ledger, id, reads)),
  [BALLOT_CODE_FACT]: of(evaluationsView.name, ({ ledger, rest: [hash], seen }, reads) =>
    knownCode(ledger, hash, seen, reads),
  ),
  [CODES_USED_FACT]: of(ballotCodesView.name, async ({ ledger, rest: [evaluation, round = ''] }, reads) => {
    const counts = await reads.count(ballotCodesView.name, 'used', [ledger]);
    return counts[usedDimension(evaluation, round)] ?? 0;
  }),
  [OPEN_BLOCKS_FACT]: of(evaluationsView.name, ({ ledger }, reads) => openBlocks(ledger, reads)),
  [ISSUE_SOURCE_FACT]: ledgerFact('issues', ISSUE_DIRECTORY, async ({ ledger, rest: [code] }, reads) => {
    const found = await reads.get(ISSUE_DIRECTORY, ledger, code);
    return found?.doc['source'] ?? null;
  }),
  [ISSUE_ORIGIN_FACT]: of(commentsView.name, issueOrigin),
  [STAGE_MEETINGS_FACT]: of(evaluationsView.name, stageMeetings),
  ...stageDoorFacts('evaluation'),
};
