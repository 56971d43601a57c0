import type { IdentityRow, IdentityRows, RowKind } from '@taizhang/identity-port';
import { identityStoreCases } from './identity-store.cases.js';
import { runCase } from './identity-store.conformance.js';
import { memoryIdentityFixture } from './memory-identity-fixture.js';
import { MemoryIdentityRows, type IdentityMemory } from './memory-identity-rows.js';

/** Keeps nothing and says that all went well. */
class DoNothingIdentityRows extends MemoryIdentityRows {
  override add = () => Promise.resolve(true);
  override replace = () => Promise.resolve(true);
}

class ForgetsHandles extends MemoryIdentityRows {
  override add({ handle: _handle, ...row }: IdentityRow): Promise<boolean> {
    return super.add(row);
  }
}

class Overwrites extends MemoryIdentityRows {
  override add(row: IdentityRow): Promise<boolean> {
    this.memory.rows.set(`${row.kind}/${row.id}`, row);
    return Promise.resolve(true);
  }
}

class ReplacesAnyRevision extends MemoryIdentityRows {
  override replace(row: IdentityRow): Promise<boolean> {
    this.memory.rows.set(`${row.kind}/${row.id}`, row);
    return Promise.resolve(true);
  }
}

class RemovesNothing extends MemoryIdentityRows {
  override remove = () => Promise.resolve();
}

class ListsEverybodys extends MemoryIdentityRows {
  override async ownedBy(kind: RowKind, owner: string): Promise<readonly IdentityRow[]> {
    const own = await super.ownedBy(kind, owner);
    return [...own, ...[...this.memory.rows.values()].filter((row) => !own.includes(row))];
  }
}

class EndsNoSessions extends MemoryIdentityRows {
  override removeOwned = () => Promise.resolve();
}

class RemovesWhatStays extends MemoryIdentityRows {
  override removeExpired(kind: RowKind): Promise<void> {
    return super.removeExpired(kind, Number.POSITIVE_INFINITY);
  }
}

class MixesKinds extends MemoryIdentityRows {
  override any = () => Promise.resolve(this.memory.rows.size > 0);
}

async function failing(make: (memory: IdentityMemory) => IdentityRows): Promise<readonly string[]> {
  const failed: string[] = [];
  for (const each of identityStoreCases)
    await runCase(each, memoryIdentityFixture(make)).catch(() => failed.push(each.title));
  return failed;
}

describe('the suite of identity stores', () => {
  it('has cases with titles of their own', () => {
    expect(new Set(identityStoreCases.map(({ title }) => title)).size).toBe(identityStoreCases.length);
  });

  it('fails rows that keep nothing in every case', async () => {
    const failed = await failing((memory) => new DoNothingIdentityRows(memory));
    expect(failed).toEqual(identityStoreCases.map(({ title }) => title));
  });

  it.each([
    ['forgets handles', ForgetsHandles, 'by its handle'],
    ['overwrites', Overwrites, 'that is taken'],
    ['replaces at any revision', ReplacesAnyRevision, 'at the revision'],
    ['removes nothing', RemovesNothing, 'removes one row'],
    ['lists the rows of others', ListsEverybodys, 'lists what belongs'],
    ['ends no sessions', EndsNoSessions, 'belongs to an account'],
    ['removes what has not expired', RemovesWhatStays, 'has expired'],
    ['mixes the kinds', MixesKinds, 'of a kind'],
  ])('notices rows of which one %s', async (_fault, Broken, caught) => {
    expect(await failing((memory) => new Broken(memory))).toContainEqual(expect.stringContaining(caught));
  });
});
