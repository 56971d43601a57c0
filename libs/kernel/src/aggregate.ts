import { applyAct, type Withdraws } from './acts.js';
import type { Assessments } from './assessment.js';
import { type AnyCommand, commandVerb } from './command.js';
import type { AnyEventCatalogue, OpenEvent } from './event.js';
import type { JsonObject } from './json.js';
import type { Allowance } from './roles.js';

/** How one event changes the state; `meta` is what the leaf says of it. */
export type EvolveWith<State, E> = (
  state: State,
  data: E extends { data: infer D } ? D : never,
  meta: EventMeta,
) => State;

/** What `evolve` may know of an event beside its open data. */
export interface EventMeta {
  readonly id: string;
  readonly idx: number;
  readonly rev: number;
  readonly time: string;
  readonly actor: { readonly id: string; readonly role: string };
  /** Account for which a delegate acted: separation of duties counts the act as both people's (design §9). */
  readonly onBehalfOf?: string;
  /** Business date of an act that was recorded late (补录); absent where it is the day of recording. */
  readonly effectiveOn?: string;
}

/** One entry per event type: a missing one does not compile (house, "one slice"). */
export type Evolve<State, Catalogue> = {
  readonly [E in OpenEvent<Catalogue> as E['type']]: EvolveWith<State, E>;
};

/** A declared aggregate: routes, validation, documents, forms and the clause matrix derive from it (design §1). */
export interface Aggregate<State = unknown, Catalogue extends AnyEventCatalogue = AnyEventCatalogue> {
  readonly context: string;
  /** Name and prefix of its streams: `issue`. */
  readonly name: string;
  readonly events: Catalogue;
  readonly initial: State;
  readonly evolve: Evolve<State, Catalogue>;
  readonly commands: readonly AnyCommand<State>[];
  /** Units whose people act on it (see `Command.judgedAt`); none, or where it is left out: the ledger's bureau. */
  readonly judgedAt?: (state: State) => readonly string[];
  /** How its decisions that rested on policy are judged again. */
  readonly assessments?: Assessments<State>;
  /** Who may read everything that happened to one of them (办理过程); without it nobody may. */
  readonly timeline?: Allowance;
  /** Units whose people may: more than may act, say. Where it is left out, those of {@link judgedAt}. */
  readonly timelineAt?: (state: State) => readonly string[];
}

/** Two commands of one aggregate that would share a route; a programming error. */
export class DuplicateCommandError extends Error {
  override readonly name = 'DuplicateCommandError';
}

/** Declares an aggregate. @throws {@link DuplicateCommandError} when two commands have the same verb. */
export function aggregate<State, Catalogue extends AnyEventCatalogue>(
  declaration: Aggregate<State, Catalogue>,
): Aggregate<State, Catalogue> {
  const verbs = new Set<string>();
  for (const { name } of declaration.commands) {
    const verb = commandVerb(name);
    if (verbs.has(verb))
      throw new DuplicateCommandError(`${declaration.context}/${declaration.name} has two commands "${verb}"`);
    verbs.add(verb);
  }
  return declaration;
}

/** An aggregate of any state, as hosts list them. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a host treats all aggregates alike and never looks into their states
export type AnyAggregate = Aggregate<any, any>;

const withdrawals = new WeakMap<AnyAggregate, ReadonlyMap<string, Withdraws>>();

/** What an aggregate's commands withdraw, by the type of the withdrawing event; derived from its commands, then kept. */
export function withdrawalsOf(declaration: AnyAggregate): ReadonlyMap<string, Withdraws> {
  let found = withdrawals.get(declaration);
  if (found === undefined) {
    const declared = declaration.commands.flatMap(({ withdraws }) => (withdraws === undefined ? [] : [withdraws]));
    found = new Map(declared.map((withdraws) => [withdraws.by, withdraws]));
    withdrawals.set(declaration, found);
  }
  return found;
}

/** An event on its way into a state. */
export interface FoldedEvent {
  readonly type: string;
  readonly data: unknown;
  readonly meta: EventMeta;
}

/** Folds one recorded event into a state; an event type the aggregate does not know leaves it as it is. */
export function evolveWith<State>(declaration: Aggregate<State>, state: State, event: FoldedEvent): State {
  const how = {
    initial: declaration.initial,
    withdrawals: withdrawalsOf(declaration),
    step: (current: State, act: FoldedEvent) => stepOf(declaration, current, act),
  };
  return applyAct(how, state, { type: event.type, data: rememberedPart(declaration, event), meta: event.meta });
}

/** One entry of `evolve`, without remembering; for those who remember more than open fields. */
export function stepOf<State>(declaration: Aggregate<State>, state: State, event: FoldedEvent): State {
  const table = declaration.evolve as Readonly<Record<string, EvolveWith<State, { data: unknown }> | undefined>>; // keyed by event type
  const step = table[event.type];
  return step === undefined ? state : step(state, event.data, event.meta);
}

/** What is remembered of an event's data: its declared open fields, neither digests nor what the platform puts beside them. */
export function rememberedPart({ events }: AnyAggregate, { type, data }: FoldedEvent): JsonObject {
  const definition = (events as AnyEventCatalogue).definitions[type.slice(type.indexOf('.') + 1)]; // of whatever catalogue
  if (definition?.type !== type) return {};
  const open = Object.entries(data as JsonObject).filter(([name]) => Object.hasOwn(definition.fields, name)); // events hold JSON objects
  return Object.fromEntries(open);
}
