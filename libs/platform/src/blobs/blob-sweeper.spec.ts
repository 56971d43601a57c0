import { ledgerId, type LedgerId } from '@taizhang/kernel';
import { machineTimers } from '@taizhang/messaging-port';
import type { ContextReads } from '../context/context-feature.js';
import type { ContextRegistry } from '../context/context-registry.js';
import { BlobSweeper } from './blob-sweeper.js';

const LEDGER = ledgerId('issues', 'wgx-0371');
const USED = 'a'.repeat(64);
const UNUSED = 'b'.repeat(64);

/** A sweeper over a view that has seen some of a ledger of ten events, and what it would remove. */
function scene({ seen = 10, owns = ['issues'], takes = true } = {}) {
  const removed: string[] = [];
  const feature = { context: 'issues', ...(takes && { blobs: { references: 'references' } }) };
  const failures: unknown[] = [];
  const sweeper = new BlobSweeper({
    // of a registry and of reads, what sweeping asks
    registry: { features: () => [feature], feature: () => feature } as unknown as ContextRegistry,
    own: new Set(owns),
    vault: {
      sweep: async (_context: string, isReferred: (ledger: LedgerId, sha256: string) => Promise<boolean>) => {
        for (const sha256 of [USED, UNUSED]) if (!(await isReferred(LEDGER, sha256))) removed.push(sha256);
        return removed.length;
      },
    },
    readsOf: () =>
      ({
        seen: () => Promise.resolve(seen),
        get: (_view: string, _ledger: LedgerId, key: string) =>
          Promise.resolve(key === USED ? { ledger: LEDGER, key, idx: 1, doc: {} } : undefined),
      }) as unknown as ContextReads,
    store: { head: () => Promise.resolve({ ledger: LEDGER, size: 10, storedAt: '2014-07-20T02:00:00.000Z' }) },
    timers: machineTimers,
    failed: (error) => failures.push(error),
  });
  return { sweeper, removed };
}

describe('sweeping blobs', () => {
  it('removes what the view of references does not know', async () => {
    const { sweeper, removed } = scene();
    expect(await sweeper.sweep()).toBe(1);
    expect(removed).toEqual([UNUSED]);
  });

  it('removes nothing while that view is behind its ledger', async () => {
    const { sweeper, removed } = scene({ seen: 9 });
    expect(await sweeper.sweep()).toBe(0);
    expect(removed).toEqual([]);
  });

  it.each([{ owns: ['discipline'] }, { takes: false }])('touches no other context: %j', async (what) => {
    expect(await scene(what).sweeper.sweep()).toBe(0);
  });

  it('stops at once while it waits', async () => {
    const { sweeper, removed } = scene();
    sweeper.start();
    await sweeper.stop();
    expect(removed).toEqual([]);
  });
});
