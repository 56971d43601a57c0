import { readFileSync } from 'node:fs';

import { decodeBase64, decodeBase64Url } from './base64.js';
import type { JsonObject } from './json.js';
import { isLedgerEventType, ledgerEventProblems } from './ledger-event-check.js';
import { ledgerClosed, ledgerOpened, type LedgerEvent, type LedgerEventType } from './ledger-events.js';
import { decodeLeaf, type Leaf } from './leaf.js';

const foreign = ['full', 'rotated/extract'].flatMap((bundle) =>
  readFileSync(new URL(`../vectors/bundles/${bundle}/entries.ndjson`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')
    // as: the file's own shape, ledger-format §11
    .map((line) => JSON.parse(line) as { readonly leaf?: string })
    // The rest are hash-only lines.
    .flatMap(({ leaf }) => (leaf === undefined ? [] : [decodeLeaf(decodeBase64(leaf))]))
    .filter(({ type }) => type.startsWith('ledger.')),
);

// as: the data of these types is JSON, as every alias of ledger-events.ts is
const asLeaf = (event: LedgerEvent<LedgerEventType>) =>
  event as unknown as Pick<Leaf, 'type' | 'stream' | 'clr' | 'data'>;
const genesis = foreign.find(({ type }) => type === 'ledger.Opened')?.data ?? {};

const opened = ledgerOpened({
  origin: 'rectify.example/issues/wgx-0371',
  nonce: new Uint8Array(16).fill(7),
  logVkeys: ['rectify.example/issues/wgx-0371+2388cbd4+AVWFsJa6ZU0OrskR1AcnKGTVuvLuEie1WkpW6ZKyvYVQ'],
  exportVkeys: ['rectify.example/issues/wgx-0371/export+996bfa81+ARZLDPmsukDQn6rvx9xm4IVXRKfWIj8pury6lC/sJs+q'],
  witnessVkeys: [],
  predecessors: [{ origin: 'rectify.example/issues/old', root: 'A'.repeat(43) + '=', size: 12 }],
});
const closed = ledgerClosed({ reason: 'merged', basis: 'doc-1', successors: ['rectify.example/issues/new'] });

describe('ledger events of a foreign writer', () => {
  it.each(foreign.map((leaf) => [leaf.type, leaf] as const))('%s has no problem', (_, leaf) => {
    expect(ledgerEventProblems(leaf)).toEqual([]);
  });

  it('are of five of the six types', () => {
    expect([...new Set(foreign.map(({ type }) => type))].sort()).toEqual([
      'ledger.DisclosureErased',
      'ledger.KeyAdded',
      'ledger.KeyRetired',
      'ledger.Opened',
      'ledger.SubjectKeyDestroyed',
    ]);
  });
});

describe('ledgerOpened', () => {
  it('states origin and parts, and is public in ledger/main', () => {
    expect(opened).toMatchObject({
      type: 'ledger.Opened',
      clr: 0,
      schema: 1,
      stream: 'ledger/main',
      data: {
        authority: 'rectify.example',
        service: 'issues',
        bureau: 'wgx-0371',
        origin: 'rectify.example/issues/wgx-0371',
      },
    });
    expect(decodeBase64Url(opened.data.nonce)).toEqual(new Uint8Array(16).fill(7));
    expect(ledgerEventProblems(asLeaf(opened))).toEqual([]);
  });

  it('gives the data of the foreign genesis from its facts', () => {
    // as: what the file holds
    const { nonce, origin, logVkeys, exportVkeys, witnessVkeys } = genesis as unknown as typeof opened.data;
    expect(ledgerOpened({ origin, nonce: decodeBase64Url(nonce), logVkeys, exportVkeys, witnessVkeys }).data).toEqual(
      genesis,
    );
  });

  it('refuses a malformed origin and a short nonce', () => {
    const facts = { origin: 'issues/wgx', nonce: new Uint8Array(16), logVkeys: [], exportVkeys: [], witnessVkeys: [] };
    expect(() => ledgerOpened(facts)).toThrow(expect.objectContaining({ code: 'E_ORIGIN' }));
    expect(() => ledgerOpened({ ...facts, origin: 'a/b/c', nonce: new Uint8Array(15) })).toThrow(RangeError);
  });
});

describe('ledgerClosed', () => {
  it('names reason, basis and successors', () => {
    expect(closed).toMatchObject({ type: 'ledger.Closed', clr: 0, stream: 'ledger/main', data: { reason: 'merged' } });
    expect(ledgerEventProblems(asLeaf(closed))).toEqual([]);
    expect(ledgerEventProblems(asLeaf(ledgerClosed({ ...closed.data, successors: [] })))).toEqual([]);
  });

  it('refuses a successor that is no origin', () => {
    expect(() => ledgerClosed({ ...closed.data, successors: ['new'] })).toThrow(
      expect.objectContaining({ code: 'E_ORIGIN' }),
    );
  });
});

describe('ledgerEventProblems', () => {
  const leafOf = (type: string, data: JsonObject) => ({ type, data, clr: 0, stream: 'ledger/main' }) as const;
  const pointersOf = (leaf: Parameters<typeof ledgerEventProblems>[0]) =>
    ledgerEventProblems(leaf).map(({ pointer }) => pointer);
  const vkey = opened.data.logVkeys[0] ?? '';

  it.each<[string, string, JsonObject]>([
    ['/data/nonce', 'ledger.Opened', { ...genesis, nonce: 'AAAA' }],
    ['/data/logVkeys/0', 'ledger.Opened', { ...genesis, logVkeys: ['x+00000000+AAAA'] }],
    ['/data/witnessVkeys', 'ledger.Opened', { ...genesis, witnessVkeys: 'none' }],
    ['/data/origin', 'ledger.Opened', { ...genesis, bureau: 'other' }],
    [
      '/data/predecessors/0/root',
      'ledger.Opened',
      { ...genesis, predecessors: [{ origin: 'a/b/c', root: 'AA==', size: 1 }] },
    ],
    ['/data/reliedOn', 'ledger.Opened', { ...genesis, reliedOn: {} }],
    ['/data/use', 'ledger.KeyAdded', { use: 'sign', vkey }],
    ['/data/vkey', 'ledger.KeyAdded', { use: 'log', vkey: vkey.replace('2388cbd4', '2388cbd5') }],
    ['/data/lastSize', 'ledger.KeyRetired', { use: 'log', vkey, lastSize: 0, reason: 'rotation' }],
    ['/data/reason', 'ledger.KeyRetired', { use: 'log', vkey, lastSize: 1, reason: 'age' }],
    ['/data/kid', 'ledger.SubjectKeyDestroyed', { kid: 'k2_AAAAAAAAAAAAAAAAAAAAAA', basis: 'b', request: 'r' }],
    ['/data/request', 'ledger.SubjectKeyDestroyed', { kid: 'k1_AAAAAAAAAAAAAAAAAAAAAA', basis: 'b' }],
    ['/data/digest', 'ledger.DisclosureErased', { digest: 'short', target: 't', targetIdx: 1, basis: 'b' }],
    ['/data/successors/0', 'ledger.Closed', { reason: 'split', basis: 'b', successors: ['x'] }],
    ['/data/reason', 'ledger.Closed', { reason: 'tired', basis: 'b', successors: [] }],
    ['/type', 'ledger.Reopened', {}],
    ['/type', 'ledger.toString', {}],
  ])('points at %s of %s', (pointer, type, data) => {
    expect(pointersOf(leafOf(type, data))).toEqual([pointer]);
  });

  it('wants ledger events public, in their stream', () => {
    expect(pointersOf({ ...asLeaf(closed), clr: 1, stream: 'issue/1' })).toEqual(['/stream', '/clr']);
  });

  it('has nothing to say of other events', () => {
    expect(ledgerEventProblems({ type: 'issues.IssueRaised', stream: 'issue/1', clr: 2, data: {} })).toEqual([]);
    expect(isLedgerEventType('issues.IssueRaised')).toBe(false);
  });
});
