import { entryOf } from '@taizhang/kernel';
import type { BallotCount, EvaluationObject, OpinionFinding, Verdict } from '@taizhang/contracts';
import type { OnlineBallots } from '../tally/online.js';
import type { AttendanceEntry } from '../tally/roster.js';

/** An object of evaluation (评议对象) as the briefing names it. */
export interface EvaluatedObject {
  readonly kind: EvaluationObject;
  readonly person: string | null;
  /** Not evaluated at this briefing, for a reason on record. */
  readonly deferred: boolean;
}

/** A ballot round (投票轮次) on one object. */
export interface Round {
  readonly object: string;
  readonly tellers: readonly string[];
  readonly status: 'OPEN' | 'CLOSED' | 'CERTIFIED' | 'VOID';
  /** One-time codes issued for the online part; 0: the round is on paper alone. */
  readonly codes: number;
  /** Paper ballots handed out, and both parts together. */
  readonly paper: number | null;
  readonly issued: number | null;
  /** What the ballot box held, once it was opened. */
  readonly online: OnlineBallots | null;
  /** What each teller counted, and who signed. */
  readonly counts: Readonly<Record<string, BallotCount>>;
  readonly signed: readonly string[];
  readonly verdict: Verdict | null;
  readonly valid: number | null;
}

/** What became of the criticism (通报批评) of an object. */
export interface Criticism {
  /** The office's assessment: without one there is no proposal [C5.15]. */
  readonly assessment: {
    readonly finding: OpinionFinding;
    readonly proposes: boolean;
    readonly by: readonly string[];
  } | null;
  /** How often the office proposed; the last proposal's status, and the accounts whose act it was. */
  readonly proposals: number;
  readonly status: 'NONE' | 'PROPOSED' | 'VOTED' | 'RETURNED' | 'REJECTED' | 'ADOPTED' | 'NOTIFIED';
  readonly proposedBy: readonly string[];
  /** Body that voted on it. */
  readonly committee: string | null;
  /** Requirements of the notice (整改要求), and whether the office found them met. */
  readonly requirements: readonly string[];
  readonly met: boolean;
  readonly foundBy: readonly string[];
}

/** A block of the summary meeting because of one object: held provisionally, or confirmed by a notice (policy 10). */
export type Block = 'PROVISIONAL' | 'CONFIRMED' | 'LIFTED';

/** The evaluation (民主评议) of one unit in one stage. */
export interface Evaluation {
  readonly kind: 'evaluation';
  readonly status: 'CONVENED' | 'WITHDRAWN';
  readonly evaluation: string;
  readonly unit: string;
  readonly stage: string;
  readonly convenedOn: string;
  readonly baseline: readonly AttendanceEntry[];
  readonly objects: Readonly<Record<string, EvaluatedObject>>;
  /** Size of the frozen roster (参会人员名单). */
  readonly roster: number | null;
  readonly rounds: Readonly<Record<string, Round>>;
  readonly criticisms: Readonly<Record<string, Criticism>>;
  readonly blocks: Readonly<Record<string, Block>>;
  /** By object: the last business date of what was done about it. */
  readonly lastStepOn: Readonly<Record<string, string>>;
  readonly meetingOn: string | null;
  readonly heldOn: string | null;
}

/** What deciders know of an evaluation: open fields only (design §5). */
export type EvaluationState = { readonly kind: 'none' } | Evaluation;

/** Before the briefing was convened. */
export const initialEvaluation: EvaluationState = { kind: 'none' };

/** An object of which nothing was said yet. */
export const NO_CRITICISM: Criticism = {
  assessment: null,
  proposals: 0,
  status: 'NONE',
  proposedBy: [],
  committee: null,
  requirements: [],
  met: false,
  foundBy: [],
};

/** Object that an event is about: it names the object, or the round on it. */
export function objectOf(rounds: Evaluation['rounds'], data: object): string | undefined {
  const { object, round } = data as { readonly object?: unknown; readonly round?: unknown }; // whatever its type
  if (typeof object === 'string') return object;
  return typeof round === 'string' ? rounds[round]?.object : undefined;
}

/** The certified round of an object, with its id. */
export function certifiedRound({ rounds }: Evaluation, object: string): (Round & { readonly id: string }) | undefined {
  const found = Object.entries(rounds).find(([, round]) => round.object === object && round.status === 'CERTIFIED');
  return found === undefined ? undefined : { id: found[0], ...found[1] };
}

/** What became of the criticism of an object, nothing at first. */
export function criticismOf({ criticisms }: Evaluation, object: string): Criticism {
  return entryOf(criticisms, object) ?? NO_CRITICISM;
}

/** Objects because of which the summary meeting is blocked. */
export function blockedObjects({ blocks }: Evaluation, kind: Exclude<Block, 'LIFTED'>): readonly string[] {
  return Object.keys(blocks).filter((object) => blocks[object] === kind);
}

/** Units whose people act on an evaluation and read it. */
export function unitOfEvaluation(state: EvaluationState): readonly string[] {
  return state.kind === 'none' ? [] : [state.unit];
}
