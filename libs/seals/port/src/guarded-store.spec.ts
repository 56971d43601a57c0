import { createMemoryCommitStorage, MemoryDatabase } from '@taizhang/event-store-conformance';
import { createEventStore } from '@taizhang/event-store-port';
import { derivedUuid, ledgerId, manualClock, systemEntropy } from '@taizhang/kernel';
import { leafHash } from '@taizhang/ledger';
import { GuardMemory, MemoryGuardRows, SEALS_AUTHORITY } from '@taizhang/seals-conformance';
import { aCommit, BUILT_ACTOR, derivedLedgerKeys } from '@taizhang/testkit';
import { guardName } from './checkpoint-signer.js';
import { LedgerBehindError } from './errors.js';
import { guardedStore, ledgersBehind } from './guarded-store.js';

const [BEHIND, WHOLE, GONE] = [ledgerId('issues', 'behind'), ledgerId('issues', 'whole'), ledgerId('issues', 'gone')];

async function scene() {
  const inner = createEventStore(createMemoryCommitStorage(new MemoryDatabase()), {
    authority: SEALS_AUTHORITY,
    clock: manualClock('2014-03-20T01:00:00.000Z'),
    entropy: systemEntropy,
    ledgerKeys: derivedLedgerKeys,
  });
  const guard = new MemoryGuardRows(new GuardMemory());
  const signed = [
    [BEHIND, 3],
    [WHOLE, 2],
    [GONE, 1],
  ] as const;
  for (const ledger of [BEHIND, WHOLE]) await inner.append(ledger, aCommit());
  for (const [ledger, size] of signed)
    await guard.advance(guardName(ledger), { size, root: leafHash(Buffer.from(ledger)), time: 0 }, undefined);
  return { inner, guard, store: guardedStore(inner, guard) };
}

describe('a store under the guard', () => {
  it('takes nothing for a ledger with fewer leaves than were signed, and everything for others', async () => {
    const { store, inner } = await scene();
    await expect(store.append(BEHIND, aCommit())).rejects.toThrow(LedgerBehindError);
    await expect(store.append(GONE, aCommit())).rejects.toMatchObject({ code: 'LEDGER_BEHIND', signed: 1, present: 0 });
    const id = derivedUuid('close');
    const closing = { id, actor: BUILT_ACTOR, reason: 'merged', basis: 'order-1', successors: [] } as const;
    await expect(store.close(BEHIND, closing)).rejects.toThrow(LedgerBehindError);
    await expect(store.record(BEHIND, { id, actor: BUILT_ACTOR, events: [] })).rejects.toThrow(LedgerBehindError);
    expect((await store.append(WHOLE, aCommit())).idx).toBe(2);
    expect((await store.append(ledgerId('issues', 'new'), aCommit())).idx).toBe(1);
    expect((await store.head(BEHIND))?.size).toBe(2);
    await inner.stop();
  });

  it('lets a ledger be written again once what was signed is back', async () => {
    const { store, inner } = await scene();
    await expect(store.append(BEHIND, aCommit())).rejects.toThrow(LedgerBehindError);
    await inner.append(BEHIND, aCommit());
    expect((await store.append(BEHIND, aCommit())).idx).toBe(3);
    await inner.stop();
  });

  it('lists what is behind at a start', async () => {
    const { inner, guard } = await scene();
    const found: string[] = [];
    for await (const { ledger, signed, present } of ledgersBehind(inner, guard, ['issues', 'organization']))
      found.push(`${ledger} ${String(present)}<${String(signed)}`);
    expect(found).toEqual([`${BEHIND} 2<3`, `${GONE} 0<1`]);
    await inner.stop();
  });
});
