import {
  bureauOf,
  derivedUuid,
  policy,
  type JsonObject,
  type Policy,
  type PolicyCommand,
  type ReactedEvent,
} from '@taizhang/kernel';
import type { BoxId } from '@taizhang/ballots-port';
import { evaluationEvents } from '@taizhang/contracts';
import type { ContextFacilities, ContextReads } from '@taizhang/platform';
import type { EvaluationRow } from '../evaluations.document.js';
import { evaluationsView } from '../evaluations.view.js';
import { boxOf, decodeBallot, type Ballot } from './ballot-paper.js';

const CONTEXT = 'evaluation';
const { BallotBoxCleared, BallotRoundClosed, BallotsOpened, TallyVoided } = evaluationEvents.definitions;

/** A round with an online part. */
interface VotedRound {
  readonly bureau: string;
  readonly evaluation: string;
  readonly round: string;
  readonly unit: string;
  readonly object: string;
  readonly box: BoxId;
}

/** What the keeper of the boxes needs of its host. */
export type BallotBoxFacilities = Pick<ContextFacilities, 'ballots' | 'readsOf'>;

/**
 * Keeps the ballot boxes (票箱). Once a round is closed it shuts its box and opens the ballots; once they are opened it collects the
 * comments that lay with them and says that the box is clear; once that is on record, or the round is void, it destroys the
 * box. Cut short anywhere it begins that step again: a box that is shut always gives the same ballots in the same order, so
 * that its commands are those of the first time.
 */
export function ballotBoxPolicy({ ballots, readsOf }: BallotBoxFacilities): Policy {
  const steps: Readonly<Record<string, (voted: VotedRound, data: JsonObject) => Promise<readonly PolicyCommand[]>>> = {
    [BallotRoundClosed.type]: async (voted) => {
      const texts = await ballots.empty(voted.box);
      return texts === undefined ? [] : [openingOf(voted, texts.map(decodeBallot))];
    },
    [BallotsOpened.type]: async (voted, { part, parts }) => {
      const texts = part === parts ? await ballots.empty(voted.box) : undefined;
      return texts === undefined ? [] : clearingOf(voted, texts.map(decodeBallot));
    },
    [BallotBoxCleared.type]: ({ box }) => ballots.destroy(box).then(() => []),
    [TallyVoided.type]: ({ box }) => ballots.destroy(box).then(() => []),
  };
  return policy({
    name: 'ballot-box',
    context: CONTEXT,
    clauses: ['C5.10', 'C5.11', 'C5.12'],
    on: Object.fromEntries(
      [BallotRoundClosed, BallotsOpened, BallotBoxCleared, TallyVoided].map(({ type, version }) => [type, { version }]),
    ),
    react: () => Promise.resolve([]),
    act: async (event) => {
      const voted = await votedRound(event, readsOf(CONTEXT));
      return voted === undefined ? [] : ((await steps[event.type]?.(voted, event.data)) ?? []);
    },
  });
}

/** The round that an event is about, as this context's own view tells it; nothing where it had no online part. */
async function votedRound(
  { ledger, stream, data }: ReactedEvent,
  reads: ContextReads,
): Promise<VotedRound | undefined> {
  const evaluation = stream.slice(stream.indexOf('/') + 1);
  const round = String(data['round']);
  const row = (await reads.get(evaluationsView.name, ledger, evaluation))?.doc as unknown as EvaluationRow | undefined; // a document of that view
  const voted = row?.rounds[round];
  if (row === undefined || voted === undefined || voted.codes === 0) return undefined;
  const box = boxOf(ledger, evaluation, round);
  return { bureau: bureauOf(ledger), evaluation, round, unit: row.unit, object: voted.object, box };
}

/** All ballots in one commit. */
function openingOf({ bureau, evaluation, round }: VotedRound, ballots: readonly Ballot[]): PolicyCommand {
  const opened = ballots.map(({ mark, comment }) => ({ mark, comment: comment?.sentiment ?? null }));
  const input = { round, ballots: opened };
  return { context: CONTEXT, aggregate: 'evaluation', command: 'OpenBallots', bureau, id: evaluation, input };
}

/** Each comment by itself; when all are collected the box is clear. */
function clearingOf(
  { bureau, evaluation, round, unit, object }: VotedRound,
  ballots: readonly Ballot[],
): readonly PolicyCommand[] {
  const comments = ballots.flatMap(({ comment }, i): readonly PolicyCommand[] => {
    if (comment === null) return [];
    const id = derivedUuid('ballot-comment', evaluation, round, String(i));
    const input = { evaluation, unit, object, round, sheet: id, ...comment };
    return [{ context: CONTEXT, aggregate: 'comment', command: 'CollectBallotComment', bureau, id, input }];
  });
  const input = { round, comments: comments.length };
  const cleared = {
    context: CONTEXT,
    aggregate: 'evaluation',
    command: 'ClearBallotBox',
    bureau,
    id: evaluation,
    input,
  };
  return [...comments, cleared];
}
