import type { JsonObject, JsonValue } from './json.js';

/** Values of policy parameters, by name. */
export type PolicySettings = Readonly<Record<string, JsonValue>>;

/** What an assessment comes to. */
export interface Outcome {
  /** What others act upon: where it is another, other acts would have followed. */
  readonly decides: JsonObject;
  /** What is shown beside it. */
  readonly shows: JsonObject;
}

/** A decision as it was recorded: its leading event, the state that it met, and all that its commit put into the stream. */
export interface RecordedDecision<State = unknown> {
  readonly data: JsonObject;
  readonly state: State;
  /** Full types of the events of its commit. */
  readonly commit: readonly string[];
}

/**
 * How a decision that rested on policy is judged again (design §5): its facts are on record, so that the same can be asked under other
 * values. Pure.
 */
export interface Assessment<State = unknown> {
  /** Full type of the leading event. */
  readonly event: string;
  /** Parameters that it is judged by. */
  readonly parameters: readonly string[];
  /** What it was judged by, as the record tells it; `undefined` where this event recorded no such judgement. */
  readonly facts: (decision: RecordedDecision<State>) => JsonObject | undefined;
  readonly assess: (facts: JsonObject, policy: PolicySettings) => Outcome;
  /** What came of it, as recorded. */
  readonly recorded: (decision: RecordedDecision<State>) => Outcome;
}

/** All assessments of an aggregate. */
export interface Assessments<State = unknown> {
  readonly all: readonly Assessment<State>[];
  /** Part of the record that an event is about, where the parts go their own ways; `undefined`: the record as a whole. */
  readonly partOf: (state: State, data: JsonObject) => string | undefined;
}
