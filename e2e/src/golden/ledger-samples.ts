import type { EventStore, LedgerKeysProvider, LedgerNotice, RecordedCommit } from '@taizhang/event-store-port';
import { derivedUuid, ledgerId } from '@taizhang/kernel';
import { emptyRoot, encodeBase64, type LedgerEventType } from '@taizhang/ledger';
import { aCommit, derivedLedgerKeys, SAMPLE_BUREAU, SAMPLE_EVENT, type GoldenSample } from '@taizhang/testkit';
import { AUTHORITY, inThrowawayStore } from './throwaway-ledger.js';

const LEDGER = ledgerId('issues', SAMPLE_BUREAU);
const EARLIER = `${AUTHORITY}/issues/wgx-0370`;
const ACTOR = { id: 'taizhang', role: 'system' } as const;

type Recording = () => Promise<readonly string[]>;

/** How each event of the ledger itself (ledger-format §7) comes into a ledger; a new one does not compile without. */
const RECORDINGS: { readonly [T in LedgerEventType]: Recording } = {
  'ledger.Opened': async () => [...(await opened()), ...(await opened({ predecessors: true }))],
  'ledger.KeyAdded': async () => {
    const { logVkeys, exportVkeys } = await derivedLedgerKeys(LEDGER, `${AUTHORITY}/${LEDGER}`);
    const [vkey = ''] = logVkeys;
    const [forExport = ''] = exportVkeys;
    return noticed(
      { type: 'ledger.KeyAdded', data: { use: 'log', vkey } },
      { type: 'ledger.KeyAdded', data: { use: 'export', vkey: forExport } },
    );
  },
  'ledger.KeyRetired': async () => {
    const [vkey = ''] = (await derivedLedgerKeys(LEDGER, `${AUTHORITY}/${LEDGER}`)).logVkeys;
    return noticed(
      { type: 'ledger.KeyRetired', data: { use: 'log', vkey, lastSize: 57, reason: 'rotation' } },
      { type: 'ledger.KeyRetired', data: { use: 'log', vkey, lastSize: 57, reason: 'compromise' } },
    );
  },
  'ledger.SubjectKeyDestroyed': () =>
    noticed({
      type: 'ledger.SubjectKeyDestroyed',
      data: { kid: `k1_${'A'.repeat(22)}`, basis: 'PURPOSE_ACHIEVED', request: 'er-1' },
    }),
  'ledger.DisclosureErased': () =>
    noticed({
      type: 'ledger.DisclosureErased',
      data: { digest: 'A'.repeat(43), target: SAMPLE_EVENT, targetIdx: 41, basis: 'COURT_ORDER' },
    }),
  'ledger.Closed': () =>
    inOpenLedger(async (store) => {
      const closing = { reason: 'merged', basis: '机构改革方案', successors: [`${AUTHORITY}/issues/wgx-0399`] } as const;
      return leavesOf(await store.close(LEDGER, { id: derivedUuid('golden', 'closing'), actor: ACTOR, ...closing }));
    }),
};

/** Types of the ledger's own events, and how to make the samples of each. */
export const LEDGER_SAMPLES = Object.entries(RECORDINGS).map(([type, leaves]) => ({
  type,
  samples: async (): Promise<readonly GoldenSample[]> =>
    (await leaves()).map((leaf) => ({ leaf, disclosures: [] })),
}));

/** Records each notice in a commit of its own. */
function noticed(...notices: readonly LedgerNotice[]): Promise<readonly string[]> {
  return inOpenLedger(async (store) => {
    const leaves: string[] = [];
    for (const [at, notice] of notices.entries()) {
      const id = derivedUuid('golden', notice.type, String(at));
      leaves.push(...leavesOf(await store.record(LEDGER, { id, actor: ACTOR, events: [notice] })));
    }
    return leaves;
  });
}

/** The first leaf of a ledger, with or without a ledger that it continues. */
function opened({ predecessors = false } = {}): Promise<readonly string[]> {
  const earlier = { predecessors: [{ origin: EARLIER, root: encodeBase64(emptyRoot()), size: 57 }] };
  return inOpenLedger(
    async (store) => {
      const leaves: string[] = [];
      for await (const event of store.readLedger(LEDGER, { to: 0 })) leaves.push(...leavesOf({ events: [event] }));
      return leaves;
    },
    async (ledger, origin) => ({ ...(await derivedLedgerKeys(ledger, origin)), ...(predecessors && earlier) }),
  );
}

/** Hands on the leaves that `use` wrote into a ledger, or read there, that is open already. */
function inOpenLedger(
  use: (store: EventStore) => Promise<readonly string[]>,
  ledgerKeys?: LedgerKeysProvider,
): Promise<readonly string[]> {
  return inThrowawayStore(async (store) => {
    await store.append(LEDGER, aCommit({ id: derivedUuid('golden', 'first') }));
    return await use(store);
  }, ledgerKeys);
}

function leavesOf({ events }: Pick<RecordedCommit, 'events'>): readonly string[] {
  return events.map(({ leaf }) => Buffer.from(leaf).toString());
}
