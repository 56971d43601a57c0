import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestInfra, type TestInfra } from '@taizhang/infra-local';
import { ALL_CONTEXTS, startDistributed, startEmbedded } from '../deployments/deployment.js';
import { playSlice, type PlayedSlice } from './play-slice.js';

/** The first leaf that is not the same in both, as `[ledger, idx, one, other]`. */
function firstDifference(one: PlayedSlice['leaves'], other: PlayedSlice['leaves']): readonly unknown[] | undefined {
  for (const ledger of new Set([...Object.keys(one), ...Object.keys(other)])) {
    const [a, b] = [one[ledger] ?? [], other[ledger] ?? []];
    const idx = Array.from({ length: Math.max(a.length, b.length) }).findIndex((_gap, i) => a[i] !== b[i]);
    if (idx >= 0) return [ledger, idx, a[idx], b[idx]];
  }
  return undefined;
}

describe('the slice on both deployments', () => {
  let infra: TestInfra;
  let folder: string;
  let distributed: PlayedSlice;
  let embedded: PlayedSlice;
  const exits: (number | null)[] = [];

  beforeAll(async () => {
    // Servers of its own: topics and consumer groups are named for the contexts, so one broker serves one deployment.
    infra = await startTestInfra({ mongodb: 'memory' });
    folder = await mkdtemp(join(tmpdir(), 'taizhang-both-'));
    const one = await startEmbedded(folder);
    embedded = await playSlice(one);
    exits.push(...(await one.stop()));
    const databases = `slice-${randomUUID().slice(0, 8)}`;
    const servers = { ...infra, databases, blobs: join(folder, 'shared-blobs') };
    const both = await startDistributed(servers, {}, ALL_CONTEXTS);
    distributed = await playSlice(both);
    exits.push(...(await both.stop()));
  }, 900_000);
  afterAll(async () => {
    await infra.stop();
    await rm(folder, { recursive: true });
  });

  it('accepts and refuses each step as it says', () => {
    expect(distributed.surprises).toEqual([]);
    expect(embedded.surprises).toEqual([]);
  });

  it('ends with identical leaf bytes', () => {
    expect(firstDifference(embedded.leaves, distributed.leaves)).toBeUndefined();
    expect(Object.values(embedded.leaves).flat().length).toBeGreaterThan(30);
  });

  it('stops every host in order', () => {
    expect(exits).toEqual([0, 0, 0, 0, 0, 0, 0]);
  });
});
