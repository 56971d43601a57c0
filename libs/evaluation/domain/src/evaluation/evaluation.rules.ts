import {
  actsFor,
  entryOf,
  isRejection,
  reject,
  type CommandTarget,
  type DecidedEvent,
  type Decision,
  type FactQuery,
  type Facts,
  type JsonValue,
  type Rejection,
} from '@taizhang/kernel';
import { accountIdOf, evaluationEvents, unitKeyOf } from '@taizhang/contracts';
import { OBJECT_DEFERRED, OBJECT_UNKNOWN, ROUND_STATE_FORBIDS, ROUND_UNKNOWN } from './ballot.rejections.js';
import {
  DATE_BEFORE_BRIEFING,
  DATE_BEFORE_STEP,
  EVALUATION_UNKNOWN,
  EVALUATION_WITHDRAWN,
  RECUSAL_REQUIRED,
} from './briefing.rejections.js';
import {
  objectOf,
  type EvaluatedObject,
  type Evaluation,
  type EvaluationState,
  type Round,
} from './evaluation.state.js';

/**
 * Runs `decide` on an evaluation that stands. An act recorded late (补录) is effective neither before the briefing nor before what
 * was done about its object until then: a vote is none of the days before the proposal, and no meeting was held on a day on which
 * it was blocked [C5.17].
 */
export function onEvaluation<D extends Decision>(
  state: EvaluationState,
  { effectiveOn }: Pick<Facts, 'effectiveOn'>,
  decide: (evaluation: Evaluation) => D,
): D | Rejection {
  if (state.kind === 'none') return reject(EVALUATION_UNKNOWN);
  if (state.status === 'WITHDRAWN') return reject(EVALUATION_WITHDRAWN);
  if (effectiveOn < state.convenedOn) return reject(DATE_BEFORE_BRIEFING, { field: 'effectiveOn' });
  const decision = decide(state);
  return outOfOrder(state, decision, effectiveOn) ?? decision;
}

function outOfOrder(evaluation: Evaluation, decision: Decision, effectiveOn: string): Rejection | undefined {
  if (isRejection(decision)) return undefined;
  const events = 'events' in decision ? decision.events : decision;
  const steps = events.map((event) => lastStepBefore(evaluation, event)).sort();
  const last = steps.at(-1) ?? '';
  return effectiveOn < last ? reject(DATE_BEFORE_STEP, { on: last }) : undefined;
}

/** Last day on which something was done about what an event is about: its object, or all of them for the meeting. */
function lastStepBefore({ lastStepOn, rounds }: Evaluation, { type, data }: DecidedEvent): string {
  if (type === evaluationEvents.definitions.SummaryMeetingHeld.type)
    return Object.values(lastStepOn).sort().at(-1) ?? '';
  return entryOf(lastStepOn, objectOf(rounds, data) ?? '') ?? '';
}

/** Why nothing can be withdrawn from a state, if so. */
export function standsNot(state: EvaluationState): Rejection | undefined {
  if (state.kind === 'none') return reject(EVALUATION_UNKNOWN);
  return state.status === 'WITHDRAWN' ? reject(EVALUATION_WITHDRAWN) : undefined;
}

/** Runs `decide` on an object that is evaluated. */
export function onObject<D>(evaluation: Evaluation, id: string, decide: (object: EvaluatedObject) => D): D | Rejection {
  const object = entryOf(evaluation.objects, id);
  if (object === undefined) return reject(OBJECT_UNKNOWN, { object: id });
  return object.deferred ? reject(OBJECT_DEFERRED, { object: id }) : decide(object);
}

/** Runs `decide` on a round in one of the given statuses. */
export function onRound<D>(
  evaluation: Evaluation,
  id: string,
  statuses: readonly Round['status'][],
  decide: (round: Round) => D,
): D | Rejection {
  const round = entryOf(evaluation.rounds, id);
  if (round === undefined) return reject(ROUND_UNKNOWN, { round: id });
  return statuses.includes(round.status) ? decide(round) : reject(ROUND_STATE_FORBIDS, { status: round.status });
}

/** Persons whom the result on an object concerns: himself, or everybody in the group. */
function concerned({ objects }: Evaluation, id: string): readonly string[] {
  const object = entryOf(objects, id);
  const group = object?.kind === 'GROUP' ? Object.values(objects) : object === undefined ? [] : [object];
  return group.flatMap(({ person }) => (person === null ? [] : [person]));
}

/** The bureau's own office and committee act here [C5.15, C5.16]: bodies of the unit that is evaluated have no part in it. */
export function ofBureau(_input: unknown, { bureau }: CommandTarget): readonly string[] {
  return [bureau];
}

/** Recusal (回避): of the persons named, those whom the result concerns. */
export function mustRecuse(evaluation: Evaluation, object: string, persons: readonly string[]): Rejection | undefined {
  const own = persons.filter((person) => concerned(evaluation, object).includes(person));
  return own.length === 0 ? undefined : reject(RECUSAL_REQUIRED, { persons: own });
}

/** Recusal of whoever acts, and of whoever a delegate acts for. */
export function actorRecused(
  evaluation: Evaluation,
  object: string,
  act: Pick<Facts, 'actor' | 'onBehalfOf'>,
): Rejection | undefined {
  const accounts = actsFor(act);
  const own = concerned(evaluation, object).filter((person) => accounts.includes(accountIdOf(person)));
  return own.length === 0 ? undefined : reject(RECUSAL_REQUIRED, { persons: own });
}

/** Nobody withdraws an act on the result that concerns him, nor has it withdrawn for him. */
export function recusedOrGone(
  state: EvaluationState,
  by: Pick<Facts, 'actor' | 'onBehalfOf'>,
  act: { readonly object: string } | undefined,
): Rejection | undefined {
  const gone = standsNot(state);
  return gone ?? (state.kind === 'none' || act === undefined ? undefined : actorRecused(state, act.object, by));
}

/** Fact: members of a body with their terms, present and past; key = `<bureau>/<body>`, value = {@link Term}s. */
export const COMMITTEE_MEMBERS_FACT = 'organization.committee-members';
/** Fact: leading cadres of a unit with their terms; key = a unit as the bureau calls it, value = {@link Term}s. */
export const LEADING_CADRES_FACT = 'organization.leading-cadres';

/** A person who holds a post on the days from `from` until, without, `to`. */
export interface Term {
  readonly person: string;
  readonly from: string;
  readonly to: string | null;
}

/** Asks for the leading cadres of a unit. */
export function leadingCadresOf(bureau: string, unit: string): FactQuery {
  return { fact: LEADING_CADRES_FACT, key: unitKeyOf(bureau, unit) };
}

/** Persons who hold their post on a day, each once. */
export function holdersOn(terms: JsonValue | undefined, on: string): readonly string[] {
  const known = (Array.isArray(terms) ? terms : []) as unknown as readonly Term[]; // as the provider answers
  return [
    ...new Set(known.filter(({ from, to }) => from <= on && (to === null || on < to)).map(({ person }) => person)),
  ];
}
