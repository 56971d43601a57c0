import { IdentityMemory, MemoryIdentityRows } from '@taizhang/identity-conformance';
import { createIdentityStore } from '@taizhang/identity-port';
import { FIRST_LOCK_MS, FREE_FAILURES, LONGEST_LOCK_MS, TriesToSignIn, TRIES_KEPT_MS } from './sign-in-tries.js';

describe('tries to sign in under a login', () => {
  let now: number;
  let memory: IdentityMemory;
  let tries: TriesToSignIn;
  const fail = async (times: number) => {
    const counted: boolean[] = [];
    for (let i = 0; i < times; i += 1) counted.push(await tries.begin('clerk'));
    return counted;
  };

  beforeEach(() => {
    now = 1_700_000_000_000;
    memory = new IdentityMemory();
    tries = new TriesToSignIn(createIdentityStore(new MemoryIdentityRows(memory)).tries, () => now);
  });

  it('count, and so does the one that locks: the next does not', async () => {
    expect(await fail(FREE_FAILURES + 2)).toEqual([...Array.from({ length: FREE_FAILURES + 1 }, () => true), false]);
  });

  it('are locked longer with every further failure, up to a bound', async () => {
    await fail(FREE_FAILURES);
    const locks: number[] = [];
    for (let i = 0; i < 12; i += 1) {
      expect(await fail(2)).toEqual([true, false]);
      const from = now;
      for (let lock = FIRST_LOCK_MS; !(await fail(1))[0]; lock *= 2) now = from + Math.min(lock, LONGEST_LOCK_MS);
      locks.push(now - from);
      now += LONGEST_LOCK_MS; // the try that ended the loop failed too
    }
    expect(locks[0]).toBe(FIRST_LOCK_MS);
    expect([...locks].sort((a, b) => a - b)).toEqual(locks);
    expect(locks.at(-1)).toBe(LONGEST_LOCK_MS);
  });

  it('locks nobody else', async () => {
    await fail(FREE_FAILURES + 2);
    expect(await tries.begin('chief')).toBe(true);
  });

  it('are not prolonged by tries while the login is locked', async () => {
    await fail(FREE_FAILURES + 1);
    now += FIRST_LOCK_MS - 1;
    expect(await fail(20)).not.toContain(true);
    now += 1;
    expect(await fail(1)).toEqual([true]);
  });

  it('are forgotten after a success, and a day after the last', async () => {
    await fail(FREE_FAILURES + 2);
    await tries.forget('clerk');
    expect(await fail(FREE_FAILURES + 1)).not.toContain(false);
    now += TRIES_KEPT_MS;
    expect(await fail(FREE_FAILURES + 1)).not.toContain(false);
  });

  it('have each their number, however many come at once', async () => {
    const counted = await Promise.all(Array.from({ length: 50 }, () => tries.begin('clerk')));
    expect(counted.filter(Boolean).length).toBeLessThanOrEqual(FREE_FAILURES + 1);
  });

  it('leave no login in the store', async () => {
    await fail(2);
    expect(JSON.stringify([...memory.rows])).not.toContain('clerk');
  });
});
