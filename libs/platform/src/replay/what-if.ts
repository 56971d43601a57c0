import { RECOMMENDED_POLICY } from '@taizhang/contracts';
import type { JsonValue, Outcome, PolicySettings } from '@taizhang/kernel';
import type { RecordedEvent } from '@taizhang/event-store-port';
import { differencesOf, sameJson, type Difference } from './differences.js';
import type { Judged, RecordedPolicy, ReplayedStep } from './replay-record.js';

/** A decision that was judged again under other values. */
export interface RejudgedStep {
  readonly event: RecordedEvent;
  readonly part: string | undefined;
  readonly facts: Judged['facts'];
  /** By parameter: as it was in force, and as it is supposed to be. */
  readonly policy: Readonly<Record<string, UsedPolicy>>;
  readonly recorded: Outcome;
  /** Whether the judgement comes to what was recorded under the values that were in force. */
  readonly agrees: boolean;
  readonly supposed: Outcome;
  readonly differences: readonly Difference[];
  /** `NONE`; `SHOWN`: what nobody acts upon; `DECIDED`: other acts would have followed. */
  readonly differs: 'NONE' | 'SHOWN' | 'DECIDED';
}

/** A parameter as a judgement used it. */
export interface UsedPolicy {
  /** What its event recorded; or, where it recorded none, what the record used last, else what is recommended. */
  readonly inForce: RecordedPolicy;
  readonly from: 'EVENT' | 'RECORD' | 'RECOMMENDED';
  readonly supposed: JsonValue;
}

/** Where the question cannot be followed further, in the record or in one part of it. */
export interface WhatIfStop {
  readonly part: string | undefined;
  /** `DECIDED_OTHERWISE`: other acts would have followed. `NOT_ASSESSABLE`: it used the parameter, and cannot be judged again from what is on record. */
  readonly because: 'DECIDED_OTHERWISE' | 'NOT_ASSESSABLE';
  /** Event after which, or with which, it stops. */
  readonly at: RecordedEvent;
  /** What was recorded afterwards, and would perhaps never have been. */
  readonly beyond: { readonly count: number; readonly first?: RecordedEvent; readonly last?: RecordedEvent };
}

/** What comes of a record under other values. */
export interface WhatIf {
  readonly settings: PolicySettings;
  readonly steps: readonly RejudgedStep[];
  readonly stops: readonly WhatIfStop[];
}

interface OpenStop extends Omit<WhatIfStop, 'beyond'> {
  /** Commit that decided it: what else it did is part of the decision. */
  readonly commit: string;
  beyond: { count: number; first?: RecordedEvent; last?: RecordedEvent };
}

/**
 * Asks what would have been decided under other values (如果): judges every decision of the record again. Where one comes out otherwise
 * in what others act upon, that part of the record stops there: who would have done what then, nobody knows.
 */
export async function whatIf(steps: AsyncIterable<ReplayedStep>, settings: PolicySettings): Promise<WhatIf> {
  const rejudged: RejudgedStep[] = [];
  const stops: OpenStop[] = [];
  const known = new Map<string, RecordedPolicy>();
  for await (const step of steps) {
    const { event, part } = step;
    for (const [parameter, value] of Object.entries(step.policy)) known.set(parameter, value);
    const stop = stops.find((one) => reaches(one, part));
    if (stop !== undefined) {
      if (stop.commit !== event.commit.id) goOn(stop, event);
      continue;
    }
    const open = { part, at: event, commit: event.commit.id };
    if (step.judged !== undefined) {
      const judged = rejudge(step, step.judged, settings, known);
      rejudged.push(judged);
      if (judged.differs === 'DECIDED') stops.push({ ...open, because: 'DECIDED_OTHERWISE', beyond: { count: 0 } });
    } else if (isTouched(step, settings) && !rejudged.some((one) => one.event.commit.id === event.commit.id))
      stops.push({ ...open, because: 'NOT_ASSESSABLE', beyond: { count: 0 } });
  }
  return {
    settings,
    steps: rejudged,
    stops: stops.map(({ part, because, at, beyond }) => ({ part, because, at, beyond })),
  };
}

/** A stop of one part stops what is about the whole as well, and one of the whole stops all. */
function reaches(stop: OpenStop, part: string | undefined): boolean {
  return stop.part === undefined || part === undefined || stop.part === part;
}

function goOn({ beyond }: OpenStop, event: RecordedEvent): void {
  beyond.count += 1;
  beyond.first ??= event;
  beyond.last = event;
}

/** Whether a step used a parameter that is supposed to be another. */
function isTouched({ policy }: ReplayedStep, settings: PolicySettings): boolean {
  return Object.entries(policy).some(
    ([parameter, { value }]) => Object.hasOwn(settings, parameter) && !sameJson(value, settings[parameter]),
  );
}

function rejudge(
  step: ReplayedStep,
  { assessment, facts, recorded, policy: judgedUnder }: Judged,
  settings: PolicySettings,
  known: ReadonlyMap<string, RecordedPolicy>,
): RejudgedStep {
  const { event, part } = step;
  const used = assessment.parameters.map((parameter): [string, UsedPolicy] => {
    const inForce = usedPolicy(parameter, judgedUnder, known);
    return [parameter, { ...inForce, supposed: suppose(settings, parameter, inForce.inForce.value) }];
  });
  const valuesOf = (value: (policy: UsedPolicy) => JsonValue): PolicySettings =>
    Object.fromEntries(used.map(([parameter, policy]) => [parameter, value(policy)]));
  const then = assessment.assess(
    facts,
    valuesOf(({ inForce }) => inForce.value),
  );
  const supposed = assessment.assess(
    facts,
    valuesOf((policy) => policy.supposed),
  );
  const differences = differencesOf(recorded, supposed);
  const decided = differencesOf(recorded.decides, supposed.decides).length > 0;
  return {
    event,
    part,
    facts,
    policy: Object.fromEntries(used),
    recorded,
    agrees: sameJson(then, recorded),
    supposed,
    differences,
    differs: decided ? 'DECIDED' : differences.length > 0 ? 'SHOWN' : 'NONE',
  };
}

function suppose(settings: PolicySettings, parameter: string, inForce: JsonValue): JsonValue {
  const value = Object.hasOwn(settings, parameter) ? settings[parameter] : undefined;
  return value === undefined ? inForce : value;
}

function usedPolicy(
  parameter: string,
  policy: Judged['policy'],
  known: ReadonlyMap<string, RecordedPolicy>,
): Omit<UsedPolicy, 'supposed'> {
  const own = Object.hasOwn(policy, parameter) ? policy[parameter] : undefined;
  if (own !== undefined) return { inForce: own, from: 'EVENT' };
  const before = known.get(parameter);
  if (before !== undefined) return { inForce: before, from: 'RECORD' };
  const recommended = (RECOMMENDED_POLICY as PolicySettings)[parameter] ?? null; // JSON by the names of parameters
  return { inForce: { value: recommended }, from: 'RECOMMENDED' };
}
