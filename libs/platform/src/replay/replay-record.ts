import {
  evolveWith,
  lateDateOf,
  localDateOf,
  type AnyAggregate,
  type Assessment,
  type Instant,
  type JsonObject,
  type JsonValue,
  type LocalDate,
  type Outcome,
} from '@taizhang/kernel';
import type { RecordedEvent } from '@taizhang/event-store-port';
import { metaOf } from '../deciding/stream-states.js';
import { differencesOf, type Difference } from './differences.js';

/** Up to where a record is told; what is left out does not limit. */
export interface ReplayLimit {
  /** Recorded by then. */
  readonly asOf?: Instant;
  /** Index in the ledger, inclusive. */
  readonly index?: number;
  /** Business date, inclusive: acts of later days are left out, whenever they were recorded. */
  readonly effective?: LocalDate;
}

/** A value in force that a decision was judged by, as its event copied it. */
export interface RecordedPolicy {
  readonly value: JsonValue;
  readonly unit?: string;
  readonly policy?: string;
  readonly edition?: number;
}

/** A decision judged again under the values that were in force. */
export interface Judged {
  readonly assessment: Assessment;
  readonly facts: JsonObject;
  readonly recorded: Outcome;
  /** Values that the events of its commit copied. */
  readonly policy: Readonly<Record<string, RecordedPolicy>>;
}

/** One step of a record: the event, what it changed, and the judgement that it records, where it does. */
export interface ReplayedStep {
  readonly event: RecordedEvent;
  /** Business date: of an act recorded late the one it names, else the day of recording. */
  readonly effectiveOn: LocalDate;
  readonly before: unknown;
  readonly after: unknown;
  /** Policy values that its event copied, by parameter. */
  readonly policy: Readonly<Record<string, RecordedPolicy>>;
  readonly part: string | undefined;
  readonly judged?: Judged;
}

/**
 * Tells a record step by step, from its first event on (回放): the same `evolve` as when it was decided. Memory holds one state and one
 * commit, however long the record is.
 */
export async function* replayRecord(
  aggregate: AnyAggregate,
  events: AsyncIterable<RecordedEvent>,
  { limit = {}, timeZone }: { readonly limit?: ReplayLimit; readonly timeZone: string },
): AsyncGenerator<ReplayedStep, void> {
  let state: unknown = aggregate.initial;
  for await (const commit of commitsOf(events)) {
    const types = commit.map(({ type }) => type);
    const policy = Object.assign({}, ...commit.map(policyOf)) as Judged['policy']; // of values in force alone
    for (const event of commit) {
      if (isBeyond(event, limit)) return;
      const effectiveOn = lateDateOf(event.data) ?? localDateOf(event.time, timeZone);
      if (limit.effective !== undefined && effectiveOn > limit.effective) continue;
      const before = state;
      state = evolveWith<unknown>(aggregate, before, { type: event.type, data: event.data, meta: metaOf(event) });
      const judged = judgedOf(aggregate, event, before, { types, policy });
      yield {
        event,
        effectiveOn,
        before,
        after: state,
        policy: policyOf(event),
        part: aggregate.assessments?.partOf(before, event.data),
        ...(judged !== undefined && { judged }),
      };
    }
  }
}

/** What a step changed. */
export function changesOf({ before, after }: ReplayedStep): readonly Difference[] {
  return differencesOf(before, after);
}

async function* commitsOf(events: AsyncIterable<RecordedEvent>): AsyncGenerator<readonly RecordedEvent[], void> {
  let commit: RecordedEvent[] = [];
  for await (const event of events) {
    if (commit[0] !== undefined && commit[0].commit.id !== event.commit.id) {
      yield commit;
      commit = [];
    }
    commit.push(event);
  }
  if (commit.length > 0) yield commit;
}

/** Times and indices only grow. */
function isBeyond({ idx, time }: RecordedEvent, { asOf, index }: ReplayLimit): boolean {
  return (asOf !== undefined && time > asOf) || (index !== undefined && idx > index);
}

function judgedOf(
  { assessments }: AnyAggregate,
  { type, data }: RecordedEvent,
  state: unknown,
  { types: commit, policy }: { readonly types: readonly string[]; readonly policy: Judged['policy'] },
): Judged | undefined {
  const assessment = assessments?.all.find(({ event }) => event === type) as Assessment | undefined; // of whatever state
  if (assessment === undefined) return undefined;
  const decision = { data, state, commit };
  const facts = assessment.facts(decision);
  return facts === undefined ? undefined : { assessment, facts, recorded: assessment.recorded(decision), policy };
}

/** Values that an event copied under the name of its parameter; the platform's contracts put nothing else there. */
function policyOf({ data: { policy } }: RecordedEvent): Readonly<Record<string, RecordedPolicy>> {
  if (typeof policy !== 'object' || policy === null || Array.isArray(policy)) return {};
  const entries = Object.entries(policy as JsonObject); // no array, as asked above
  return Object.fromEntries(
    entries.flatMap(([parameter, value]) =>
      isRecorded(value) ? [[parameter, value as unknown as RecordedPolicy]] : [],
    ),
  );
}

function isRecorded(value: JsonValue): boolean {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, 'value');
}
