import type { Allowance, AnyAggregate, DecidedEvent, JsonObject } from '@taizhang/kernel';
import type { ContextRegistry, FoundCommand } from '../context/context-registry.js';
import type { AnyQueryRoute, ServedView } from '../context/context-feature.js';
import type { OmissionReport } from '../omissions/omission-report.js';
import { PARKED_DECIDERS, PARKED_READERS } from '../operations/parked-allowances.js';
import type { Place } from './sample-organization.js';

/** A record as its events tell it, in which a unit is named in one way. */
export type RecordSample = (place: Place) => readonly DecidedEvent[];

/** By aggregate `<context>/<name>`: the ways in which a record can name a unit. */
export type RecordSamples = Readonly<Record<string, Readonly<Record<string, RecordSample>>>>;

/** What can be judged about a place. */
export type PowerQuestion =
  | { readonly kind: 'command'; readonly found: FoundCommand; readonly sample: RecordSample; readonly input: InputOf }
  | {
      readonly kind: 'timeline';
      readonly context: string;
      readonly aggregate: AnyAggregate;
      readonly sample: RecordSample;
    }
  | { readonly kind: 'view'; readonly context: string; readonly served: ServedView }
  | { readonly kind: 'query'; readonly context: string; readonly route: AnyQueryRoute }
  | { readonly kind: 'omissions'; readonly context: string; readonly report: OmissionReport }
  | { readonly kind: 'upload'; readonly context: string; readonly allow: Allowance }
  | { readonly kind: 'operation'; readonly context: string; readonly allow: Allowance };

type InputOf = (place: Place) => JsonObject;

/** One line of declarations: what it is, and by how the unit is named the question to be judged. */
export interface DeclaredPower {
  readonly kind: PowerQuestion['kind'];
  readonly context: string;
  readonly name: string;
  readonly variants: Readonly<Record<string, PowerQuestion>>;
}

/** A command that is judged by the state of records of which there is no sample; a programming error. */
export class MissingSampleError extends Error {
  override readonly name = 'MissingSampleError';
}

/** The one appointment that a sample of a person has; what is revoked names it. */
export const SAMPLE_APPOINTMENT = 'a-1';

/** All that a command may read of its input to tell its unit; whoever adds another field sees it missing from the table. */
const inputAbout: InputOf = ({ code }) => ({ unit: code, parent: code, appointment: SAMPLE_APPOINTMENT });

/** Everything that a host's contexts declare, in their order. */
export function* declaredPowers(registry: ContextRegistry, samples: RecordSamples): Generator<DeclaredPower> {
  for (const feature of registry.features()) {
    const { context } = feature;
    for (const found of registry.commands().filter((command) => command.feature === feature)) {
      const { aggregate, command } = found;
      const questions = overSamples(samples, context, aggregate, (sample) => {
        return { kind: 'command', found, sample, input: inputAbout };
      });
      yield { kind: 'command', context, name: command.name, variants: questions };
    }
    for (const aggregate of feature.aggregates.filter(({ timeline }) => timeline !== undefined)) {
      const questions = overSamples(samples, context, aggregate, (sample) => {
        return { kind: 'timeline', context, aggregate, sample };
      });
      yield { kind: 'timeline', context, name: aggregate.name, variants: questions };
    }
    for (const served of feature.views)
      yield {
        kind: 'view',
        context,
        name: served.view.name,
        variants: { [served.unitField ?? 'bureau']: { kind: 'view', context, served } },
      };
    for (const route of feature.queries)
      yield { kind: 'query', context, name: route.name, variants: { bureau: { kind: 'query', context, route } } };
    for (const report of feature.omissions ?? [])
      yield {
        kind: 'omissions',
        context,
        name: report.name,
        variants: { unit: { kind: 'omissions', context, report } },
      };
    if (feature.blobs !== undefined)
      yield {
        kind: 'upload',
        context,
        name: 'blobs',
        variants: { unit: { kind: 'upload', context, allow: feature.blobs.upload } },
      };
  }
  yield* operations(registry.features()[0]?.context ?? '');
}

function* operations(context: string): Generator<DeclaredPower> {
  for (const [name, allow] of [
    ['parked: see', PARKED_READERS],
    ['parked: decide', PARKED_DECIDERS],
  ] as const)
    yield { kind: 'operation', context: '*', name, variants: { host: { kind: 'operation', context, allow } } };
}

function overSamples(
  samples: RecordSamples,
  context: string,
  aggregate: AnyAggregate,
  questionOf: (sample: RecordSample) => PowerQuestion,
): DeclaredPower['variants'] {
  const ways = samples[`${context}/${aggregate.name}`];
  if (ways === undefined)
    throw new MissingSampleError(`the table of powers has no sample of ${context}/${aggregate.name}`);
  return Object.fromEntries(Object.entries(ways).map(([about, sample]) => [about, questionOf(sample)]));
}
