import type { JsonObject, JsonValue } from '@taizhang/kernel';
import { view, type ProjectedEvent, type ViewDefinition } from '@taizhang/views-port';
import type { SampleEvent } from './sample-events.js';

/** A piece of work: a document with every kind of field. */
export interface Work extends JsonObject {
  readonly status: JsonValue;
  readonly due: JsonValue;
  readonly size: JsonValue;
  readonly done: JsonValue;
  readonly person: JsonObject;
  readonly units: JsonValue;
  readonly title: JsonValue;
  readonly sum: number;
  /** Indices of the events applied: shows one that is lost or applied twice. */
  readonly trail: readonly number[];
}

function text(data: JsonObject, name: string): string {
  const value = data[name];
  return typeof value === 'string' ? value : '';
}

function amountOf({ data }: ProjectedEvent): number {
  return typeof data['amount'] === 'number' ? data['amount'] : 0;
}

function stepped(doc: Work | null, event: ProjectedEvent, change: Partial<Work>): Work {
  const before = doc ?? {
    status: null,
    due: null,
    size: null,
    done: null,
    person: { unit: null },
    units: [],
    title: null,
    sum: 0,
    trail: [],
  };
  return { ...before, ...change, trail: [...before.trail, event.meta.idx] };
}

function put(doc: Work | null, event: ProjectedEvent): Work {
  const { status = null, due = null, size = null, done = null, unit = null, units = [], title = null } = event.data;
  return stepped(doc, event, { status, due, size, done, person: { unit }, units, title: sealedTitle(event) ?? title });
}

function sealedTitle(event: ProjectedEvent): JsonValue | undefined {
  const place = event.sealed['title'];
  return place && { $sealed: { ...place.$sealed } };
}

/**
 * The view of the suite. `works.Put` makes or replaces, `works.Added` changes what is there, `works.Moved` touches two
 * documents, `works.Deleted` deletes, `works.Refused` throws; of `works.Unheard` it knows nothing.
 */
export const worksView: ViewDefinition<Work> = view<Work>({
  name: 'works',
  version: 1,
  context: 'works',
  fields: {
    status: 'keyword',
    due: 'date',
    size: 'number',
    done: 'boolean',
    'person.unit': 'keyword',
    units: 'keywords',
    title: 'text',
  },
  counters: {
    status: ({ status }) => [`status=${String(status)}`, 'all'],
    sum: ({ sum }) => (sum > 0 ? ['positive'] : ['rest', 'rest']),
    sealed: ({ title }) => (title === null ? ['none'] : ['open']),
  },
  on: {
    'works.Put': { version: 1, keys: ({ data }) => [text(data, 'key')], project: put },
    'works.Added': {
      version: 1,
      keys: ({ data }) => [text(data, 'key')],
      project: (doc, event) => doc && stepped(doc, event, { sum: doc.sum + amountOf(event) }),
    },
    'works.Moved': {
      version: 1,
      keys: ({ data }) => [text(data, 'from'), text(data, 'to')],
      project: (doc, event, key) => {
        const amount = key === text(event.data, 'from') ? -amountOf(event) : amountOf(event);
        return key === text(event.data, 'from') && doc === null
          ? null
          : stepped(doc, event, { sum: (doc?.sum ?? 0) + amount });
      },
    },
    'works.Deleted': { version: 1, keys: ({ data }) => [text(data, 'key')], project: () => null },
    'works.Refused': {
      version: 1,
      keys: ({ data }) => [text(data, 'key')],
      project: () => {
        throw new RangeError('a projection that throws');
      },
    },
  },
});

/** The same view with its next version: it adds double. */
export const worksViewV2: ViewDefinition<Work> = view<Work>({
  ...worksView,
  version: 2,
  fields: { ...worksView.fields, sum: 'number' },
  on: {
    ...worksView.on,
    'works.Added': {
      version: 1,
      keys: ({ data }) => [text(data, 'key')],
      project: (doc, event) => doc && stepped(doc, event, { sum: doc.sum + 2 * amountOf(event) }),
    },
  },
});

/** `works.Put`. */
export function putWork(key: string, fields: JsonObject = {}): SampleEvent {
  return { type: 'works.Put', data: { key, ...fields } };
}

/** `works.Added`. */
export function addToWork(key: string, amount: number): SampleEvent {
  return { type: 'works.Added', data: { key, amount } };
}

/** `works.Moved`. */
export function moveWork(from: string, to: string, amount: number): SampleEvent {
  return { type: 'works.Moved', data: { from, to, amount } };
}

/** `works.Deleted`. */
export function deleteWork(key: string): SampleEvent {
  return { type: 'works.Deleted', data: { key } };
}
