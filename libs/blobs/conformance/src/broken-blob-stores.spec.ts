import type { BlobStore } from '@taizhang/blobs-port';
import { brokenBlobStores, DoNothingBlobStore } from './broken/broken-blob-stores.js';
import { blobCases } from './cases.js';
import type { BlobsFixture } from './conformance-case.js';
import { MemoryBlobStore, type MemoryBlobs } from './memory/memory-blob-store.js';
import { blobsConformance } from './suite.js';

const fixture = (make: (blobs: MemoryBlobs) => BlobStore): BlobsFixture => ({
  name: 'memory',
  createPlace: () => {
    const blobs: MemoryBlobs = new Map();
    return Promise.resolve({ open: () => Promise.resolve(make(blobs)), drop: () => Promise.resolve() });
  },
});

async function failing(make: (blobs: MemoryBlobs) => BlobStore): Promise<readonly string[]> {
  const failed: string[] = [];
  for (const { title, run } of blobCases) await run(fixture(make)).catch(() => failed.push(title));
  return failed;
}

blobsConformance(fixture((blobs) => new MemoryBlobStore(blobs)));

describe('the suite itself', () => {
  it('has cases with titles of their own', () => {
    expect(new Set(blobCases.map(({ title }) => title)).size).toBe(blobCases.length);
  });

  it('fails a store that does nothing in every case', async () => {
    expect(await failing(() => new DoNothingBlobStore())).toEqual(blobCases.map(({ title }) => title));
  });

  it.each(brokenBlobStores)('notices a store that $fault', async ({ make, caught }) => {
    expect(await failing(make)).toContainEqual(expect.stringContaining(caught));
  });
});
