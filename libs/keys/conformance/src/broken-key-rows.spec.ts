import type { KeyRows } from '@taizhang/keys-port';
import { brokenKeyRows, DoNothingKeyRows } from './broken/broken-key-rows.js';
import type { KeyMemory } from './memory/memory-key-rows.js';
import { memoryKeyFixture } from './memory/memory-key-fixture.js';
import { keyStoreCases } from './key-store.conformance.js';

/** Titles of the cases that rows of a make fail. Opening a store costs a passphrase's scrypt, so none is run for nothing. */
async function failing(make: (memory: KeyMemory) => KeyRows, cases = keyStoreCases): Promise<readonly string[]> {
  const failed: string[] = [];
  for (const { title, run } of cases) await run(memoryKeyFixture(make)).catch(() => failed.push(title));
  return failed;
}

describe('the suite of key stores', () => {
  it('has cases with titles of their own', () => {
    expect(new Set(keyStoreCases.map(({ title }) => title)).size).toBe(keyStoreCases.length);
  });

  it('fails rows that keep nothing in every case', async () => {
    expect(await failing((memory) => new DoNothingKeyRows(memory))).toEqual(keyStoreCases.map(({ title }) => title));
  });

  it.each(brokenKeyRows)('notices rows of which one $fault', async ({ make, caught }) => {
    const meant = keyStoreCases.filter(({ title }) => title.includes(caught));
    expect(await failing(make, meant)).toContainEqual(expect.stringContaining(caught));
  });
});
