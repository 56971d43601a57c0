import type { z } from 'zod';
import type { Withdraws } from './acts.js';
import type { DecidedEvent } from './event.js';
import type { FactQuery, Facts } from './facts.js';
import type { StreamId } from './ids.js';
import type { Rejection } from './rejection.js';
import type { Allowance } from './roles.js';

/** What a command is addressed to: a ledger's bureau and the aggregate's id. */
export interface CommandTarget {
  readonly bureau: string;
  readonly id: string;
}

/** Events a decision puts into another stream of the same ledger, in the same commit. */
export interface SideStream {
  readonly stream: StreamId;
  readonly events: readonly DecidedEvent[];
  /** Revision it must have; `no-stream` makes it a claim, so that a code is used once (design §4). */
  readonly expect: 'no-stream' | 'any' | number;
}

/** A gate: no event of these types (or in these streams) after index `after` of the ledger (design §4). */
export interface NoneAfter {
  readonly types?: readonly string[];
  readonly streams?: readonly StreamId[];
  readonly after: number;
}

/** A decision that does more than put events into the aggregate's own stream. */
export interface WideDecision {
  readonly events: readonly DecidedEvent[];
  readonly also?: readonly SideStream[];
  readonly none?: readonly NoneAfter[];
}

/** What `decide` answers: events (none = nothing to do), a wider decision, or a rejection. */
export type Decision = readonly DecidedEvent[] | WideDecision | Rejection;

/** A command of an aggregate: its form, who may give it, which clauses it keeps, and how it is decided. */
export interface Command<State = never, S extends z.ZodObject = z.ZodObject> {
  /** Imperative, in the bureau's words: `RaiseIssue`. Its route is the kebab-case form. */
  readonly name: string;
  readonly clauses: readonly string[];
  readonly schema: S;
  readonly allow: Allowance;
  /**
   * Units that {@link allow} is judged by, any of which suffices: a new unit's parent, say. Plain codes as the ledger's bureau
   * knows them, or unit references. Default: what the aggregate says, and else the ledger's bureau.
   */
  readonly judgedAt?: (input: z.output<S>, target: CommandTarget, state: State) => readonly string[];
  /** Title for forms and the API page. */
  readonly title: { readonly zh: string; readonly en: string };
  /** Facts to be looked up before deciding, by name. */
  readonly needs?: (input: z.output<S>, target: CommandTarget) => Readonly<Record<string, FactQuery>>;
  /** What it withdraws, where it was declared by `withdrawal`: the aggregate then remembers its acts. */
  readonly withdraws?: Withdraws;
  /** Pure and synchronous: no I/O, no clock, no randomness (design §5). */
  readonly decide: (input: z.output<S>, state: State, facts: Facts, target: CommandTarget) => Decision;
}

/** Declares a command; one file each. */
export function command<State, const S extends z.ZodObject>(declaration: Command<State, S>): Command<State, S> {
  return declaration;
}

/** A command of any form on a given state, as an aggregate lists it. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- inputs differ per command; each is parsed by its own schema before `decide`
export type AnyCommand<State> = Command<State, any>;

/** Kebab-case of a command's name: its verb in routes and on the CLI (`RaiseIssue` → `raise-issue`). */
export function commandVerb(name: string): string {
  return name.replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();
}
