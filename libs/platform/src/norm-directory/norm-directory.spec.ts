import type { DecidedEvent, JsonObject } from '@taizhang/kernel';
import { normEvents } from '@taizhang/contracts';
import { eventIdAt, projected, sampleOf } from '@taizhang/testkit';
import type { ContextReads } from '../context/context-feature.js';
import { normDirectoryView } from './norm-directory.view.js';
import { NORM_FACT, normFacts } from './norm-facts.js';

const CODE = 'zd-2014-01';
const view = normDirectoryView('issues');
const row = (...events: readonly DecidedEvent[]) =>
  projected(view, { ledger: 'rules/wgx-0371', stream: `norm/${CODE}`, catalogue: normEvents }, events)[CODE];
/** The first sample of an event of a norm, changed. */
const sample = (name: keyof (typeof normEvents)['definitions'], more: JsonObject = {}) =>
  sampleOf(`rules.${name}`, more);
const withdrawing = (name: keyof (typeof normEvents)['definitions'], rev: number) =>
  sample(name, { event: eventIdAt(rev) });

describe('the norm directory of a context 制度名录', () => {
  const received = sample('NormReceived', { treatment: 'REFINE' });
  const drafted = sample('NormDrafted');
  const published = sample('NormPublished', { from: '2014-09-01', to: null });

  it('[C3.1] tells how a norm from above is treated now', () => {
    const changed = sample('NormTreatmentChanged', { treatment: 'NOT_APPLICABLE' });
    expect(row(received)).toMatchObject({ status: 'RECEIVED', treatment: 'REFINE', from: null });
    expect(row(received, changed)).toMatchObject({ treatment: 'NOT_APPLICABLE' });
    const back = withdrawing('NormTreatmentChangeWithdrawn', 1);
    expect(row(received, changed, back)).toMatchObject({ status: 'RECEIVED', treatment: 'REFINE' });
    expect(row(received, withdrawing('NormReceptionWithdrawn', 0))).toMatchObject({ status: 'WITHDRAWN' });
  });

  it('[C3.11] tells whether a norm is published, and from when to when it is in force', () => {
    expect(row(drafted)).toMatchObject({ norm: CODE, status: 'DRAFT', treatment: null, from: null, to: null });
    expect(row(drafted, published)).toMatchObject({ status: 'PUBLISHED', from: '2014-09-01', to: null });
    expect(row(drafted, published, withdrawing('NormPublicationWithdrawn', 1))).toMatchObject({
      status: 'DRAFT',
      from: null,
    });
    expect(row(drafted, withdrawing('NormDraftWithdrawn', 0))).toMatchObject({ status: 'WITHDRAWN' });
  });

  it.each([
    ['NormSuperseded', 'NormSupersessionWithdrawn', 'SUPERSEDED'],
    ['NormRepealed', 'NormRepealWithdrawn', 'REPEALED'],
  ] as const)('[C3.11] tells of an end, %s, until it is withdrawn', (end, withdrawn, status) => {
    const ended = sample(end, { from: '2015-01-01' });
    expect(row(drafted, published, ended)).toMatchObject({ status, from: '2014-09-01', to: '2015-01-01' });
    const short = sample('NormPublished', { from: '2014-09-01', to: '2014-12-01' });
    expect(row(drafted, short, ended)).toMatchObject({ to: '2014-12-01' });
    expect(row(drafted, published, ended, withdrawing(withdrawn, 2))).toMatchObject({ status: 'PUBLISHED', to: null });
    // Another end than the one that stands changes nothing.
    expect(row(drafted, published, ended, withdrawing(withdrawn, 1))).toMatchObject({ status });
  });

  it('draws nothing from ends and changes of norms that it does not know', () => {
    expect(row(published)).toBeNull();
    expect(row(withdrawing('NormDraftWithdrawn', 0))).toBeNull();
  });
});

describe('what is known of a norm', () => {
  const docs: Readonly<Record<string, JsonObject>> = {
    'zd-1': { status: 'PUBLISHED', treatment: null, from: '2014-09-01', to: null, title: 'more than is told' },
    'zd-2': { status: 'WITHDRAWN', treatment: null, from: null, to: null },
  };
  const asked: string[] = [];
  const reads = {
    seen: () => Promise.resolve(7),
    get: (name: string, ledger: string, key: string) => {
      asked.push(`${name} ${ledger} ${key}`);
      const doc = docs[key];
      return Promise.resolve(doc === undefined ? undefined : { ledger, key, idx: 1, doc });
    },
  } as unknown as ContextReads; // what this fact reads
  const ask = async (key: string) => normFacts('register')[NORM_FACT]?.({ fact: NORM_FACT, key }, reads);
  const consulted = [{ ledger: 'rules/wgx-0371', size: 7 }];

  it('[C3.18] is how it stands, and how much of the ledger says so', async () => {
    await expect(ask('wgx-0371/zd-1')).resolves.toEqual({
      value: { seen: 7, status: 'PUBLISHED', treatment: null, from: '2014-09-01', to: null },
      consulted,
    });
    expect(asked).toEqual(['register rules/wgx-0371 zd-1']);
  });

  it('is nothing of one that was withdrawn, is none, or cannot be', async () => {
    await expect(ask('wgx-0371/zd-2')).resolves.toEqual({ value: null, consulted });
    await expect(ask('wgx-0371/zd-3')).resolves.toEqual({ value: null, consulted });
    await expect(ask('局/zd-1')).resolves.toEqual({ value: null, consulted: [] });
    await expect(ask('')).resolves.toEqual({ value: null, consulted: [] });
  });
});
