import { brokenStorages } from './broken/broken-storages.js';
import { doNothingStorage } from './broken/faulty-storages.js';
import { memoryFixture } from './memory/memory-fixture.js';
import type { ViewStorage } from '@taizhang/views-port';
import type { ConformanceCase } from './conformance-case.js';
import { viewsCases } from './suite.js';

const SCALE = 0.25;

async function failing(make: () => ViewStorage): Promise<readonly ConformanceCase[]> {
  const failed: ConformanceCase[] = [];
  for (const one of viewsCases) {
    await one.run(memoryFixture(make, SCALE)).catch(() => failed.push(one));
  }
  return failed;
}

describe('the suite itself', () => {
  it('has cases with titles of their own', () => {
    expect(new Set(viewsCases.map(({ title }) => title)).size).toBe(viewsCases.length);
  });

  it('fails a storage that does nothing in every case', async () => {
    expect(await failing(doNothingStorage)).toEqual(viewsCases);
  });

  it.each(brokenStorages)('notices a storage that $fault', async ({ make, caught, topics }) => {
    const failed = await failing(make);
    expect(failed.map(({ title }) => title)).toContainEqual(expect.stringContaining(caught));
    expect([...new Set(failed.map(({ topic }) => topic))].sort()).toEqual([...topics].sort());
  });
});
