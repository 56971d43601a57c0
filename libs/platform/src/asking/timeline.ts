import {
  actsOf,
  LATE,
  lateDateOf,
  streamId,
  withdrawalsOf,
  type Act,
  type Actor,
  type AnyAggregate,
  type JsonObject,
  type JsonValue,
  type LedgerId,
  type LocalDate,
  type StreamId,
} from '@taizhang/kernel';
import type { EventStore, RecordedEvent } from '@taizhang/event-store-port';
import { RECORDED_FROM, recordRead, type AccessLog } from '../access-log/access-log.js';
import type { ContextRegistry } from '../context/context-registry.js';
import type { StreamStates } from '../deciding/stream-states.js';
import { isCommandAddress } from '../http/command-address.js';
import { ProblemError, PROBLEMS } from '../http/problem.js';
import type { Authoriser } from '../identity/authoriser.js';
import type { Principal } from '../identity/identity.js';
import { openEvents, type OpenedEvent } from './opened-events.js';
import { invalidParameter, oneValueOf, type QueryString } from './view-parameters.js';
import type { Asking } from './view-service.js';

/** Entries of a page where the question names no number. */
export const DEFAULT_TIMELINE_PAGE = 50;
/** Most entries of a page. */
export const MAX_TIMELINE_PAGE = 200;

/** Another event of the stream that an entry points at. */
export interface EventPointer {
  readonly event: string;
  readonly idx: number;
}

/** One event as one reader may see it. */
export interface TimelineEvent {
  readonly idx: number;
  readonly rev: number;
  readonly id: string;
  readonly type: string;
  /** Version that `data` has: of an older leaf, the newest. */
  readonly schema: number;
  readonly clr: number;
  /** Clauses whose keeping it records. */
  readonly clauses: readonly string[];
  /** When it was recorded. */
  readonly time: string;
  /** Business date and reason of an act that was recorded late (补录); the reason by clearance. */
  readonly late?: { readonly effectiveOn: string; readonly reason: JsonValue };
  readonly actor: Actor;
  /** What was relied on: the power and on whose behalf, other ledgers, the depth of causes. */
  readonly reliedOn?: JsonValue;
  readonly cause?: string;
  readonly corr?: string;
  /** Its own data, sealed values opened by clearance. */
  readonly data: JsonObject;
  readonly withheld: readonly string[];
  readonly erased: readonly string[];
  /** The later event that withdrew this act. */
  readonly withdrawnBy?: EventPointer;
  /** The earlier act that this event withdraws. */
  readonly withdraws?: EventPointer;
}

/** An event above the reader's clearance: that it is there, and no more. */
export interface HiddenEvent {
  readonly idx: number;
  readonly clr: number;
}

/** A page of a timeline. */
export interface Timeline {
  readonly ledger: LedgerId;
  readonly stream: string;
  readonly items: readonly (TimelineEvent | HiddenEvent)[];
  /** Revision at which the following page begins. */
  readonly next?: number;
}

/** Whose timeline is asked for. */
export interface TimelineAddress {
  readonly bureau: string;
  readonly aggregate: string;
  readonly id: string;
}

/** A record that a reader may look at. */
export interface JudgedRecord {
  readonly principal: Principal;
  readonly declared: AnyAggregate;
  readonly ledger: LedgerId;
  readonly stream: StreamId;
  readonly state: unknown;
}

/** What timelines need of their host. */
export interface TimelinesOptions {
  readonly registry: ContextRegistry;
  readonly store: Pick<EventStore, 'readStream' | 'disclosures'>;
  readonly states: Pick<StreamStates, 'refresh'>;
  readonly authoriser: Pick<Authoriser, 'toAct'>;
  readonly today: () => LocalDate;
  readonly accessLog: AccessLog;
}

/** Everything that happened to one record, in order, from its stream: needs no view, so nothing is ever missing (design §8). */
export class Timelines {
  constructor(private readonly options: TimelinesOptions) {}

  /**
   * @throws {@link ProblemError} `FORBIDDEN` before any event is shown; `NOT_FOUND`
   *   for a record that does not exist, or of which the reader may see no event
   */
  async page(asking: Asking, address: TimelineAddress, query: QueryString): Promise<Timeline> {
    const { from, limit } = pageOf(query);
    const { principal, declared, ledger, stream, state } = await this.judged(asking, address);
    const events: RecordedEvent[] = [];
    for await (const event of this.options.store.readStream(ledger, stream, { from, limit: limit + 1 }))
      events.push(event);
    const shown = events.slice(0, limit);
    const visible = shown.filter(({ clr }) => clr <= principal.clearance);
    if (visible.length === 0 && !(await this.#seesAny(ledger, stream, principal.clearance)))
      throw new ProblemError(PROBLEMS.notFound);
    const definitionOf = (type: string) => this.options.registry.event(type);
    const opened = await openEvents(visible, { sealed: this.options.store, definitionOf }, principal.clearance);
    if (opened.some(({ shown }) => shown >= RECORDED_FROM))
      await recordRead(this.options.accessLog, principal, 'timeline', [{ ledger, key: stream }]);
    const acts = new Map(actsOf(state).map((act) => [act.meta.id, act]));
    const withdrawals = withdrawalsOf(declared);
    const entries = new Map(
      opened.map((one): [number, TimelineEvent] => [
        one.event.idx,
        {
          ...entryOf(one),
          clauses: definitionOf(one.event.type)?.clauses ?? [],
          ...marksOf(one.event, acts, withdrawals),
        },
      ]),
    );
    const next = events[limit]?.rev;
    return {
      ledger,
      stream,
      items: shown.map(({ idx, clr }) => entries.get(idx) ?? { idx, clr }),
      ...(next !== undefined && { next }),
    };
  }

  /** Who may see the timeline of a record, and up to which class. Throws as {@link page}. */
  async reader(asking: Asking, address: TimelineAddress): Promise<Principal> {
    return (await this.judged(asking, address)).principal;
  }

  /** The record, and under which power it is read. Throws as {@link page} before it has looked at any event. */
  async judged({ context, sender }: Asking, address: TimelineAddress): Promise<JudgedRecord> {
    const declared = this.options.registry.aggregate(context, address.aggregate);
    if (declared?.timeline === undefined || !isCommandAddress({ context, ...address }))
      throw new ProblemError(PROBLEMS.notFound);
    const ledger: LedgerId = `${context}/${address.bureau}`;
    const stream = streamId(address.aggregate, address.id);
    const { state } = await this.options.states.refresh(declared, ledger, stream);
    const today = this.options.today();
    const { principal } = await this.options.authoriser.toAct(sender, {
      allow: declared.timeline,
      context,
      bureau: address.bureau,
      units: (declared.timelineAt ?? declared.judgedAt)?.(state) ?? [],
      on: today,
      today,
    });
    return { principal, declared, ledger, stream, state };
  }

  async #seesAny(ledger: LedgerId, stream: RecordedEvent['stream'], clearance: number): Promise<boolean> {
    for await (const { clr } of this.options.store.readStream(ledger, stream)) if (clr <= clearance) return true;
    return false;
  }
}

function pageOf(query: QueryString): { readonly from: number; readonly limit: number } {
  const unknown = Object.keys(query).find((name) => name !== 'from' && name !== 'limit');
  if (unknown !== undefined) throw invalidParameter(unknown);
  return {
    from: numberOf(query, 'from', 0, 0, Number.MAX_SAFE_INTEGER),
    limit: numberOf(query, 'limit', DEFAULT_TIMELINE_PAGE, 1, MAX_TIMELINE_PAGE),
  };
}

function numberOf(query: QueryString, name: string, preset: number, min: number, max: number): number {
  const text = oneValueOf(query, name);
  if (text === undefined) return preset;
  const value = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= min && value <= max)) throw invalidParameter(name);
  return value;
}

/** An entry without its marks; what the platform put beside the data stands on its own. */
function entryOf({ event, data, withheld, erased }: OpenedEvent): Omit<TimelineEvent, 'clauses'> {
  const { idx, rev, id, type, schema, clr, time, actor, cause, corr } = event;
  const { reliedOn, [LATE]: late, ...own } = data;
  const effectiveOn = lateDateOf(data);
  return {
    idx,
    rev,
    id,
    type,
    schema,
    clr,
    time,
    ...(effectiveOn !== undefined && { late: { effectiveOn, reason: (late as JsonObject)['reason'] ?? null } }), // has the date, so it is an object
    actor,
    ...(reliedOn !== undefined && { reliedOn }),
    ...(cause !== undefined && { cause }),
    ...(corr !== undefined && { corr }),
    data: own,
    withheld,
    erased,
  };
}

/** Where an act was withdrawn, and what a withdrawal withdrew. */
function marksOf(
  { id, type, data }: RecordedEvent,
  acts: ReadonlyMap<string, Act>,
  withdrawals: ReturnType<typeof withdrawalsOf>,
): Pick<TimelineEvent, 'withdrawnBy' | 'withdraws'> {
  const pointer = (event: unknown): EventPointer | undefined => {
    const act = typeof event === 'string' ? acts.get(event) : undefined;
    return act === undefined ? undefined : { event: act.meta.id, idx: act.meta.idx };
  };
  const withdrawnBy = pointer(acts.get(id)?.withdrawn);
  const withdraws = withdrawals.has(type) ? pointer(data['event']) : undefined;
  return {
    ...(withdrawnBy !== undefined && { withdrawnBy }),
    ...(withdraws !== undefined && { withdraws }),
  };
}
