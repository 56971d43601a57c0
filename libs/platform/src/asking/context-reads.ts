import { createHmac } from 'node:crypto';
import { dayIn, type Clearance, type LedgerId } from '@taizhang/kernel';
import {
  consumerOf,
  MAX_PAGE_SIZE,
  type ViewDefinition,
  type ViewDocument,
  type ViewMarks,
  type ViewQuery,
  type ViewReaders,
  type ViewStorage,
} from '@taizhang/views-port';
import type { ContextReads } from '../context/context-feature.js';
import { FeatureError, type ContextRegistry } from '../context/context-registry.js';

/** What reads of views are made of. */
export interface ContextReadsOptions {
  readonly registry: ContextRegistry;
  readonly readers: ViewReaders;
  readonly storage: Pick<ViewStorage, 'active'>;
  readonly marks: Pick<ViewMarks, 'mark'>;
  /** A secret of the deployment for one purpose. */
  readonly secret: (purpose: string) => Promise<Uint8Array>;
  /** The deployment's. */
  readonly timeZone: string;
}

type Selection = Pick<ViewQuery, 'ledgers' | 'where'>;

/**
 * Reads of one context's views. Another context's views are out of reach. A query reads with its reader's clearance; facts
 * and policies, which decide and tell nobody, see all.
 * @param onRead told of every document that is read
 */
export function contextReads(
  context: string,
  { registry, readers, storage, marks, secret, timeZone }: ContextReadsOptions,
  clearance: Clearance = 3,
  onRead: (documents: readonly ViewDocument[]) => void = () => undefined,
): ContextReads {
  const reader = readers(clearance);
  const page = async (name: string, query: ViewQuery) => {
    const found = await reader.query(viewOf(name), query);
    onRead(found.items);
    return found;
  };
  const viewOf = (name: string): ViewDefinition => {
    const served = registry.view(context, name);
    if (served === undefined) throw new FeatureError(`context ${context} has no view ${name}`);
    return served.view as ViewDefinition; // of whatever documents
  };
  const all = async (name: string, selection: Selection): Promise<readonly ViewDocument[]> => {
    const found: ViewDocument[] = [];
    for (let cursor: string | undefined; ;) {
      const { items, next } = await page(name, {
        ...selection,
        limit: MAX_PAGE_SIZE,
        ...(cursor !== undefined && { cursor }),
      });
      found.push(...items);
      if (next === undefined) return found;
      cursor = next;
    }
  };
  return {
    all,
    find: async (name, where) => {
      const filters = Object.entries(where).map(([field, value]) => ({ op: 'eq', field, value }) as const);
      const found = await all(name, { ledgers: 'all', where: filters });
      return found.map(({ ledger, doc }) => ({ ledger, doc }));
    },
    get: async (name, ledger, key) => {
      const found = await reader.get(viewOf(name), ledger, key);
      if (found !== undefined) onRead([found]);
      return found;
    },
    page,
    count: (name, counter, ledgers) => reader.counters(viewOf(name), counter, ledgers),
    seen: async (name, ledger: LedgerId) => {
      const shape = await storage.active(viewOf(name).name);
      const mark = shape === undefined ? undefined : await marks.mark(consumerOf(shape.name, shape), ledger);
      return (mark?.idx ?? -1) + 1;
    },
    dayOf: (date) => dayIn(date, timeZone),
    keyedHash: async (purpose, text) =>
      createHmac('sha256', await secret(`keyed-hash/${context}/${purpose}`))
        .update(text)
        .digest('hex'),
  };
}
