import { createMemoryCommitStorage, MemoryDatabase } from '@taizhang/event-store-conformance';
import { createEventStore } from '@taizhang/event-store-port';
import { derivedEntropy, ledgerId, manualClock, streamId, type Clearance } from '@taizhang/kernel';
import { sealData } from '@taizhang/ledger';
import { ProblemError, PROBLEMS, type AccessEntry, type ContextFacilities } from '@taizhang/platform';
import { derivedLedgerKeys } from '@taizhang/testkit';
import { openIdentity } from './intake-identity.controller.js';

const LEDGER = ledgerId('issues', 'wgx-0371');
const STREAM = streamId('intake', 'n-1');

async function scene({ refuse = false, logs = true } = {}) {
  const entropy = derivedEntropy('identity');
  const store = createEventStore(createMemoryCommitStorage(new MemoryDatabase()), {
    authority: 'rectify.example',
    clock: manualClock('2014-07-20T02:00:00.000Z'),
    entropy,
    ledgerKeys: derivedLedgerKeys,
  });
  const commit = { log: 'l', commit: 'c' };
  const told = { intake: 'n-1', content: '收受礼金', identity: '某甲', contact: '电话 1' };
  const fields = {
    intake: { kind: 'open' },
    content: { kind: 'redactable', level: 2 },
    identity: { kind: 'redactable', level: 3 },
    contact: { kind: 'redactable', level: 3 },
  } as const;
  const { data, disclosures } = sealData(told, fields, (at) => entropy.bytes(16, { ...commit, purpose: at }));
  await store.append(LEDGER, {
    id: '00000000-0000-8000-8000-000000000001',
    digest: 'd',
    actor: { id: 'public', role: 'public' },
    events: [
      {
        id: '019cac10-8610-7378-bc2b-a089d8b372c0',
        stream: STREAM,
        type: 'issues.IntakeReceived',
        schema: 1,
        clr: 3,
        data,
      },
    ],
    disclosures: disclosures.map(({ digest, disclosure }) => ({ digest, disclosure })),
    expect: { streams: { [STREAM]: 'no-stream' } },
  });
  const order: string[] = [];
  const entries: AccessEntry[] = [];
  // those of a host that the route uses
  const facilities = {
    authorise: ({ account, claimed }) =>
      refuse || claimed === undefined
        ? Promise.reject(new ProblemError(PROBLEMS.forbidden))
        : Promise.resolve({ ...claimed, actor: { id: account, role: claimed.role } }),
    events: {
      readStream: (...asked: Parameters<typeof store.readStream>) => store.readStream(...asked),
      disclosures: (...asked: Parameters<typeof store.disclosures>) => {
        order.push('opened');
        return store.disclosures(...asked);
      },
    },
    accessLog: {
      record: (recorded: readonly AccessEntry[]) => {
        if (!logs) return Promise.reject(new Error('away'));
        order.push('recorded');
        entries.push(...recorded);
        return Promise.resolve();
      },
    },
  } as Pick<ContextFacilities, 'authorise' | 'events' | 'accessLog'>;
  const ask = (body: unknown, clearance: Clearance = 3, id = 'n-1') => {
    const claimed = { id: 'claimed', role: 'discipline-office', unit: 'wgx-0371', clearance } as const;
    return openIdentity(facilities, { account: 'acct-1', claimed }, { bureau: 'wgx-0371', id }, body);
  };
  return { ask, order, entries };
}

const code = (expected: string) => expect.objectContaining({ definition: expect.objectContaining({ code: expected }) });

describe('who reported', () => {
  it('is opened for a reason, which is on record before', async () => {
    const { ask, order, entries } = await scene();
    expect(await ask({ reason: '核实' })).toEqual({ identity: '某甲', contact: '电话 1', erased: false });
    expect(order).toEqual(['recorded', 'opened']);
    expect(entries).toEqual([
      {
        type: 'IdentityOpened',
        bureau: 'wgx-0371',
        data: {
          account: 'acct-1',
          role: 'discipline-office',
          unit: 'wgx-0371',
          onBehalfOf: null,
          record: { ledger: LEDGER, key: STREAM },
          reason: '核实',
        },
      },
    ]);
  });

  it('stays closed where the reading cannot be recorded', async () => {
    const { ask, order } = await scene({ logs: false });
    await expect(ask({ reason: '核实' })).rejects.toEqual(code('ACCESS_LOG_UNAVAILABLE'));
    expect(order).toEqual([]);
  });

  it('stays closed without power, clearance or reason', async () => {
    await expect((await scene({ refuse: true })).ask({ reason: '核实' })).rejects.toEqual(code('FORBIDDEN'));
    const { ask, order, entries } = await scene();
    await expect(ask({ reason: '核实' }, 2)).rejects.toEqual(code('FORBIDDEN'));
    for (const reason of ['', ' ', 'x'.repeat(501), '\ud800', 7])
      await expect(ask({ reason })).rejects.toEqual(code('INPUT_INVALID'));
    await expect(ask({ reason: '核实', more: 1 })).rejects.toEqual(code('UNKNOWN_FIELD'));
    for (const body of [undefined, null, [], 'reason']) await expect(ask(body)).rejects.toEqual(code('BODY_MISSING'));
    expect([...order, ...entries]).toEqual([]);
  });

  it('is nothing of a report that there is not', async () => {
    const { ask, entries } = await scene();
    await expect(ask({ reason: '核实' }, 3, 'n-2')).rejects.toEqual(code('NOT_FOUND'));
    await expect(ask({ reason: '核实' }, 3, 'n 2')).rejects.toEqual(code('NOT_FOUND'));
    expect(entries).toEqual([]);
  });
});
