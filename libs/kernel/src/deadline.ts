import type { AnyAggregate, Aggregate } from './aggregate.js';
import type { AnyEventCatalogue } from './event.js';
import type { DueDate } from './due-date.js';

/** When a day has come, then …: gives a command of an aggregate once the date that one of its events set is reached (design §5). */
export interface Deadline<State = never> {
  /** Unique among the policies and deadlines of its context; part of the derived commit ids, so never renamed. */
  readonly name: string;
  /** A changed {@link due} is a new version: its rows are made anew. */
  readonly version: number;
  readonly clauses: readonly string[];
  readonly aggregate: AnyAggregate;
  /** Name of a command of the aggregate, allowed to `system`, whose schema is `dueInput()`. */
  readonly command: string;
  /** What is due of a state; `null` = nothing. Pure. */
  readonly due: (state: State) => DueDate | null;
}

/** A deadline of any aggregate, as a context lists it. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- each sees the states of its own aggregate only
export type AnyDeadline = Deadline<any>;

/** A deadline that names a command which its aggregate has not, or which policies may not give; a programming error. */
export class UnfitDeadlineError extends Error {
  override readonly name = 'UnfitDeadlineError';
}

/**
 * Declares a deadline.
 * @example
 * export const unclaimed = deadline({
 *   name: 'escalate-unclaimed', version: 1, clauses: ['C6.12'], aggregate: request, command: 'EscalateRequest',
 *   due: (state) => (state.kind === 'open' ? state.claim : null),
 * });
 * @throws {@link UnfitDeadlineError}
 */
export function deadline<State, C extends AnyEventCatalogue>(
  declaration: Omit<Deadline<State>, 'aggregate'> & { readonly aggregate: Aggregate<State, C> },
): Deadline<State> {
  const { name, aggregate, command } = declaration;
  const found = aggregate.commands.find((one) => one.name === command);
  if (found === undefined)
    throw new UnfitDeadlineError(`deadline ${name}: ${aggregate.name} has no command ${command}`);
  if (!found.allow.roles.includes('system'))
    throw new UnfitDeadlineError(`deadline ${name}: ${command} is not for policies`);
  for (const field of ['dueOn', 'setBy'])
    if (!Object.hasOwn(found.schema.shape, field))
      throw new UnfitDeadlineError(`deadline ${name}: ${command} takes no ${field}; its schema has dueInput()`);
  return { ...declaration, aggregate };
}
