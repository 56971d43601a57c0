import type { Clearance, JsonObject } from '@taizhang/kernel';
import type { RecordedEvent } from '@taizhang/event-store-port';
import {
  CLEARANCES,
  classifiedCounter,
  withClassification,
  type Counts,
  type ProjectedEvent,
  type StoredDocument,
  type ViewDefinition,
} from '@taizhang/views-port';
import type { Work } from './sample-view.js';

/** What a ledger's events make of a view, told event by event without batches, stores or differences. */
export interface ModelState {
  readonly documents: ReadonlyMap<string, StoredDocument>;
  readonly counts: Counts;
}

/** The state after all events; none of them sealed. A key on which nothing ever was has no document, not even a tombstone. */
export function modelOf(definition: ViewDefinition<Work>, events: readonly RecordedEvent[]): ModelState {
  const documents = new Map<string, ModelDocument>();
  for (const event of events) {
    const projection = definition.on[event.type];
    if (projection === undefined) continue;
    const projected = projectedOf(event);
    for (const key of new Set(projection.keys(projected))) {
      const before = documents.get(key);
      const doc = projection.project(before?.doc ?? null, projected, key);
      const clrs = [event.clr, ...(before === undefined || before.doc === null ? [] : [before.clr])];
      if (doc !== null || before !== undefined)
        documents.set(key, {
          idx: event.idx,
          doc,
          clr: clrs.includes(3) ? 3 : clrs.includes(2) ? 2 : clrs.includes(1) ? 1 : 0,
        });
    }
  }
  return {
    documents: new Map(
      [...documents].map(([key, { idx, doc, clr }]) => [key, { idx, doc: doc && withClassification({ doc, clr }) }]),
    ),
    counts: countsOf(definition, [...documents.values()]),
  };
}

interface ModelDocument {
  readonly idx: number;
  readonly doc: Work | null;
  readonly clr: Clearance;
}

function projectedOf({ ledger, type, schema, stream, data, id, idx, rev, time, actor }: RecordedEvent): ProjectedEvent {
  return { ledger, type, schema, stream, data, sealed: {}, meta: { id, idx, rev, time, actor } };
}

function countsOf(definition: ViewDefinition<Work>, documents: readonly ModelDocument[]): Counts {
  const counters = Object.entries(definition.counters ?? {}).flatMap(([counter, dimensionsOf]) =>
    CLEARANCES.map((of) => {
      const counts = new Map<string, number>();
      for (const { doc, clr } of documents) {
        for (const dimension of new Set(doc === null || clr !== of ? [] : dimensionsOf(doc)))
          counts.set(dimension, (counts.get(dimension) ?? 0) + 1);
      }
      return [classifiedCounter(counter, of), Object.fromEntries(counts)] as const;
    }),
  );
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
