import {
  MAX_LISTED_JOBS,
  MAX_RESULTS_AT_ONCE,
  type JobResultRow,
  type JobRow,
  type JobRows,
} from '@taizhang/jobs-port';
import type { JobRowsFixture } from './conformance-case.js';

/** What several {@link MemoryJobRows} share. */
export class JobMemory {
  readonly rows = new Map<string, JobRow>();
  readonly results = new Map<string, Map<number, JobResultRow>>();
  readonly notes = new Set<string>();
}

/** Jobs in this process's memory: the model of the others, and what quick tests use. */
export class MemoryJobRows implements JobRows {
  constructor(protected readonly memory: JobMemory = new JobMemory()) {}

  get(id: string): Promise<JobRow | undefined> {
    return Promise.resolve(this.memory.rows.get(id));
  }

  add(row: JobRow): Promise<boolean> {
    if (this.memory.rows.has(row.id)) return Promise.resolve(false);
    this.memory.rows.set(row.id, row);
    return Promise.resolve(true);
  }

  replace({ id, state, until, revision, sealed }: JobRow): Promise<boolean> {
    const was = this.memory.rows.get(id);
    if (was?.revision !== revision - 1) return Promise.resolve(false);
    this.memory.rows.set(id, { ...was, state, until, revision, sealed });
    return Promise.resolve(true);
  }

  ownedBy(context: string, owner: string): Promise<readonly JobRow[]> {
    const own = this.#all(context).filter((row) => row.owner === owner);
    return Promise.resolve(own.sort((a, b) => b.created - a.created).slice(0, MAX_LISTED_JOBS));
  }

  unfinished(context: string): Promise<readonly JobRow[]> {
    const open = this.#all(context).filter(({ state }) => state === 'WAITING' || state === 'RUNNING');
    return Promise.resolve(open.sort((a, b) => a.created - b.created).slice(0, MAX_LISTED_JOBS));
  }

  list(context: string, after = ''): Promise<readonly JobRow[]> {
    const behind = this.#all(context).filter(({ id }) => id > after);
    return Promise.resolve(behind.sort((a, b) => (a.id < b.id ? -1 : 1)).slice(0, MAX_LISTED_JOBS));
  }

  remove(id: string): Promise<void> {
    this.memory.rows.delete(id);
    this.memory.results.delete(id);
    return Promise.resolve();
  }

  addResults(id: string, results: readonly JobResultRow[]): Promise<void> {
    const known = this.memory.results.get(id) ?? new Map<number, JobResultRow>();
    for (const result of results) known.set(result.n, result);
    this.memory.results.set(id, known);
    return Promise.resolve();
  }

  results(id: string, from: number): Promise<readonly JobResultRow[]> {
    const known = [...(this.memory.results.get(id)?.values() ?? [])].filter(({ n }) => n >= from);
    return Promise.resolve(known.sort((a, b) => a.n - b.n).slice(0, MAX_RESULTS_AT_ONCE));
  }

  resultCount(id: string): Promise<number> {
    return Promise.resolve(Math.max(-1, ...(this.memory.results.get(id)?.keys() ?? [])) + 1);
  }

  mark(name: string): Promise<void> {
    this.memory.notes.add(name);
    return Promise.resolve();
  }

  unmark(name: string): Promise<void> {
    this.memory.notes.delete(name);
    return Promise.resolve();
  }

  marks(prefix: string): Promise<readonly string[]> {
    return Promise.resolve([...this.memory.notes].filter((name) => name.startsWith(prefix)).sort());
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  #all(context: string): JobRow[] {
    return [...this.memory.rows.values()].filter((row) => row.context === context);
  }
}

/** A fixture over memory. @param make what is opened there: a broken store, say */
export function memoryJobRowsFixture(
  make: (memory: JobMemory) => JobRows = (memory) => new MemoryJobRows(memory),
): JobRowsFixture {
  const places = new Map<string, JobMemory>();
  return {
    name: 'memory',
    freshPlace: () => {
      const place = String(places.size);
      places.set(place, new JobMemory());
      return Promise.resolve(place);
    },
    open: (place) => Promise.resolve(make(places.get(place) ?? new JobMemory())),
  };
}
