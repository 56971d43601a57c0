import type { z } from 'zod';
import { fieldTree, type FieldTree, type OpenOf } from './fields.js';
import type { JsonObject } from './json.js';

/** Classification of a whole leaf: 0 public, 1 internal, 2 restricted, 3 confidential (ledger-format §2). */
export type Clearance = 0 | 1 | 2 | 3;

/** Lifts the open data of one schema version to the next; pure (design §4). */
export type Upcaster = (data: JsonObject) => JsonObject;

/** One event type of a context's published language: what is declared, once. */
export interface EventSpec<S extends z.ZodObject = z.ZodObject> {
  /** Version of the payload's schema; a new meaning is a new version with an upcaster. */
  readonly version: number;
  readonly clr: Clearance;
  /** Clauses of `clauses.tsv` that the event records the keeping of. */
  readonly clauses: readonly string[];
  readonly schema: S;
  /** By the version they lift *from*: `upcast[1]` makes version 2 of version 1. */
  readonly upcast?: Readonly<Record<number, Upcaster>>;
}

/** A declared event type with its full name `<context>.<Name>` and the classes of its fields. */
export interface EventDefinition<S extends z.ZodObject = z.ZodObject> extends EventSpec<S> {
  readonly type: string;
  readonly fields: FieldTree;
}

/** An event as decided: with the values of its sealed fields, before it is sealed. */
export interface DecidedEvent<T extends string = string, D = JsonObject> {
  readonly type: T;
  readonly schema: number;
  readonly clr: Clearance;
  readonly data: D;
}

type Constructors<C extends string, Specs extends Record<string, EventSpec>> = {
  readonly [N in keyof Specs & string]: (
    data: z.input<Specs[N]['schema']>,
  ) => DecidedEvent<`${C}.${N}`, z.output<Specs[N]['schema']>>;
};

/** The events of one aggregate: constructors by name, and their definitions. */
export type EventCatalogue<
  C extends string = string,
  Specs extends Record<string, EventSpec> = Record<string, EventSpec>,
> = Constructors<C, Specs> & {
  readonly context: C;
  readonly definitions: { readonly [N in keyof Specs & string]: EventDefinition<Specs[N]['schema']> };
};

/** What a catalogue is to those who treat all alike: its definitions by name. */
export interface AnyEventCatalogue {
  readonly context: string;
  readonly definitions: Readonly<Record<string, EventDefinition>>;
}

/** An event as `evolve` sees it: the open fields only, so that no decision can depend on a value that may be erased. */
export type OpenEvent<Catalogue> =
  Catalogue extends EventCatalogue<infer C, infer Specs>
    ? {
        [N in keyof Specs & string]: { readonly type: `${C}.${N}`; readonly data: OpenOf<Specs[N]['schema']> };
      }[keyof Specs & string]
    : never;

/** Declares one event type; throws `FieldClassError` when free text would be open. */
export function event<const S extends z.ZodObject>(spec: EventSpec<S>): EventSpec<S> {
  fieldTree(spec.schema);
  return spec;
}

/**
 * Declares the events of an aggregate.
 * @example
 * export const issueEvents = events('issues', {
 *   IssueRaised: event({ version: 1, clr: 1, clauses: ['C1.0.b'], schema: z.strictObject({ code: id() }) }),
 * });
 * issueEvents.IssueRaised({ code: '2014-wgx-0001' });
 */
export function events<const C extends string, const Specs extends Record<string, EventSpec>>(
  context: C,
  specs: Specs,
): EventCatalogue<C, Specs> {
  const definitions: Record<string, EventDefinition> = {};
  const constructors: Record<string, (data: never) => DecidedEvent> = {};
  for (const [name, spec] of Object.entries(specs)) {
    const definition: EventDefinition = { ...spec, type: `${context}.${name}`, fields: fieldTree(spec.schema) };
    definitions[name] = definition;
    constructors[name] = (data) => ({
      type: definition.type,
      schema: definition.version,
      clr: definition.clr,
      data: definition.schema.parse(data) as JsonObject, // events hold JSON only; `fieldTree` refuses other kinds
    });
  }
  // Built name by name from `specs`, which the type system cannot follow.
  return { ...constructors, context, definitions } as unknown as EventCatalogue<C, Specs>;
}
