import { FollowerMemory, MemoryFollowerState } from '@taizhang/messaging-conformance';
import { DATA_HOLD_TTL_MS, holdByLeases } from './data-hold.js';
import { machineTimers } from './timers.js';

describe('data held by leases', () => {
  let nowMs: number;
  let state: MemoryFollowerState;
  const releases: (() => Promise<void>)[] = [];
  let holders = 0;
  beforeEach(() => {
    nowMs = 1_000_000;
    state = new MemoryFollowerState(new FollowerMemory(), () => nowMs);
  });
  afterEach(async () => {
    for (const release of releases.splice(0)) await release();
  });
  const hold = async (how: 'shared' | 'alone') => {
    holders += 1;
    const release = await holdByLeases({ state, timers: machineTimers, holder: `holder-${String(holders)}` }, how);
    releases.push(release);
  };
  const giveBack = async () => {
    await releases.pop()?.();
  };

  it('are held by several hosts, and by nobody alone meanwhile', async () => {
    await hold('shared');
    await hold('shared');
    await expect(hold('alone')).rejects.toMatchObject({ code: 'DATA_IN_USE' });
    await giveBack();
    await expect(hold('alone')).rejects.toThrow(/^A host is at work/);
    await giveBack();
    await hold('alone');
  });

  it('are held by one alone, and by no host meanwhile', async () => {
    await hold('alone');
    await expect(hold('shared')).rejects.toThrow(/being mended or recovered/);
    await expect(hold('alone')).rejects.toMatchObject({ code: 'DATA_IN_USE' });
    await giveBack();
    await hold('shared');
  });

  it('are free again some time after a holder was killed', async () => {
    await state.acquireLeases('data', [0], 'killed', DATA_HOLD_TTL_MS);
    await expect(hold('alone')).rejects.toMatchObject({ code: 'DATA_IN_USE' });
    nowMs += DATA_HOLD_TTL_MS + 1;
    await hold('alone');
  });
});
