import type { KeyRow, KeyRowChange, KeyRowPage, KeyRows } from '@taizhang/keys-port';
import { MemoryKeyRows, type KeyMemory } from '../memory/memory-key-rows.js';

/** Rows with one fault, and where the suite must notice it. */
export interface BrokenKeyRows {
  readonly fault: string;
  readonly make: (memory: KeyMemory) => KeyRows;
  /** Words in the title of a case that must be among the failing ones. */
  readonly caught: string;
}

/** Takes everything and keeps nothing. */
export class DoNothingKeyRows extends MemoryKeyRows {
  override insertAll(): Promise<ReadonlySet<string>> {
    return Promise.resolve(new Set());
  }
}

class Overwriting extends MemoryKeyRows {
  override async insertAll(rows: readonly KeyRow[]): Promise<ReadonlySet<string>> {
    await super.deleteAll(rows.map(({ id }) => id));
    return super.insertAll(rows);
  }
}

class StoppingAtDuplicates extends MemoryKeyRows {
  override async insertAll(rows: readonly KeyRow[]): Promise<ReadonlySet<string>> {
    for (const row of rows) if ((await super.insertAll([row])).size > 0) return new Set([row.id]);
    return new Set();
  }
}

class ForgettingGroups extends MemoryKeyRows {
  override replaceAll(changes: readonly KeyRowChange[]): Promise<number> {
    return super.replaceAll(
      changes.map(({ row: { id, open, wrapped }, was }) => ({ row: { id, open, wrapped }, was })),
    );
  }
}

class ReplacingAlways extends MemoryKeyRows {
  override replaceAll(changes: readonly KeyRowChange[]): Promise<number> {
    for (const { row } of changes) if (this.memory.rows.has(row.id)) this.memory.rows.set(row.id, row);
    return Promise.resolve(changes.length);
  }
}

class KeepingDeleted extends MemoryKeyRows {
  override deleteAll(): Promise<void> {
    return Promise.resolve();
  }
}

class IgnoringAfter extends MemoryKeyRows {
  override list(prefix: string, { limit }: KeyRowPage): Promise<readonly KeyRow[]> {
    return super.list(prefix, { limit });
  }
}

class MatchingAnywhere extends MemoryKeyRows {
  override count(prefix: string): Promise<number> {
    return Promise.resolve([...this.memory.rows.keys()].filter((id) => !id.startsWith(`${prefix}~`)).length);
  }
}

class OneGroup extends MemoryKeyRows {
  override ofGroup(_group: string, page: KeyRowPage): Promise<readonly KeyRow[]> {
    return super.list('', page);
  }
}

/** Faults that rows may have, each with what must notice it. */
export const brokenKeyRows: readonly BrokenKeyRows[] = [
  { fault: 'overwrites', make: (memory) => new Overwriting(memory), caught: 'overwrites none' },
  {
    fault: 'stops at a duplicate',
    make: (memory) => new StoppingAtDuplicates(memory),
    caught: 'beside rows that exist',
  },
  { fault: 'forgets groups', make: (memory) => new ForgettingGroups(memory), caught: 'keeps their groups' },
  {
    fault: 'replaces without looking',
    make: (memory) => new ReplacingAlways(memory),
    caught: 'still hold what was read',
  },
  { fault: 'keeps what it destroys', make: (memory) => new KeepingDeleted(memory), caught: 'destroys a key for good' },
  { fault: 'begins every page anew', make: (memory) => new IgnoringAfter(memory), caught: 'in pages' },
  { fault: 'counts all', make: (memory) => new MatchingAnywhere(memory), caught: 'counts them' },
  { fault: 'has one group', make: (memory) => new OneGroup(memory), caught: 'about a subject' },
];
