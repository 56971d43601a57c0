import { MAX_OWNED_ROWS, type IdentityRow, type IdentityRows, type RowKind } from '@taizhang/identity-port';

/** What several {@link MemoryIdentityRows} share. */
export class IdentityMemory {
  readonly rows = new Map<string, IdentityRow>();
}

/** Rows in this process's memory: the model of the others, and what quick tests use. */
export class MemoryIdentityRows implements IdentityRows {
  constructor(protected readonly memory: IdentityMemory = new IdentityMemory()) {}

  get(kind: RowKind, id: string): Promise<IdentityRow | undefined> {
    return Promise.resolve(this.memory.rows.get(keyOf(kind, id)));
  }

  byHandle(kind: RowKind, handle: string): Promise<IdentityRow | undefined> {
    return Promise.resolve(this.#all(kind).find((row) => row.handle === handle));
  }

  add(row: IdentityRow): Promise<boolean> {
    const key = keyOf(row.kind, row.id);
    const taken = row.handle !== undefined && this.#all(row.kind).some(({ handle }) => handle === row.handle);
    if (taken || this.memory.rows.has(key)) return Promise.resolve(false);
    this.memory.rows.set(key, row);
    return Promise.resolve(true);
  }

  replace({ kind, id, until, revision, content }: IdentityRow): Promise<boolean> {
    const was = this.memory.rows.get(keyOf(kind, id));
    if (was?.revision !== revision - 1) return Promise.resolve(false);
    const { handle, owner } = was;
    this.memory.rows.set(keyOf(kind, id), {
      kind,
      id,
      revision,
      content,
      ...(handle !== undefined && { handle }),
      ...(owner !== undefined && { owner }),
      ...(until !== undefined && { until }),
    });
    return Promise.resolve(true);
  }

  ownedBy(kind: RowKind, owner: string): Promise<readonly IdentityRow[]> {
    const owned = this.#all(kind).filter((row) => row.owner === owner);
    return Promise.resolve(owned.sort((a, b) => (a.id < b.id ? -1 : 1)).slice(0, MAX_OWNED_ROWS));
  }

  remove(kind: RowKind, id: string): Promise<void> {
    this.memory.rows.delete(keyOf(kind, id));
    return Promise.resolve();
  }

  removeOwned(kind: RowKind, owner: string): Promise<void> {
    return this.#removeAll(this.#all(kind).filter((row) => row.owner === owner));
  }

  removeExpired(kind: RowKind, before: number): Promise<void> {
    return this.#removeAll(this.#all(kind).filter(({ until }) => until !== undefined && until < before));
  }

  any(kind: RowKind): Promise<boolean> {
    return Promise.resolve(this.#all(kind).length > 0);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  #all(kind: RowKind): readonly IdentityRow[] {
    return [...this.memory.rows.values()].filter((row) => row.kind === kind);
  }

  #removeAll(rows: readonly IdentityRow[]): Promise<void> {
    for (const { kind, id } of rows) this.memory.rows.delete(keyOf(kind, id));
    return Promise.resolve();
  }
}

function keyOf(kind: RowKind, id: string): string {
  return `${kind}/${id}`;
}
