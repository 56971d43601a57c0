import type { JsonObject } from '@taizhang/kernel';
import type { RecordedEvent } from '@taizhang/event-store-port';
import type { Counts, ProjectedEvent, StoredDocument, ViewDefinition } from '@taizhang/views-port';
import type { Work } from './sample-view.js';

/** What a ledger's events make of a view, told event by event without batches, stores or differences. */
export interface ModelState {
  readonly documents: ReadonlyMap<string, StoredDocument>;
  readonly counts: Counts;
}

/** The state after all events; none of them sealed. A key on which nothing ever was has no document, not even a tombstone. */
export function modelOf(definition: ViewDefinition<Work>, events: readonly RecordedEvent[]): ModelState {
  const documents = new Map<string, { idx: number; doc: Work | null }>();
  for (const event of events) {
    const projection = definition.on[event.type];
    if (projection === undefined) continue;
    const projected = projectedOf(event);
    for (const key of new Set(projection.keys(projected))) {
      const doc = projection.project(documents.get(key)?.doc ?? null, projected, key);
      if (doc !== null || documents.has(key)) documents.set(key, { idx: event.idx, doc });
    }
  }
  return {
    documents,
    counts: countsOf(
      definition,
      [...documents.values()].map(({ doc }) => doc),
    ),
  };
}

function projectedOf({ ledger, type, schema, stream, data, id, idx, rev, time, actor }: RecordedEvent): ProjectedEvent {
  return { ledger, type, schema, stream, data, sealed: {}, meta: { id, idx, rev, time, actor } };
}

function countsOf(definition: ViewDefinition<Work>, documents: readonly (Work | null)[]): Counts {
  const counters = Object.entries(definition.counters ?? {}).map(([counter, dimensionsOf]) => {
    const counts = new Map<string, number>();
    for (const doc of documents) {
      for (const dimension of new Set(doc === null ? [] : dimensionsOf(doc)))
        counts.set(dimension, (counts.get(dimension) ?? 0) + 1);
    }
    return [counter, Object.fromEntries(counts)] as const;
  });
  return Object.fromEntries(counters);
}

/** All keys that events name, so that absence can be checked too. */
export function keysOf(events: readonly RecordedEvent[]): readonly string[] {
  const names = ({ data }: { readonly data: JsonObject }): readonly unknown[] => [
    data['key'],
    data['from'],
    data['to'],
  ];
  return [...new Set(events.flatMap(names))].filter((key) => typeof key === 'string');
}
