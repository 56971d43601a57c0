import type { Instant, LedgerId } from '@taizhang/kernel';
import {
  compareText,
  sameVersion,
  versionLabel,
  ViewVersionError,
  type CounterWrite,
  type GuardedWrite,
  type RegisteredVersion,
  type StorageQuery,
  type StoragePage,
  type StoredDocument,
  type ViewDocument,
  type ViewRegistry,
  type ViewShape,
  type ViewStorage,
  type ViewVersionId,
} from '@taizhang/views-port';
import { answerQuery, type MemoryDocument } from './memory-query.js';

/** One copy of a view in memory; documents by `<ledger> <key>`. */
export interface MemoryCopy {
  readonly documents: Map<string, MemoryDocument>;
  readonly counters: Map<LedgerId, CounterWrite>;
}

interface Registered {
  readonly versions: RegisteredVersion[];
  active?: ViewVersionId;
  superseded: readonly ViewVersionId[];
}

/**
 * Views in memory: the port in its plainest form, for tests that need views but no store. Everything is copied on the way
 * in and out, as a store would do by writing it down.
 */
export class MemoryViewStorage implements ViewStorage {
  readonly #copies = new Map<string, MemoryCopy>();
  readonly #registered = new Map<string, Registered>();

  async ensure(shape: ViewShape): Promise<void> {
    const registered = this.#registered.get(shape.name) ?? { versions: [], superseded: [] };
    this.#registered.set(shape.name, registered);
    const found = registered.versions.find((version) => sameVersion(version.shape, shape));
    if (found?.dropped === true) throw new ViewVersionError(`${shape.name} ${versionLabel(shape)} was dropped`);
    if (found === undefined) {
      registered.versions.push({ shape: structuredClone(shape), prepared: false, dropped: false });
      this.#copies.set(copyName(shape), { documents: new Map(), counters: new Map() });
    } else if (JSON.stringify(sorted(found.shape.fields)) !== JSON.stringify(sorted(shape.fields))) {
      throw new ViewVersionError(`${shape.name} ${versionLabel(shape)} is stored with other fields: raise its version`);
    }
  }

  async load(
    shape: ViewShape,
    ledger: LedgerId,
    keys: readonly string[],
  ): Promise<ReadonlyMap<string, StoredDocument>> {
    const { documents } = this.copy(shape);
    const found = new Map<string, StoredDocument>();
    for (const key of keys) {
      const stored = documents.get(documentName(ledger, key));
      if (stored !== undefined) found.set(key, { idx: stored.idx, doc: structuredClone(stored.doc) });
    }
    return found;
  }

  async holders(shape: ViewShape, ledger: LedgerId, digests: readonly string[]): Promise<readonly string[]> {
    return [...this.copy(shape).documents.values()]
      .filter((document) => document.ledger === ledger && document.sealed.some((digest) => digests.includes(digest)))
      .map(({ key }) => key);
  }

  async write(shape: ViewShape, writes: readonly GuardedWrite[]): Promise<void> {
    const { documents } = this.copy(shape);
    for (const write of writes) {
      const name = documentName(write.ledger, write.key);
      if ((documents.get(name)?.idx ?? -1) < write.idx) documents.set(name, structuredClone(write));
    }
  }

  async loadCounters(shape: ViewShape, ledger: LedgerId): Promise<CounterWrite | undefined> {
    return structuredClone(this.copy(shape).counters.get(ledger));
  }

  async writeCounters(shape: ViewShape, write: CounterWrite): Promise<void> {
    const { counters } = this.copy(shape);
    if ((counters.get(write.ledger)?.idx ?? -1) < write.idx) counters.set(write.ledger, structuredClone(write));
  }

  async sumCounters(
    shape: ViewShape,
    counters: readonly string[],
    ledgers: readonly LedgerId[] | 'all',
  ): Promise<Readonly<Record<string, number>>> {
    const sums = new Map<string, number>();
    for (const { ledger, counts } of this.copy(shape).counters.values()) {
      if (ledgers !== 'all' && !ledgers.includes(ledger)) continue;
      for (const [dimension, count] of counters.flatMap((counter) => Object.entries(counts[counter] ?? {})))
        sums.set(dimension, (sums.get(dimension) ?? 0) + count);
    }
    return Object.fromEntries([...sums].filter(([, count]) => count !== 0).sort(([a], [b]) => compareText(a, b)));
  }

  async query(shape: ViewShape, query: StorageQuery): Promise<StoragePage> {
    return structuredClone(answerQuery(shape, [...this.copy(shape).documents.values()], query));
  }

  async get(shape: ViewShape, ledger: LedgerId, key: string): Promise<ViewDocument | undefined> {
    const stored = (await this.load(shape, ledger, [key])).get(key);
    return stored === undefined || stored.doc === null ? undefined : { ledger, key, idx: stored.idx, doc: stored.doc };
  }

  async ledgers(shape: ViewShape): Promise<readonly LedgerId[]> {
    const live = [...this.copy(shape).documents.values()].filter(({ doc }) => doc !== null);
    return [...new Set(live.map(({ ledger }) => ledger))].sort(compareText);
  }

  async registry(name: string): Promise<ViewRegistry> {
    const { versions, active, superseded } = this.#registered.get(name) ?? { versions: [], superseded: [] };
    return structuredClone({ versions, superseded, ...(active === undefined ? {} : { active }) });
  }

  async active(name: string): Promise<ViewShape | undefined> {
    const { active, versions } = await this.registry(name);
    return active && versions.find(({ shape }) => sameVersion(shape, active))?.shape;
  }

  async markPrepared(name: string, id: ViewVersionId): Promise<void> {
    this.#change(name, id, { prepared: true });
  }

  // eslint-disable-next-line @typescript-eslint/no-unused-vars -- memory keeps no history of switches
  async activate(name: string, id: ViewVersionId, expected: ViewVersionId | undefined, at: Instant): Promise<boolean> {
    const registered = this.#registered.get(name);
    if (registered === undefined) return false;
    const { active } = registered;
    if (active === undefined ? expected !== undefined : expected === undefined || !sameVersion(active, expected))
      return false;
    if (active !== undefined) registered.superseded = [...registered.superseded, active];
    registered.active = { version: id.version, generation: id.generation };
    return true;
  }

  async drop(name: string, id: ViewVersionId): Promise<void> {
    const active = this.#registered.get(name)?.active;
    if (active !== undefined && sameVersion(active, id))
      throw new ViewVersionError(`${name} ${versionLabel(id)} is being read`);
    this.#change(name, id, { dropped: true });
    this.#copies.delete(copyName({ name, ...id }));
  }

  async close(): Promise<void> {
    // The data stays for the next connection, as in a store.
  }

  #change(name: string, id: ViewVersionId, change: Partial<RegisteredVersion>): void {
    const versions = this.#registered.get(name)?.versions ?? [];
    const i = versions.findIndex(({ shape }) => sameVersion(shape, id));
    const found = versions[i];
    if (found !== undefined) versions[i] = { ...found, ...change };
  }

  /** What is kept of a copy; the broken storages of the suite's own test reach for it. */
  protected copy(shape: ViewShape): MemoryCopy {
    const copy = this.#copies.get(copyName(shape));
    if (copy === undefined) throw new ViewVersionError(`there is no ${shape.name} ${versionLabel(shape)}`);
    return copy;
  }
}

function copyName(id: ViewVersionId & { readonly name: string }): string {
  return `${id.name} ${versionLabel(id)}`;
}

/** Name of a document among all of a copy. */
export function documentName(ledger: LedgerId, key: string): string {
  return `${ledger} ${key}`;
}

function sorted(fields: ViewShape['fields']): readonly (readonly [string, unknown])[] {
  return Object.entries(fields).sort(([a], [b]) => compareText(a, b));
}
