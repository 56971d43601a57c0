import { erasureReport } from '../erasing/erasure-report.aggregate.js';
import type { AnyJobKind } from '../jobs/job-kind.js';
import { auditPack } from '../jobs/audit-pack.js';
import { eventExport } from '../jobs/event-export.js';
import { viewExport } from '../jobs/view-export.js';
import {
  commandVerb,
  upcast,
  type AnyAggregate,
  type AnyCommand,
  type AnyEventCatalogue,
  type EventDefinition,
  type JsonObject,
} from '@taizhang/kernel';
import { servedDeadline } from '../deadlines/deadline-rows.view.js';
import type { OmissionReport } from '../omissions/omission-report.js';
import type { AnyQueryRoute, ContextFeature, FactProvider, ServedView } from './context-feature.js';

/** A command with the declarations around it. */
export interface FoundCommand {
  readonly feature: ContextFeature;
  readonly aggregate: AnyAggregate;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- states differ per aggregate; only its own commands ever see one
  readonly command: AnyCommand<any>;
  readonly verb: string;
}

/** A host that is given the same thing twice, or something unfit; a programming error that stops the start. */
export class FeatureError extends Error {
  override readonly name = 'FeatureError';
}

/** What a host's contexts declare, by name. Filled while the modules are made, complete before the first request. */
export class ContextRegistry {
  readonly #features = new Map<string, ContextFeature>();
  readonly #commands = new Map<string, FoundCommand>();
  readonly #events = new Map<string, EventDefinition>();
  readonly #views = new Map<string, ReadonlyMap<string, ServedView>>();

  /** @throws {@link FeatureError} */
  register(declared: ContextFeature): void {
    if (this.#features.has(declared.context)) throw new FeatureError(`context ${declared.context} is registered twice`);
    const feature = {
      ...declared,
      aggregates: [...declared.aggregates, erasureReport(declared.context)],
      jobs: [viewExport, eventExport, auditPack, ...(declared.jobs ?? [])],
      views: [...declared.views, ...(declared.deadlines ?? []).map(servedDeadline)],
    };
    checkFeature(feature);
    this.#features.set(feature.context, feature);
    this.#views.set(feature.context, new Map(feature.views.map((served) => [served.view.name, asStored(served)])));
    for (const aggregate of feature.aggregates) {
      for (const command of aggregate.commands) {
        const verb = commandVerb(command.name);
        this.#commands.set(`${feature.context}/${aggregate.name}/${verb}`, { feature, aggregate, command, verb });
      }
    }
    const own = feature.aggregates.map(({ events }): AnyEventCatalogue => events);
    const catalogues = [...feature.catalogues, ...own];
    for (const { definitions } of catalogues) {
      for (const definition of Object.values(definitions)) this.#events.set(definition.type, definition);
    }
  }

  features(): readonly ContextFeature[] {
    return [...this.#features.values()];
  }

  feature(context: string): ContextFeature | undefined {
    return this.#features.get(context);
  }

  commands(): readonly FoundCommand[] {
    return [...this.#commands.values()];
  }

  command(context: string, aggregate: string, verb: string): FoundCommand | undefined {
    return this.#commands.get(`${context}/${aggregate}/${verb}`);
  }

  aggregate(context: string, name: string): AnyAggregate | undefined {
    return this.#features.get(context)?.aggregates.find((aggregate) => aggregate.name === name);
  }

  /** Newest definition of an event type, of any context whose catalogue is known here. */
  event(type: string): EventDefinition | undefined {
    return this.#events.get(type);
  }

  /** Lifts the open data of an event to the newest version that is known here; of a type that is not known, leaves them. */
  lift(type: string, schema: number, data: JsonObject): { readonly schema: number; readonly data: JsonObject } {
    const definition = this.event(type);
    return definition === undefined ? { schema, data } : upcast(definition, schema, data);
  }

  events(): readonly EventDefinition[] {
    return [...this.#events.values()];
  }

  /** A context's views as they are stored: two contexts of one host may each keep a view of the same name. */
  views(context: string): readonly ServedView[] {
    return [...(this.#views.get(context)?.values() ?? [])];
  }

  /** One of {@link views}, by the name its context knows it by. */
  view(context: string, name: string): ServedView | undefined {
    return this.#views.get(context)?.get(name);
  }

  query(context: string, name: string): AnyQueryRoute | undefined {
    return this.#features.get(context)?.queries.find((route) => route.name === name);
  }

  omissions(context: string, name: string): OmissionReport | undefined {
    return this.#features.get(context)?.omissions?.find((report) => report.name === name);
  }

  job(context: string, name: string): AnyJobKind | undefined {
    return this.#features.get(context)?.jobs?.find((kind) => kind.name === name);
  }

  fact(context: string, name: string): FactProvider | undefined {
    const facts = this.#features.get(context)?.facts;
    return facts !== undefined && Object.hasOwn(facts, name) ? facts[name] : undefined;
  }
}

/** Stores, marks and consumers know a view as `<context>.<name>`. */
function asStored(served: ServedView): ServedView {
  const { view } = served;
  return { ...served, view: { ...view, name: `${view.context}.${view.name}` } };
}

function checkFeature(feature: ContextFeature): void {
  const { context } = feature;
  for (const aggregate of feature.aggregates) {
    if (aggregate.context !== context)
      throw new FeatureError(`aggregate ${aggregate.name} is of ${aggregate.context}, not of ${context}`);
    if (aggregate.timeline?.roles.length === 0)
      throw new FeatureError(`the timeline of ${context}/${aggregate.name} does not say who may`);
    for (const { name, allow } of aggregate.commands) {
      if (allow.roles.length === 0) throw new FeatureError(`${context}/${aggregate.name} ${name} does not say who may`);
    }
  }
  for (const { view, allow } of feature.views) {
    if (view.context !== context) throw new FeatureError(`view ${view.name} is of ${view.context}, not of ${context}`);
    if (allow.roles.length === 0) throw new FeatureError(`view ${view.name} does not say who may`);
  }
  for (const { name, allow } of feature.queries)
    if (allow.roles.length === 0) throw new FeatureError(`query ${name} does not say who may`);
  for (const { name, allow, among } of feature.omissions ?? []) {
    if (allow.roles.length === 0) throw new FeatureError(`report ${name} does not say who may`);
    if (!feature.views.some(({ view }) => view.name === among.view))
      throw new FeatureError(`report ${name} looks through ${among.view}, which ${context} has not`);
  }
  for (const policy of feature.policies)
    if (policy.context !== context)
      throw new FeatureError(`policy ${policy.name} is of ${policy.context}, not of ${context}`);
  for (const { deadline } of feature.deadlines ?? [])
    if (!feature.aggregates.includes(deadline.aggregate))
      throw new FeatureError(`deadline ${deadline.name} is of ${deadline.aggregate.name}, which ${context} has not`);
  const names = [
    ...feature.aggregates.map(({ name }) => `aggregate ${name}`),
    ...feature.views.map(({ view }) => `view ${view.name}`),
    ...feature.policies.map(({ name }) => `policy ${name}`),
    // Their commands derive their ids from the name alone, as those of policies do.
    ...(feature.deadlines ?? []).map(({ deadline }) => `policy ${deadline.name}`),
    ...feature.queries.map(({ name }) => `query ${name}`),
    ...(feature.omissions ?? []).map(({ name }) => `report ${name}`),
    ...(feature.jobs ?? []).map(({ name }) => `job ${name}`),
  ];
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw new FeatureError(`${context} has two of: ${twice}`);
}
