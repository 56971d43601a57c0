import { createMemoryCommitStorage, MemoryDatabase } from '@taizhang/event-store-conformance';
import { createEventStore, type EventStore } from '@taizhang/event-store-port';
import { erasureEvents, erasureReportEvents } from '@taizhang/contracts';
import {
  derivedUuid,
  systemClock,
  systemEntropy,
  type JsonObject,
  type LedgerId,
  type ReactedEvent,
} from '@taizhang/kernel';
import { aCommit, anEvent, BUILT_ACTOR, derivedLedgerKeys } from '@taizhang/testkit';
import { erasurePolicy } from './erasure-policy.js';
import { erasureReportsPolicy } from './erasure-reports-policy.js';

const AUTHORITY = 'rectify.example';
const ASKED: LedgerId = 'issues/wgx-0371';
const NEXT: LedgerId = 'issues/wlj-0380';
const DESTROYED = { ledgers: 1, keys: 1, disclosures: 2 };

function reacted(ledger: LedgerId, type: string, data: JsonObject): ReactedEvent {
  const id = '019cac10-8610-7378-bc2b-000000000001';
  const meta = { id, idx: 3, rev: 1, time: '2014-07-20T00:00:00.000Z', actor: BUILT_ACTOR };
  return { ledger, stream: 'erasure/e-1', type, data, meta };
}

const confirmed = (contexts: readonly string[] = ['issues', 'organization']): ReactedEvent => {
  const { type } = erasureEvents.definitions.ErasureConfirmed;
  const data = { erasure: 'e-1', subject: 'wgx-0371.P-1', basis: 'COURT_ORDER', contexts: [...contexts] };
  return reacted('organization/wgx-0371', type, data);
};

/** The context `issues`, with the bureau's ledger open, and what its eraser was asked. */
async function scene() {
  const store = createEventStore(createMemoryCommitStorage(new MemoryDatabase()), {
    authority: AUTHORITY,
    clock: systemClock,
    entropy: systemEntropy,
    ledgerKeys: derivedLedgerKeys,
  });
  await store.append(ASKED, aCommit({ events: [anEvent('issue/1', { data: {} })] }));
  const calls: string[] = [];
  const eraser = {
    eraseSubject: (context: string, subject: string) => {
      calls.push(`erase ${subject} in ${context}`);
      return Promise.resolve(DESTROYED);
    },
    eraseDisclosure: () => Promise.reject(new Error('no value was to be erased')),
  };
  const forget = (person: string) => {
    calls.push(`forget ${person}`);
    return Promise.resolve();
  };
  const { act = () => Promise.reject(new Error('it does not act')) } = erasurePolicy('issues', {
    eraser,
    store,
    forget,
  });
  return { store, act, calls };
}

async function report(store: EventStore, ledger: LedgerId, id: string): Promise<void> {
  const { type } = erasureReportEvents('issues').definitions.ErasureReported;
  await store.append(ledger, aCommit({ events: [anEvent(`erasure-report/${id}`, { type, data: {} })] }));
}

async function close(store: EventStore, ledger: LedgerId, successors: readonly string[]): Promise<void> {
  const id = derivedUuid('closing', ledger);
  await store.close(ledger, { id, actor: BUILT_ACTOR, reason: 'merged', basis: '合并', successors });
}

describe('carrying out an erasure in a context', () => {
  it('forgets the account, destroys, then reports in the ledger of the bureau that asked', async () => {
    const { act, calls } = await scene();
    const input = { erasure: 'e-1', bureau: 'wgx-0371', ...DESTROYED };
    expect(await act(confirmed())).toEqual([
      {
        context: 'issues',
        aggregate: 'erasure-report',
        command: 'RecordErasure',
        bureau: 'wgx-0371',
        id: 'e-1',
        input,
      },
    ]);
    expect(calls).toEqual(['forget wgx-0371.P-1', 'erase wgx-0371.P-1 in issues']);
  });

  it('does nothing again once it has reported, nor where the erasure is not its own', async () => {
    const { store, act, calls } = await scene();
    expect(await act(confirmed(['organization']))).toEqual([]);
    await report(store, ASKED, 'e-1');
    expect(await act(confirmed())).toEqual([]);
    expect(calls).toEqual([]);
  });

  it('reports in the ledger that goes on where the own has ended, however far that is, and once', async () => {
    const { store, act, calls } = await scene();
    const between: LedgerId = 'issues/wgj-0379';
    await store.append(between, aCommit({ events: [anEvent('issue/1', { data: {} })] }));
    await close(store, ASKED, [`${AUTHORITY}/${between}`]);
    await close(store, between, [`${AUTHORITY}/${NEXT}`]);
    const [given] = await act(confirmed());
    expect(given).toMatchObject({ bureau: 'wlj-0380', input: { erasure: 'e-1', bureau: 'wgx-0371', ...DESTROYED } });
    expect(calls).toHaveLength(2);
    await report(store, NEXT, given?.id ?? '');
    expect(await act(confirmed())).toEqual([]);
    expect(calls).toHaveLength(2);
  });

  it('erases where no ledger goes on, too, though none takes the report', async () => {
    const { store, act, calls } = await scene();
    await close(store, ASKED, []);
    expect(await act(confirmed())).toMatchObject([{ bureau: 'wgx-0371', id: 'e-1' }]);
    expect(calls).toHaveLength(2);
  });
});

describe('collecting the reports', () => {
  const { ErasureReported } = erasureReportEvents('issues').definitions;
  const collected = (ledger: LedgerId, data: JsonObject) =>
    erasureReportsPolicy(['issues']).react(reacted(ledger, ErasureReported.type, data), {
      find: () => Promise.resolve([]),
    });

  it.each([
    ['its own ledger', ASKED],
    ['the ledger that goes on for it', NEXT],
  ])('tells the bureau that asked what %s says', async (_what, ledger) => {
    expect(await collected(ledger, { erasure: 'e-1', bureau: 'wgx-0371', ...DESTROYED })).toMatchObject([
      {
        context: 'organization',
        command: 'ReportErasure',
        bureau: 'wgx-0371',
        id: 'e-1',
        input: { context: 'issues', ...DESTROYED },
      },
    ]);
  });
});
