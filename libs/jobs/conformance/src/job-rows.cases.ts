import assert from 'node:assert/strict';
import { MAX_LISTED_JOBS, MAX_RESULTS_AT_ONCE, type JobRow } from '@taizhang/jobs-port';
import type { JobRowsCase } from './conformance-case.js';

const row = (id: string, more: Partial<JobRow> = {}): JobRow => ({
  id,
  context: 'issues',
  owner: 'acct-1',
  state: 'WAITING',
  created: 1_700_000_000_000,
  until: 1_700_600_000_000,
  revision: 0,
  sealed: `sealed-${id}`,
  ...more,
});
/** In arrays of this realm: a native driver's, under Jest, are of another. */
const idsOf = (rows: readonly JobRow[]) => [...rows].map(({ id }) => id);
const plain = <T extends object>(rows: readonly T[]) => [...rows].map((each) => ({ ...each }));

/** Every case, as data. */
export const jobRowsCases: readonly JobRowsCase[] = [
  {
    title: 'gives back a job as it was added, to another process too',
    check: async (one, other) => {
      assert.equal(await one.add(row('j-1')), true);
      assert.deepEqual({ ...(await other.get('j-1')) }, row('j-1'));
      assert.equal(await other.get('j-2'), undefined);
    },
  },
  {
    title: 'adds nothing under an id that is taken, and says so',
    check: async (one, other) => {
      const tries = [one.add(row('j-1')), other.add(row('j-1', { owner: 'acct-2' }))];
      assert.deepEqual((await Promise.all(tries)).filter(Boolean), [true]);
      const kept = (await one.get('j-1'))?.owner;
      assert.equal(await other.add(row('j-1', { owner: 'acct-3' })), false);
      assert.equal((await one.get('j-1'))?.owner, kept);
    },
  },
  {
    title: 'replaces a job at the revision that was read, once',
    check: async (one, other) => {
      await one.add(row('j-1'));
      const next = row('j-1', { state: 'RUNNING', until: 5, sealed: 'more', revision: 1 });
      const both = await Promise.all([one.replace(next), other.replace({ ...next, sealed: 'others' })]);
      assert.deepEqual(both.filter(Boolean), [true]);
      assert.equal((await other.get('j-1'))?.until, 5);
      assert.equal(await other.replace(next), false);
      const last = row('j-1', { state: 'DONE', until: 6, sealed: 'last', revision: 2 });
      assert.equal(await other.replace(last), true);
      assert.deepEqual({ ...(await one.get('j-1')) }, last);
    },
  },
  {
    title: 'replaces nothing that is not there',
    check: async (one) => {
      await one.add(row('j-2'));
      assert.equal(await one.replace(row('j-1', { revision: 1 })), false);
      assert.equal(await one.get('j-1'), undefined);
      assert.deepEqual({ ...(await one.get('j-2')) }, row('j-2'));
    },
  },
  {
    title: 'lists what an account started in a context, newest first and within its limit',
    check: async (one, other) => {
      const ids = Array.from({ length: MAX_LISTED_JOBS + 1 }, (_none, i) => `j-${String(i).padStart(3, '0')}`);
      for (const [i, id] of ids.entries()) await one.add(row(id, { created: i }));
      await one.add(row('others', { owner: 'acct-2', created: 999 }));
      await one.add(row('elsewhere', { context: 'rules', created: 999 }));
      assert.deepEqual(idsOf(await other.ownedBy('issues', 'acct-1')), [...ids].reverse().slice(0, MAX_LISTED_JOBS));
      assert.deepEqual(idsOf(await other.ownedBy('issues', 'acct-2')), ['others']);
      assert.deepEqual(idsOf(await other.ownedBy('rules', 'acct-1')), ['elsewhere']);
    },
  },
  {
    title: 'lists what waits or is at work, oldest first',
    check: async (one, other) => {
      await one.add(row('new', { created: 3 }));
      await one.add(row('old', { created: 1, state: 'RUNNING' }));
      await one.add(row('done', { created: 0, state: 'DONE' }));
      await one.add(row('failed', { created: 0, state: 'FAILED' }));
      await one.add(row('cancelled', { created: 0, state: 'CANCELLED' }));
      await one.add(row('elsewhere', { created: 2, context: 'rules' }));
      assert.deepEqual(idsOf(await other.unfinished('issues')), ['old', 'new']);
      await one.replace(row('old', { state: 'DONE', revision: 1 }));
      assert.deepEqual(idsOf(await other.unfinished('issues')), ['new']);
    },
  },
  {
    title: 'walks all jobs of a context in order of their ids',
    check: async (one, other) => {
      const ids = Array.from({ length: MAX_LISTED_JOBS + 2 }, (_none, i) => `j-${String(i).padStart(3, '0')}`);
      for (const id of [...ids].reverse()) await one.add(row(id, { state: 'DONE' }));
      await one.add(row('k', { context: 'rules' }));
      const first = idsOf(await other.list('issues'));
      assert.deepEqual(first, ids.slice(0, MAX_LISTED_JOBS));
      assert.deepEqual(idsOf(await other.list('issues', first.at(-1))), ids.slice(MAX_LISTED_JOBS));
    },
  },
  {
    title: 'removes a job with its results, and no other',
    check: async (one, other) => {
      for (const id of ['j-1', 'j-2']) {
        await one.add(row(id));
        await one.addResults(id, [{ n: 0, sealed: id }]);
      }
      await other.remove('j-1');
      await other.remove('j-0');
      assert.equal(await one.get('j-1'), undefined);
      assert.deepEqual(plain(await one.results('j-1', 0)), []);
      assert.deepEqual(plain(await one.results('j-2', 0)), [{ n: 0, sealed: 'j-2' }]);
      assert.equal(await one.add(row('j-1')), true);
    },
  },
  {
    title: 'keeps results by their number, the last word counting, and gives them in order within its limit',
    check: async (one, other) => {
      await one.add(row('j-1'));
      const all = Array.from({ length: MAX_RESULTS_AT_ONCE + 3 }, (_none, n) => ({ n, sealed: `r${String(n)}` }));
      await one.addResults('j-1', all.slice(0, 3));
      assert.equal(await other.resultCount('j-1'), 3);
      await other.addResults('j-1', [...all.slice(2), { n: 1, sealed: 'again' }]);
      await one.addResults('j-1', []);
      const read = plain(await one.results('j-1', 1));
      assert.equal(read.length, MAX_RESULTS_AT_ONCE);
      assert.deepEqual(read.slice(0, 2), [
        { n: 1, sealed: 'again' },
        { n: 2, sealed: 'r2' },
      ]);
      assert.deepEqual(plain(await one.results('j-1', MAX_RESULTS_AT_ONCE + 2)), all.slice(-1));
      assert.equal(await one.resultCount('j-1'), all.length);
      assert.equal(await one.resultCount('j-2'), 0);
    },
  },
  {
    title: 'keeps notes until they are taken off',
    check: async (one, other) => {
      for (const name of ['erasing/issues/b', 'erasing/issues/a', 'erasing/issues/a', 'erasing/rules/a'])
        await one.mark(name);
      assert.deepEqual([...(await other.marks('erasing/issues/'))], ['erasing/issues/a', 'erasing/issues/b']);
      await other.unmark('erasing/issues/a');
      await other.unmark('erasing/issues/none');
      assert.deepEqual([...(await one.marks('erasing/'))], ['erasing/issues/b', 'erasing/rules/a']);
    },
  },
];
