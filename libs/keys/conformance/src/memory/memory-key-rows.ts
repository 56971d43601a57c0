import type { KeyRow, KeyRowChange, KeyRowPage, KeyRows } from '@taizhang/keys-port';

/** Rows of one memory, for tests of what stands on a key store; several {@link MemoryKeyRows} may share one. */
export class KeyMemory {
  readonly rows = new Map<string, KeyRow>();
}

/** A key store's rows in memory. */
export class MemoryKeyRows implements KeyRows {
  constructor(protected readonly memory: KeyMemory = new KeyMemory()) {}

  get(id: string): Promise<KeyRow | undefined> {
    return Promise.resolve(this.memory.rows.get(id));
  }

  getAll(ids: readonly string[]): Promise<readonly KeyRow[]> {
    return Promise.resolve(ids.flatMap((id) => this.memory.rows.get(id) ?? []));
  }

  insertAll(rows: readonly KeyRow[]): Promise<ReadonlySet<string>> {
    const existed = new Set<string>();
    for (const row of rows) {
      if (this.memory.rows.has(row.id)) existed.add(row.id);
      else this.memory.rows.set(row.id, row);
    }
    return Promise.resolve(existed);
  }

  list(prefix: string, page: KeyRowPage): Promise<readonly KeyRow[]> {
    return Promise.resolve(this.page(({ id }) => id.startsWith(prefix), page));
  }

  ofGroup(group: string, page: KeyRowPage): Promise<readonly KeyRow[]> {
    return Promise.resolve(this.page((row) => row.group === group, page));
  }

  count(prefix: string): Promise<number> {
    return Promise.resolve([...this.memory.rows.keys()].filter((id) => id.startsWith(prefix)).length);
  }

  replaceAll(changes: readonly KeyRowChange[]): Promise<number> {
    const current = changes.filter(({ row: { id }, was }) => {
      const held = this.memory.rows.get(id);
      return held !== undefined && Buffer.compare(held.wrapped, was) === 0;
    });
    for (const { row } of current) this.memory.rows.set(row.id, row);
    return Promise.resolve(current.length);
  }

  deleteAll(ids: readonly string[]): Promise<void> {
    for (const id of ids) this.memory.rows.delete(id);
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  private page(wanted: (row: KeyRow) => boolean, { after = '', limit }: KeyRowPage): readonly KeyRow[] {
    return [...this.memory.rows.values()]
      .filter((row) => wanted(row) && row.id > after)
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .slice(0, limit);
  }
}
