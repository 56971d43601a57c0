import { z } from 'zod';
import { actsOf, type Act, type Withdraws } from './acts.js';
import type { Command, Decision } from './command.js';
import { event, type AnyEventCatalogue, type Clearance, type DecidedEvent, type EventSpec } from './event.js';
import { eventReference, redactable, text, type OpenOf } from './fields.js';
import type { Facts } from './facts.js';
import { reject, rejection, type Rejection } from './rejection.js';
import type { Allowance } from './roles.js';

export const WITHDRAWAL_ACT_UNKNOWN = rejection({
  code: 'WITHDRAWAL_ACT_UNKNOWN',
  kind: 'conflict',
  sentence: { zh: '没有可由此命令撤回的这项记录。', en: 'There is no such act for this command to withdraw.' },
});
export const WITHDRAWAL_REPEATED = rejection({
  code: 'WITHDRAWAL_REPEATED',
  kind: 'conflict',
  sentence: { zh: '该记录已撤回。', en: 'This act has already been withdrawn.' },
});
export const WITHDRAWAL_TOO_LATE = rejection({
  code: 'WITHDRAWAL_TOO_LATE',
  kind: 'conflict',
  sentence: {
    zh: '后续记录以该记录为依据，须先撤回后续记录。',
    en: 'Later acts build on this one; withdraw them first.',
  },
});

/** Codes that every command of withdrawal answers. */
export const withdrawalRejections = [WITHDRAWAL_ACT_UNKNOWN, WITHDRAWAL_REPEATED, WITHDRAWAL_TOO_LATE];

const withdrawalSchema = z.strictObject({ event: eventReference(), reason: text() });
const withdrawnSchema = z.strictObject({ event: eventReference(), reason: redactable(1, text()) });

/**
 * Declares the event type that records a withdrawal (撤回): which event, and why; and what of the withdrawn act those must know
 * who follow it without its stream (see {@link WithdrawalDeclaration.tell}).
 * @example ReplyWithdrawn: withdrawn({ clr: 1, clauses: ['C1.0.b'] })
 */
export function withdrawn<const T extends z.ZodRawShape>(
  spec: WithdrawnSpec & { readonly tells: T },
): EventSpec<z.ZodObject<typeof withdrawnSchema.shape & T>>;
export function withdrawn(spec: WithdrawnSpec): EventSpec<typeof withdrawnSchema>;
export function withdrawn({ tells, ...spec }: WithdrawnSpec & { readonly tells?: z.ZodRawShape }): EventSpec {
  return event({ version: 1, ...spec, schema: withdrawnSchema.extend(tells ?? {}) });
}

interface WithdrawnSpec {
  readonly clr: Clearance;
  readonly clauses: readonly string[];
  /** Default 1; a later one says how earlier data are lifted. */
  readonly version?: number;
  readonly upcast?: NonNullable<EventSpec['upcast']>;
}

type DataOf<C extends AnyEventCatalogue, N extends keyof C['definitions']> = OpenOf<C['definitions'][N]['schema']>;

/** Which later acts build on the wrong one: all of a type, or those for which the question is answered with yes. */
export type BuiltOn<C extends AnyEventCatalogue, N extends keyof C['definitions']> = {
  readonly [L in keyof C['definitions']]?: true | ((act: DataOf<C, N>, later: DataOf<C, L>) => boolean);
};

/** How wrong acts of one event type are withdrawn. */
export interface WithdrawalDeclaration<State, C extends AnyEventCatalogue, N extends keyof C['definitions'] & string> {
  /** Imperative: `WithdrawReply`. */
  readonly name: string;
  readonly title: Command['title'];
  readonly clauses: readonly string[];
  readonly allow: Allowance;
  readonly judgedAt?: Command<State, typeof withdrawalSchema>['judgedAt'];
  readonly events: C;
  /** Name of the event type that is withdrawn, and of the one, declared by {@link withdrawn}, that records it. */
  readonly act: N;
  readonly by: keyof C['definitions'] & string;
  /** Default `undone`; see {@link Withdraws}. */
  readonly effect?: Withdraws['effect'];
  readonly builtOn: BuiltOn<C, N>;
  /** What the record tells of the withdrawn act besides. */
  readonly tell?: (act: DataOf<C, N>) => object;
  /**
   * Whether the state forbids it for a reason of its own, work that was handed in, say; or forbids it to whoever acts, because the
   * act concerns him. The act is undefined where the stream has none of that id and type.
   */
  readonly refuse?: (
    state: State,
    by: Pick<Facts, 'actor' | 'onBehalfOf'>,
    act: DataOf<C, N> | undefined,
  ) => Rejection | undefined;
}

/**
 * Declares a command that withdraws a wrong act, never edits it: `{ event, reason }`. The aggregate that lists it remembers
 * its acts, so that its state becomes what it would be without the wrong one; `evolve` has nothing to undo.
 * @example
 * export const withdrawReply = withdrawal({
 *   name: 'WithdrawReply', title, clauses: ['C1.0.b'], allow: role('branch-clerk').at('unit'),
 *   events: issueEvents, act: 'ReplyGiven', by: 'ReplyWithdrawn', builtOn: {},
 * });
 */
export function withdrawal<State, const C extends AnyEventCatalogue, const N extends keyof C['definitions'] & string>(
  declaration: WithdrawalDeclaration<State, C, N>,
): Command<State, typeof withdrawalSchema> {
  const {
    name,
    title,
    clauses,
    allow,
    judgedAt,
    events,
    act,
    by,
    effect = 'undone',
    builtOn,
    tell,
    refuse,
  } = declaration;
  const withdraws: Withdraws = { act: typeOf(events, act), by: typeOf(events, by), effect };
  const record = Reflect.get(events, by) as (data: object) => DecidedEvent; // a catalogue has a constructor for each type
  // Predicates are keyed by event type; which data each takes is lost when they are looked up by name.
  const questions = new Map(
    Object.entries(builtOn).map(([later, question]) => [typeOf(events, later), question as BuildsOn]),
  );
  return {
    name,
    title,
    clauses,
    allow,
    ...(judgedAt !== undefined && { judgedAt }),
    schema: withdrawalSchema,
    withdraws,
    decide: ({ event: id, reason }, state, facts): Decision => {
      const acts = actsOf(state);
      const act = acts.find(({ type, meta }) => type === withdraws.act && meta.id === id);
      const data = act?.data as DataOf<C, N> | undefined; // of this type, as it was recorded
      const refused = refuse?.(state, facts, data) ?? refusal(acts, id, withdraws.act, questions);
      if (refused !== undefined) return refused;
      const told = tell?.(data as DataOf<C, N>); // there, or it was refused
      return [record({ ...told, event: id, reason })];
    },
  };
}

type BuildsOn = true | ((act: object, later: object) => boolean);

function typeOf({ context, definitions }: AnyEventCatalogue, name: string): string {
  const definition = definitions[name];
  if (definition === undefined) throw new TypeError(`${context} declares no event ${name}`);
  return definition.type;
}

function refusal(
  acts: readonly Act[],
  id: string,
  type: string,
  questions: ReadonlyMap<string, BuildsOn>,
): Rejection | undefined {
  const at = acts.findIndex(({ meta }) => meta.id === id);
  const act = acts[at];
  if (act?.type !== type) return reject(WITHDRAWAL_ACT_UNKNOWN);
  if (act.withdrawn !== undefined) return reject(WITHDRAWAL_REPEATED, { by: act.withdrawn });
  const later = acts.slice(at + 1).filter((one) => {
    const question = one.withdrawn === undefined ? questions.get(one.type) : undefined;
    return question === true || question?.(act.data, one.data) === true;
  });
  if (later.length === 0) return undefined;
  return reject(WITHDRAWAL_TOO_LATE, {
    events: later.slice(0, MAX_NAMED_ACTS).map(({ meta }) => meta.id),
    types: [...new Set(later.map((one) => one.type))],
  });
}

/** Most later acts that a refusal names. */
const MAX_NAMED_ACTS = 20;
