import assert from 'node:assert/strict';
import { createIdentityStore, MAX_OWNED_ROWS, type AccountLink, type IdentityRow } from '@taizhang/identity-port';
import type { IdentityStoreCase } from './conformance-case.js';

const row = (id: string, more: Partial<IdentityRow> = {}): IdentityRow => ({
  kind: 'session',
  id,
  revision: 0,
  content: { note: id, deep: { list: [1, null, '二'] } },
  ...more,
});
const account = (id: string, handle: string) => row(id, { kind: 'account', handle });
const link = (id: string, more: Partial<AccountLink> = {}): AccountLink => ({
  id,
  account: 'acct-1',
  issuer: 'https://issuer.example',
  subject: id,
  revision: 0,
  ...more,
});
/** In an array of this realm: a native driver's, under Jest, is of another. */
const idsOf = (rows: readonly { readonly id: string }[]) => [...rows].map(({ id }) => id);

/** Every case, as data. */
export const identityStoreCases: readonly IdentityStoreCase[] = [
  {
    title: 'gives back a row as it was added, to another process too',
    check: async (one, other) => {
      const full = row('s-1', { handle: 'h-1', owner: 'acct-1', until: 1_700_000_000_000 });
      assert.equal(await one.add(full), true);
      assert.equal(await one.add(row('s-2')), true);
      assert.deepEqual(await other.get('session', 's-1'), full);
      assert.deepEqual(await other.get('session', 's-2'), row('s-2'));
      assert.equal(await other.get('account', 's-1'), undefined);
    },
  },
  {
    title: 'finds a row by its handle within its kind',
    check: async (one, other) => {
      await one.add(account('a-1', 'clerk'));
      assert.deepEqual(await other.byHandle('account', 'clerk'), account('a-1', 'clerk'));
      assert.equal(await other.byHandle('session', 'clerk'), undefined);
      assert.equal(await other.byHandle('account', 'a-1'), undefined);
    },
  },
  {
    title: 'adds nothing under an id that is taken, and says so',
    check: async (one, other) => {
      await one.add(row('s-1', { owner: 'acct-1' }));
      assert.equal(await other.add(row('s-1', { owner: 'acct-2' })), false);
      assert.equal((await one.get('session', 's-1'))?.owner, 'acct-1');
    },
  },
  {
    title: 'lets one of several take a handle',
    check: async (one, other) => {
      const tries = [one, other, one, other].map((rows, i) => rows.add(account(`a-${String(i)}`, 'clerk')));
      assert.deepEqual((await Promise.all(tries)).filter(Boolean), [true]);
      assert.equal(await one.add(row('s-1', { handle: 'clerk' })), true);
    },
  },
  {
    title: 'replaces a row at the revision that was read, once',
    check: async (one, other) => {
      await one.add(row('s-1', { handle: 'h', owner: 'acct-1', until: 5 }));
      const next = { ...row('s-1', { handle: 'h', owner: 'acct-1', until: 9 }), revision: 1, content: { by: 'one' } };
      const later = { ...row('s-1', { handle: 'h', owner: 'acct-1' }), revision: 2 };
      const both = [one.replace(next), other.replace({ ...next, content: { by: 'other' } })];
      assert.deepEqual((await Promise.all(both)).filter(Boolean), [true]);
      assert.equal((await one.get('session', 's-1'))?.until, 9);
      assert.equal(await other.replace(next), false);
      assert.equal(await other.replace(later), true);
      assert.deepEqual(await one.get('session', 's-1'), later);
    },
  },
  {
    title: 'replaces nothing that does not exist',
    check: async (one) => {
      await one.add(row('s-2'));
      assert.equal(await one.replace({ ...row('s-1'), revision: 1 }), false);
      assert.equal(await one.get('session', 's-1'), undefined);
      assert.deepEqual(await one.get('session', 's-2'), row('s-2'));
    },
  },
  {
    title: 'removes one row, and frees its handle',
    check: async (one, other) => {
      await one.add(account('a-1', 'clerk'));
      await one.add(account('a-2', 'chief'));
      await other.remove('account', 'a-1');
      await other.remove('account', 'a-0');
      assert.equal(await one.get('account', 'a-1'), undefined);
      assert.equal(await one.add(account('a-3', 'clerk')), true);
      assert.deepEqual(await one.get('account', 'a-2'), account('a-2', 'chief'));
    },
  },
  {
    title: 'lists what belongs to an account, of one kind, in order and within its limit',
    check: async (one, other) => {
      const ids = Array.from({ length: MAX_OWNED_ROWS + 1 }, (_none, i) => `l-${String(i).padStart(3, '0')}`);
      for (const id of [...ids].reverse()) await one.add(row(id, { kind: 'link', owner: 'acct-1' }));
      await one.add(row('l-other', { kind: 'link', owner: 'acct-2', handle: 'h', until: 5 }));
      await one.add(row('s-1', { owner: 'acct-1' }));
      const listed = await other.ownedBy('link', 'acct-1');
      assert.deepEqual(idsOf(listed), ids.slice(0, MAX_OWNED_ROWS));
      assert.deepEqual(
        [...(await other.ownedBy('link', 'acct-2'))],
        [row('l-other', { kind: 'link', owner: 'acct-2', handle: 'h', until: 5 })],
      );
      assert.deepEqual(idsOf(await other.ownedBy('link', 'acct-3')), []);
    },
  },
  {
    title: 'keeps one link of each account and issuer, found by what it is made of and listed by its account',
    check: async (one, other) => {
      const [{ links }, { links: seen }] = [createIdentityStore(one), createIdentityStore(other)];
      assert.equal(await links.add(link('first')), true);
      assert.equal(await seen.add(link('second')), false);
      assert.equal(await seen.add(link('first', { account: 'acct-2' })), false);
      assert.equal(await seen.add(link('elsewhere', { issuer: 'https://other.example' })), true);
      assert.equal(await seen.add(link('others', { account: 'acct-2' })), true);
      assert.deepEqual(await seen.get('first'), link('first'));
      assert.deepEqual(idsOf(await seen.ownedBy('acct-1')), ['elsewhere', 'first']);
      await seen.remove('first');
      assert.equal(await links.get('first'), undefined);
      assert.equal(await links.add(link('second')), true);
    },
  },
  {
    title: 'removes what belongs to an account, of one kind',
    check: async (one, other) => {
      await one.add(row('s-1', { owner: 'acct-1' }));
      await one.add(row('s-2', { owner: 'acct-1' }));
      await one.add(row('s-3', { owner: 'acct-2' }));
      await one.add(row('t-1', { kind: 'tries', owner: 'acct-1' }));
      await other.removeOwned('session', 'acct-1');
      const left = await Promise.all(['s-1', 's-2', 's-3'].map((id) => one.get('session', id)));
      assert.deepEqual(left, [undefined, undefined, row('s-3', { owner: 'acct-2' })]);
      assert.notEqual(await one.get('tries', 't-1'), undefined);
    },
  },
  {
    title: 'removes what has expired, and nothing that stays',
    check: async (one, other) => {
      await one.add(row('old', { until: 9 }));
      await one.add(row('new', { until: 10 }));
      await one.add(row('stays'));
      await other.removeExpired('session', 10);
      const left = await Promise.all(['old', 'new', 'stays'].map((id) => one.get('session', id)));
      assert.deepEqual(left, [undefined, row('new', { until: 10 }), row('stays')]);
    },
  },
  {
    title: 'tells whether there is any row of a kind',
    check: async (one, other) => {
      await one.add(row('s-1'));
      assert.deepEqual([await other.any('session'), await other.any('account')], [true, false]);
    },
  },
];
