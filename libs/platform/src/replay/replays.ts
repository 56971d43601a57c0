import { readPolicySetting } from '@taizhang/contracts';
import { isLocalDate, type JsonObject, type JsonValue } from '@taizhang/kernel';
import type { EventStore, RecordedEvent } from '@taizhang/event-store-port';
import { RECORDED_FROM, recordRead, type AccessLog } from '../access-log/access-log.js';
import type { AskedMoment } from '../asking/asked-moment.js';
import type { JudgedRecord, TimelineAddress, Timelines } from '../asking/timeline.js';
import { AS_OF, invalidParameter, oneValueOf, valuesOf, type QueryString } from '../asking/view-parameters.js';
import type { Asking } from '../asking/view-service.js';
import type { ContextRegistry } from '../context/context-registry.js';
import { ProblemError, PROBLEMS } from '../http/problem.js';
import { differencesOf, shownState } from './differences.js';
import { changesOf, replayRecord, type ReplayedStep, type ReplayLimit } from './replay-record.js';
import { whatIf, type RejudgedStep, type WhatIfStop } from './what-if.js';

/** Most steps of one answer. */
export const MAX_REPLAY_PAGE = 200;
/** Steps of an answer where the question names no number. */
export const DEFAULT_REPLAY_PAGE = 50;

/** What can be asked of one record. */
export type ReplayKind = 'state' | 'replay' | 'compare' | 'what-if';

/** Parameters of each kind of question. */
export const REPLAY_PARAMETERS: Readonly<Record<ReplayKind, readonly string[]>> = {
  state: [AS_OF, 'index', 'effective'],
  replay: [AS_OF, 'index', 'effective', 'from', 'limit'],
  compare: ['from', 'to', 'fromIndex', 'toIndex', 'fromEffective', 'toEffective'],
  'what-if': [AS_OF, 'index', 'effective', 'set'],
};

/** What replays need of their host. */
export interface ReplaysOptions {
  readonly registry: ContextRegistry;
  readonly store: Pick<EventStore, 'readStream'>;
  /** Judges who may read a record. */
  readonly timelines: Pick<Timelines, 'judged'>;
  readonly timeZone: string;
  readonly momentOf: AskedMoment;
  readonly accessLog: AccessLog;
}

/**
 * Tells how one record stood and how it came to be (design §8), to those who may read its timeline: open fields only. As soon as an
 * event above the reader's clearance has had its part in a state, that state is withheld.
 */
export class Replays {
  constructor(private readonly options: ReplaysOptions) {}

  /** @throws {@link ProblemError} `FORBIDDEN` before anything is shown, `NOT_FOUND`, `PARAMETER_INVALID` */
  async answer(asking: Asking, kind: ReplayKind, address: TimelineAddress, query: QueryString): Promise<JsonValue> {
    const allowed = REPLAY_PARAMETERS[kind];
    const unknown = Object.keys(query).find((name) => !allowed.includes(name));
    if (unknown !== undefined) throw invalidParameter(unknown);
    const record = await this.options.timelines.judged(asking, address);
    const shown = new Clearing(record.principal.clearance);
    const answer = await this.#told(kind, record, query, shown);
    if (!shown.sawAny) throw new ProblemError(PROBLEMS.notFound);
    await this.#note(kind, record, shown);
    return { ledger: record.ledger, stream: record.stream, ...answer };
  }

  #told(kind: ReplayKind, record: JudgedRecord, query: QueryString, shown: Clearing): Promise<JsonObject> {
    switch (kind) {
      case 'state':
        return this.#state(record, this.#limit(query), shown);
      case 'replay':
        return this.#replay(record, query, shown);
      case 'compare':
        return this.#compare(record, query, shown);
      case 'what-if':
        return this.#whatIf(record, query, shown);
    }
  }

  async #state(record: JudgedRecord, limit: ReplayLimit, shown: Clearing): Promise<JsonObject> {
    let last: ReplayedStep | undefined;
    for await (const step of shown.looking(this.#steps(record, limit))) last = step;
    const withheld = shown.hidden > 0;
    const state = withheld ? null : shownState(last === undefined ? record.declared.initial : last.after);
    return { last: last === undefined || withheld ? null : placeOf(last.event), state, withheld };
  }

  async #replay(record: JudgedRecord, query: QueryString, shown: Clearing): Promise<JsonObject> {
    const from = numberOf(query, 'from', Number.MAX_SAFE_INTEGER) ?? 0;
    const limit = numberOf(query, 'limit', MAX_REPLAY_PAGE) ?? DEFAULT_REPLAY_PAGE;
    if (limit === 0) throw invalidParameter('limit');
    const items: JsonValue[] = [];
    let next: number | undefined;
    for await (const step of shown.looking(this.#steps(record, this.#limit(query)))) {
      const { idx, rev, clr, type } = step.event;
      if (rev < from) continue;
      if (items.length === limit) {
        next = rev;
        break;
      }
      const clauses = this.options.registry.event(type)?.clauses ?? [];
      items.push(clr > shown.clearance ? { idx, clr } : stepOf(step, clauses, shown.hidden > 0));
    }
    return { items, ...(next !== undefined && { next }) };
  }

  async #compare(record: JudgedRecord, query: QueryString, shown: Clearing): Promise<JsonObject> {
    const [from, to] = [this.#side(query, 'from'), this.#side(query, 'to')];
    const sides: { state: unknown; last: RecordedEvent | null }[] = [];
    for (const limit of [from, to]) {
      let last: ReplayedStep | undefined;
      for await (const step of shown.looking(this.#steps(record, limit))) last = step;
      sides.push({ state: last === undefined ? record.declared.initial : last.after, last: last?.event ?? null });
    }
    const [before, after] = sides;
    shown.refuseHidden();
    return {
      from: before?.last ? placeOf(before.last) : null,
      to: after?.last ? placeOf(after.last) : null,
      changes: differencesOf(before?.state, after?.state) as unknown as JsonValue, // of JSON
    };
  }

  async #whatIf(record: JudgedRecord, query: QueryString, shown: Clearing): Promise<JsonObject> {
    const settings = valuesOf(query, 'set').map((text) => {
      const setting = readPolicySetting(text);
      if (typeof setting === 'string') throw invalidParameter('set');
      return [setting.parameter, setting.value] as const;
    });
    if (settings.length === 0 || new Set(settings.map(([name]) => name)).size < settings.length)
      throw invalidParameter('set');
    const steps = shown.looking(this.#steps(record, this.#limit(query)));
    const found = await whatIf(steps, Object.fromEntries(settings));
    shown.refuseHidden();
    return { settings: found.settings, steps: found.steps.map(rejudgedOf), stops: found.stops.map(stopOf) };
  }

  #steps({ declared, ledger, stream }: JudgedRecord, limit: ReplayLimit): AsyncGenerator<ReplayedStep, void> {
    const events = this.options.store.readStream(ledger, stream);
    return replayRecord(declared, events, { limit, timeZone: this.options.timeZone });
  }

  #limit(query: QueryString): ReplayLimit {
    const asOf = this.options.momentOf(oneValueOf(query, AS_OF));
    const index = numberOf(query, 'index', Number.MAX_SAFE_INTEGER);
    const effective = dateOf(query, 'effective');
    return {
      ...(asOf !== undefined && { asOf }),
      ...(index !== undefined && { index }),
      ...(effective !== undefined && { effective }),
    };
  }

  /** One side of a comparison: a time, an index or a business date; as it is now where the later side names none. */
  #side(query: QueryString, side: 'from' | 'to'): ReplayLimit {
    const asOf = this.options.momentOf(oneValueOf(query, side), side);
    const index = numberOf(query, `${side}Index`, Number.MAX_SAFE_INTEGER);
    const effective = dateOf(query, `${side}Effective`);
    const named = [asOf, index, effective].filter((value) => value !== undefined).length;
    if (named > 1 || (side === 'from' && named === 0)) throw invalidParameter(side);
    return {
      ...(asOf !== undefined && { asOf }),
      ...(index !== undefined && { index }),
      ...(effective !== undefined && { effective }),
    };
  }

  async #note(kind: ReplayKind, { ledger, stream, principal }: JudgedRecord, { highest }: Clearing): Promise<void> {
    if (highest < RECORDED_FROM) return;
    await recordRead(this.options.accessLog, principal, kind, [{ ledger, key: stream }]);
  }
}

/** What a reader is shown of a record, and what is hidden from him. */
class Clearing {
  sawAny = false;
  hidden = 0;
  highest = 0;

  constructor(readonly clearance: number) {}

  async *looking(steps: AsyncIterable<ReplayedStep>): AsyncGenerator<ReplayedStep, void> {
    for await (const step of steps) {
      const { clr } = step.event;
      if (clr > this.clearance) this.hidden += 1;
      else {
        this.sawAny = true;
        this.highest = Math.max(this.highest, clr);
      }
      yield step;
    }
  }

  /** What is made of events above the clearance is not told even in part. */
  refuseHidden(): void {
    if (this.hidden > 0) throw new ProblemError(this.sawAny ? PROBLEMS.forbidden : PROBLEMS.notFound);
  }
}

function placeOf({ idx, rev, type, time }: RecordedEvent): JsonObject {
  return { idx, rev, type, time };
}

function stepOf(step: ReplayedStep, clauses: readonly string[], withheld: boolean): JsonObject {
  const { event, effectiveOn, policy, part, judged } = step;
  return {
    ...placeOf(event),
    id: event.id,
    clr: event.clr,
    clauses,
    effectiveOn,
    actor: { ...event.actor },
    reliedOn: event.data['reliedOn'] ?? null,
    part: part ?? null,
    policy: policy as unknown as JsonValue, // of JSON
    ...(judged !== undefined && !withheld && { facts: judged.facts, outcome: { ...judged.recorded } }),
    changes: withheld ? null : (changesOf(step) as unknown as JsonValue), // of JSON
  };
}

function rejudgedOf(step: RejudgedStep): JsonObject {
  const { event, part, facts, policy, recorded, agrees, supposed, differs, differences } = step;
  return {
    ...placeOf(event),
    part: part ?? null,
    facts,
    policy: policy as unknown as JsonValue, // of JSON
    recorded: { ...recorded },
    agrees,
    supposed: { ...supposed },
    differs,
    differences: differences as unknown as JsonValue, // of JSON
  };
}

function stopOf({ part, because, at, beyond }: WhatIfStop): JsonObject {
  const { count, first, last } = beyond;
  return {
    part: part ?? null,
    because,
    at: placeOf(at),
    beyond: { count, first: first ? placeOf(first) : null, last: last ? placeOf(last) : null },
  };
}

function dateOf(query: QueryString, name: string): string | undefined {
  const date = oneValueOf(query, name);
  if (date !== undefined && !isLocalDate(date)) throw invalidParameter(name);
  return date;
}

function numberOf(query: QueryString, name: string, max: number): number | undefined {
  const text = oneValueOf(query, name);
  if (text === undefined) return undefined;
  const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value <= max)) throw invalidParameter(name);
  return value;
}
