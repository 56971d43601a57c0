import { derivedUuid, type JsonObject, type LedgerId } from '@taizhang/kernel';
import type { ViewDocument, ViewFilter, ViewPage, ViewQuery } from '@taizhang/views-port';

/** Documents by the name of their view. */
export type HeldDocuments = Readonly<Record<string, readonly ViewDocument[]>>;

type Selection = Pick<ViewQuery, 'ledgers' | 'where'>;

/** Reads of views that hold these documents: filters and pages as a store's, nothing sealed, nothing counted, the zone UTC. */
export interface HeldReads {
  all(view: string, selection: Selection): Promise<readonly ViewDocument[]>;
  page(view: string, query: ViewQuery): Promise<ViewPage>;
  get(view: string, ledger: LedgerId, key: string): Promise<ViewDocument | undefined>;
  find(
    view: string,
    where: Readonly<Record<string, string | number | boolean>>,
  ): Promise<readonly { readonly ledger: LedgerId; readonly doc: JsonObject }[]>;
  seen(view: string, ledger: LedgerId): Promise<number>;
  count(): Promise<Readonly<Record<string, number>>>;
  keyedHash(purpose: string, text: string): Promise<string>;
  dayOf(date: string): string;
}

/**
 * Reads for tests of facts, policies and reports: of documents in memory, in order of (ledger, key).
 * @example heldReads({ units: [heldDocument('organization/bur-1', 'b-jia', { level: 'BRANCH' })] })
 */
export function heldReads(documents: HeldDocuments): HeldReads {
  const all = (view: string, { ledgers, where = [] }: Selection): readonly ViewDocument[] =>
    (documents[view] ?? [])
      .filter(({ ledger }) => ledgers === 'all' || ledgers.includes(ledger))
      .filter(({ doc }) => where.every((filter) => matches(doc, filter)))
      .toSorted((a, b) => compare(placeOf(a), placeOf(b)));
  return {
    all: (view, selection) => Promise.resolve(all(view, selection)),
    page: (view, { limit = 50, cursor, ...selection }) => {
      const after = all(view, selection).filter((one) => cursor === undefined || placeOf(one) > cursor);
      const items = after.slice(0, limit);
      const last = items.at(-1);
      return Promise.resolve({
        items,
        ...(after.length > items.length && last !== undefined && { next: placeOf(last) }),
      });
    },
    get: (view, ledger, key) =>
      Promise.resolve((documents[view] ?? []).find((one) => one.ledger === ledger && one.key === key)),
    find: (view, where) => {
      const filters = Object.entries(where).map(([field, value]) => ({ op: 'eq', field, value }) as const);
      return Promise.resolve(all(view, { ledgers: 'all', where: filters }).map(({ ledger, doc }) => ({ ledger, doc })));
    },
    seen: (view, ledger) => Promise.resolve((documents[view] ?? []).filter((one) => one.ledger === ledger).length),
    count: () => Promise.resolve({}),
    keyedHash: (purpose, text) => Promise.resolve(derivedUuid(purpose, text).replaceAll('-', '').repeat(2)),
    dayOf: (date) => date.slice(0, 10),
  };
}

/** A document of a test. */
export function heldDocument(ledger: LedgerId, key: string, doc: JsonObject): ViewDocument {
  return { ledger, key, idx: 0, doc };
}

function placeOf({ ledger, key }: ViewDocument): string {
  return `${ledger} ${key}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function matches(doc: JsonObject, filter: ViewFilter): boolean {
  const value = doc[filter.field] ?? null;
  const values = Array.isArray(value) ? value : [value];
  switch (filter.op) {
    case 'eq':
      return values.includes(filter.value);
    case 'in':
      return filter.values.some((one) => values.includes(one));
    case 'range': {
      const { from, to } = filter;
      return value !== null && (from === undefined || value >= from) && (to === undefined || value <= to);
    }
    case 'prefix':
      return typeof value === 'string' && value.startsWith(filter.value);
    case 'text':
      throw new TypeError('held documents are not searched for text');
  }
}
