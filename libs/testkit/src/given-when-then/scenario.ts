import {
  derivedUuid,
  evolveWith,
  isRejection,
  localDateOf,
  openPart,
  type Actor,
  type AnyAggregate,
  type AnyCommand,
  type DecidedEvent,
  type Decision,
  type Facts,
  type FactQuery,
  type JsonObject,
  type JsonValue,
  type SideStream,
} from '@taizhang/kernel';

/** Circumstances of a command in a test; what is not named has a sensible default. */
export interface Circumstances {
  readonly actor?: Actor;
  /** Account for which a delegate acts. */
  readonly onBehalfOf?: string;
  /** Recording time; default 2014-07-20T10:00+08:00. */
  readonly now?: string;
  /** Answers to the command's `needs`, by fact and key: `{ 'issues.principal/b-jia': 'P-1' }`; unnamed = not known. */
  readonly known?: Readonly<Record<string, JsonValue>>;
  readonly bureau?: string;
  readonly id?: string;
  /** Business date of an act recorded late; default the day of {@link now}. */
  readonly effectiveOn?: string;
}

/** What a decision is held against. */
export interface Outcome {
  /** Expects exactly these events, with all their values. */
  then(...expected: readonly DecidedEvent[]): void;
  /** Expects what is put into other streams of the ledger by the same commit. */
  thenAlso(...expected: readonly SideStream[]): void;
  /** Expects a refusal with this code, and optionally these details. */
  thenRejected(code: string, details?: Readonly<Record<string, unknown>>): void;
}

const DEFAULT_ACTOR: Actor = { id: 'acct-clerk', role: 'branch-clerk' };
const DEFAULT_NOW = '2014-07-20T02:00:00.000Z';
const ZONE = 'Asia/Shanghai';

/** An event as given: with the account that caused it where that matters. */
export type GivenEvent =
  DecidedEvent | { readonly event: DecidedEvent; readonly by: Actor; readonly onBehalfOf?: string };

/**
 * Tests a decider in the field's words: given these events, when this command, then these events (or this refusal).
 * @example
 * given(issue, raised, triaged).when(closeIssue, { opinion: '同意' }).thenRejected('ISSUE_STATE_FORBIDS');
 */
export function given(aggregate: AnyAggregate, ...history: readonly GivenEvent[]) {
  const state = fold(aggregate, history);
  return {
    /** The state after the given events. */
    state,
    // The state's type is the aggregate's own; a test pairs an aggregate with its commands.
    when(command: AnyCommand<never>, input: JsonObject, circumstances: Circumstances = {}): Outcome {
      return outcome(decide(command, input, state, circumstances));
    },
  };
}

/** Id of the given event at this position, from 0: what a withdrawal names. */
export function eventIdAt(rev: number): string {
  return derivedUuid('given', String(rev));
}

/** Folds open parts only, as every decider's state is folded: sealed values cannot reach a decision (design §5). */
export function fold(aggregate: AnyAggregate, history: readonly GivenEvent[]): never {
  let state: unknown = aggregate.initial;
  for (const [rev, item] of history.entries()) {
    const { event, by, onBehalfOf } =
      'event' in item ? item : { event: item, by: DEFAULT_ACTOR, onBehalfOf: undefined };
    const name = event.type.slice(event.type.indexOf('.') + 1);
    const definition = aggregate.events.definitions[name];
    if (definition === undefined) throw new Error(`${event.type} is not an event of ${aggregate.name}`);
    const meta = { id: eventIdAt(rev), idx: rev + 1, rev, time: DEFAULT_NOW, actor: by };
    const act = onBehalfOf === undefined ? meta : { ...meta, onBehalfOf };
    state = evolveWith(aggregate, state, {
      type: event.type,
      data: openPart(definition.fields, event.data),
      meta: act,
    });
  }
  return state as never; // `given` hands it to commands of the same aggregate only
}

function decide(command: AnyCommand<never>, input: JsonObject, state: never, circumstances: Circumstances): Decision {
  const { actor = DEFAULT_ACTOR, now = DEFAULT_NOW, known = {}, bureau = 'wgx-0371', id = '2014-0001' } = circumstances;
  const parsed: unknown = command.schema.parse(input);
  const target = { bureau, id };
  const queries: Readonly<Record<string, FactQuery>> = command.needs?.(parsed as never, target) ?? {}; // parsed by its own schema
  const needs = Object.fromEntries(
    Object.entries(queries).map(([name, { fact, key }]) => [name, known[`${fact}/${key}`] ?? null]),
  );
  const today = localDateOf(now, ZONE);
  const { onBehalfOf } = circumstances;
  const delegation = onBehalfOf === undefined ? {} : { onBehalfOf };
  const facts: Facts = { now, today, effectiveOn: circumstances.effectiveOn ?? today, actor, ...delegation, needs };
  return command.decide(parsed as never, state, facts, target); // parsed by its own schema
}

function outcome(decision: Decision): Outcome {
  return {
    then: (...expected) => {
      expect(isRejection(decision) ? { rejected: decision.definition.code } : eventsOf(decision)).toEqual(expected);
    },
    thenAlso: (...expected) => {
      expect(isRejection(decision) || !('events' in decision) ? [] : decision.also).toEqual(expected);
    },
    thenRejected: (code, details) => {
      expect(isRejection(decision) ? decision.definition.code : { events: eventsOf(decision) }).toBe(code);
      if (details !== undefined) expect(isRejection(decision) ? decision.details : undefined).toEqual(details);
    },
  };
}

function eventsOf(decision: Exclude<Decision, { readonly definition: unknown }>): readonly DecidedEvent[] {
  return 'events' in decision ? decision.events : decision;
}
