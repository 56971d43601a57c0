import {
  applyAct,
  rememberedPart,
  stepOf,
  withdrawalsOf,
  type Act,
  type Aggregate,
  type AnyAggregate,
  type AnyEventCatalogue,
  type JsonObject,
  type OpenOf,
} from '@taizhang/kernel';
import type { ProjectedEvent, Projection, SealedValue } from './view.js';

/** An act as a row remembers it: with the places of its sealed fields, so that the row can be folded again without another. */
export interface ToldAct extends Act {
  readonly sealed: Readonly<Record<string, SealedValue>>;
}

/** What an event tells beyond what deciders know. */
export type Tell<Row, Data> = (row: Row, data: Data, act: ToldAct) => Partial<Row>;

/** How rows follow an aggregate. */
export interface AggregateRows<State, C extends AnyEventCatalogue, Row> {
  readonly aggregate: Aggregate<State, C>;
  /** Members that readers see beside the state's, before anything was told of them. */
  readonly untold: Partial<Row>;
  /** By the name of the event type; an event that tells nothing of its own needs no entry. */
  readonly tell: {
    readonly [N in keyof C['definitions']]?: Tell<Row, OpenOf<C['definitions'][N]['schema']>>;
  };
  /** Completes a row: counts, say. `null` where there is nothing to show. */
  readonly complete: (row: Row) => Row | null;
}

/**
 * Projections that keep one row per stream of an aggregate. A row follows the aggregate's own `evolve`, so that table and
 * deciders cannot disagree, also about what was withdrawn; `evolve` keeps the members it does not know.
 * @example on: aggregateRows({ aggregate: issue, untold, tell: { ReplyGiven: (row, data, act) => ({ … }) }, complete })
 */
export function aggregateRows<State, C extends AnyEventCatalogue, Row extends object>({
  aggregate,
  untold,
  tell,
  complete,
}: AggregateRows<State, C, Row>): Readonly<Record<string, Projection<Row & JsonObject>>> {
  const told = tell as Readonly<Record<string, Tell<Row, JsonObject> | undefined>>; // looked up by the name of the type
  const how = {
    initial: aggregate.initial as unknown as Row, // a row begins as the state does; `untold` joins with the first act
    withdrawals: withdrawalsOf(aggregate),
    step: (before: Row, act: ToldAct): Row => {
      const state: unknown = stepOf<unknown>(aggregate as AnyAggregate, before, act); // whatever its state's type
      const row = { ...untold, ...(state as Row) }; // `evolve` keeps the members it does not know
      return { ...row, ...told[nameOf(act.type)]?.(row, act.data, act) };
    },
  };
  const projection = (version: number): Projection<Row & JsonObject> => ({
    version,
    keys: ({ stream }) => [stream.slice(aggregate.name.length + 1)],
    // states and what is told of them hold JSON only
    project: (doc, event) =>
      complete(applyAct<Row, ToldAct>(how, doc ?? how.initial, toldAct(aggregate, event))) as (Row & JsonObject) | null,
  });
  const definitions = Object.values(aggregate.events.definitions);
  return Object.fromEntries(definitions.map(({ type, version }) => [type, projection(version)]));
}

function toldAct(aggregate: AnyAggregate, event: ProjectedEvent): ToldAct {
  return { type: event.type, data: rememberedPart(aggregate, event), meta: event.meta, sealed: event.sealed };
}

function nameOf(type: string): string {
  return type.slice(type.indexOf('.') + 1);
}
