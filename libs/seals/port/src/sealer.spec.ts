import { createMemoryCommitStorage, MemoryDatabase } from '@taizhang/event-store-conformance';
import { createEventStore, type EventStore } from '@taizhang/event-store-port';
import { ledgerId, manualClock, systemEntropy, type LedgerId } from '@taizhang/kernel';
import { manualTimers, MemoryFollowerState } from '@taizhang/messaging-conformance';
import {
  GuardMemory,
  MemoryGuardRows,
  MemorySealRows,
  RecordingSigners,
  SealMemory,
  SEALS_AUTHORITY,
} from '@taizhang/seals-conformance';
import { aCommit, derivedLedgerKeys, eventually } from '@taizhang/testkit';
import { LedgerSeals } from './ledger-seals.js';
import { Sealer } from './sealer.js';

const LEDGER = ledgerId('issues', 'wgx-0371');

describe('a sealer', () => {
  let store: EventStore;
  const running: Sealer[] = [];
  beforeEach(() => {
    store = createEventStore(createMemoryCommitStorage(new MemoryDatabase()), {
      authority: SEALS_AUTHORITY,
      clock: manualClock('2014-03-20T01:00:00.000Z'),
      entropy: systemEntropy,
      ledgerKeys: derivedLedgerKeys,
    });
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((sealer) => sealer.stop(0)));
    await store.stop();
  });

  function scene(memory = new SealMemory(), guard = new GuardMemory()) {
    const [timers, keys, failures] = [manualTimers(1_000_000), new RecordingSigners(), new Array<unknown>()];
    const rows = new MemorySealRows(memory);
    const seals = new LedgerSeals({ store, rows, guard: new MemoryGuardRows(guard), keys, authority: SEALS_AUTHORITY });
    const sealer = new Sealer({
      seals,
      store,
      rows,
      state: new MemoryFollowerState(),
      contexts: ['issues'],
      holder: 'this process',
      timers,
      settings: { intervalMs: 10_000 },
      events: { failed: (error) => failures.push(error) },
    });
    running.push(sealer);
    const sizes = (ledger: LedgerId) => [...(memory.checkpoints.get(ledger)?.keys() ?? [])];
    return { timers, keys, rows, sealer, failures, sizes, memory, guard };
  }
  const append = (ledger: LedgerId) => store.append(ledger, aCommit());

  it('seals a commit, and those that follow it soon together when the interval is over', async () => {
    const { sealer, timers, sizes, failures } = scene();
    await append(LEDGER); // and the opening of the ledger
    sealer.start();
    await eventually('it is sealed', () => sizes(LEDGER).length === 1);
    for (let n = 0; n < 5; n += 1) await append(LEDGER);
    await eventually('it waits', () => sealer.waiting === 1);
    timers.advance(9_999);
    expect(sizes(LEDGER)).toEqual([2]);
    timers.advance(1);
    await eventually('it is sealed again', () => sizes(LEDGER).length === 2);
    expect(sizes(LEDGER)).toEqual([2, 7]);
    expect(failures).toEqual([]);
  });

  it('has a few timers, however many ledgers it seals', async () => {
    const { sealer, timers, sizes } = scene();
    const ledgers = Array.from({ length: 300 }, (_, n) => ledgerId('issues', `wgx-${String(n)}`));
    await Promise.all(ledgers.map(append));
    sealer.start();
    await eventually('all are sealed', () => ledgers.every((ledger) => sizes(ledger).length === 1));
    await Promise.all(ledgers.map(append));
    await eventually('all wait', () => sealer.waiting === 300);
    expect(timers.pending).toBeLessThanOrEqual(5);
  });

  it('makes a tree anew that was lost, though all is signed already', async () => {
    const first = scene();
    await append(LEDGER);
    await first.sealer.sealAll();
    await first.rows.forgetTree(LEDGER);
    const { sealer, rows, sizes, failures } = scene(first.memory, first.guard);
    sealer.start();
    await eventually('it is there again', async () => (await rows.tree(LEDGER))?.size === 2);
    expect(sizes(LEDGER)).toEqual([2]);
    expect(failures).toEqual([]);
  });

  it('leaves ledgers of other contexts alone', async () => {
    const { sealer, sizes } = scene();
    await append(ledgerId('organization', 'wgx-0371'));
    await append(LEDGER);
    sealer.start();
    await eventually('its own is sealed', () => sizes(LEDGER).length === 1);
    expect(sizes(ledgerId('organization', 'wgx-0371'))).toEqual([]);
  });

  it('seals what waits before it stops', async () => {
    const { sealer, sizes } = scene();
    await append(LEDGER);
    sealer.start();
    await eventually('it is sealed', () => sizes(LEDGER).length === 1);
    await append(LEDGER);
    await eventually('it waits', () => sealer.waiting === 1);
    await sealer.stop();
    expect(sizes(LEDGER)).toEqual([2, 3]);
  });

  it('goes on with the others when one cannot be sealed, and tries that one again', async () => {
    const { sealer, rows, sizes, failures, timers } = scene();
    const other = ledgerId('issues', 'other');
    const extend = rows.extend.bind(rows);
    let broken = true;
    rows.extend = (ledger, tiles, tree) =>
      broken && ledger === LEDGER ? Promise.reject(new Error('disk full')) : extend(ledger, tiles, tree);
    await append(LEDGER);
    await append(other);
    sealer.start();
    await eventually('the other is sealed', () => sizes(other).length === 1);
    await eventually('the failure is told', () => failures.length === 1);
    broken = false;
    timers.advance(10_000);
    await eventually('it is sealed', () => sizes(LEDGER).length === 1);
  });

  it('seals everything when it is told to, without any timer', async () => {
    const { sealer, sizes, timers } = scene();
    await append(LEDGER);
    await sealer.sealAll();
    await append(LEDGER);
    await sealer.sealAll();
    expect(sizes(LEDGER)).toEqual([2, 3]);
    expect(timers.pending).toBe(0);
  });
});
