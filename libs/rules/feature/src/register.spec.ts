import type { FoundDocument, JsonObject } from '@taizhang/kernel';
import type { ContextReads, Reader } from '@taizhang/platform';
import { eventIdAt } from '@taizhang/testkit';
import { EXPECTED_NORMS } from '@taizhang/contracts';
import { areaCoverageQuery } from './area-coverage.query.js';
import { findingsCloseWithIssuesPolicy } from './findings-close-with-issues.policy.js';
import { findingsReopenWithIssuesPolicy } from './findings-reopen-with-issues.policy.js';
import { receptionMatrixQuery } from './reception-matrix.query.js';
import { rulesFacts } from './rules.facts.js';
import { supersededStandsAgainPolicy } from './superseded-stands-again.policy.js';

interface Where {
  readonly field: string;
  readonly value?: unknown;
}
/** Views of a bureau, by name: what queries, facts and policies read of them. */
function readsOf(views: Readonly<Record<string, readonly JsonObject[]>>): ContextReads {
  const documents = (name: string) => (views[name] ?? []).map((doc) => ({ key: String(doc['key']), doc }));
  return {
    all: (name: string, { where = [] }: { readonly where?: readonly Where[] }) =>
      Promise.resolve(documents(name).filter(({ doc }) => where.every(({ field, value }) => doc[field] === value))),
    get: (name: string, ledger: string, key: string) => {
      const found = documents(name).find((document) => document.key === key);
      return Promise.resolve(found === undefined ? undefined : { ...found, ledger });
    },
    find: (name: string, where: JsonObject) =>
      Promise.resolve(
        documents(name)
          .filter(({ doc }) => Object.entries(where).every(([field, value]) => [doc[field]].flat().includes(value)))
          .map(({ doc }) => ({ ledger: doc['ledger'] ?? 'rules/wgx-0371', doc }) as FoundDocument), // where a test names one
      ),
    seen: () => Promise.resolve(7),
  } as unknown as ContextReads; // what queries, facts and policies of this context read
}
const reader: Reader = { role: 'campaign-office', unit: 'wgx-0371', clearance: 1 };

const own = (key: string, area: number | null, more: JsonObject = {}): JsonObject => ({
  key,
  norm: key,
  origin: 'OWN',
  status: 'PUBLISHED',
  area,
  owner: 'P-1',
  from: '2014-08-01',
  to: null,
  refines: null,
  ...more,
});
const upstream = (key: string, subject: string, treatment: string, more: JsonObject = {}): JsonObject => ({
  key,
  norm: key,
  origin: 'RECEIVED',
  status: 'RECEIVED',
  subject,
  treatment,
  owner: 'P-1',
  receivedOn: '2014-08-15',
  ...more,
});

describe('coverage of the eight areas 八个方面', () => {
  const norms = [
    ...[1, 2, 3, 4, 5, 6, 7].map((area) => own(`zd-${String(area)}`, area)),
    own('zd-8', 8, { from: '2014-08-29' }),
    own('zd-9', 3, { status: 'DRAFT', from: null }),
    own('zd-10', null),
    own('zd-11', 7, { status: 'SUPERSEDED', to: '2014-08-20' }),
    own('zd-12', 8, { status: 'WITHDRAWN' }),
  ];
  const checks = [
    { key: 'jc-1', norm: 'zd-1', status: 'PERFORMED', performedOn: '2014-08-20' },
    { key: 'jc-2', norm: 'zd-1', status: 'PERFORMED', performedOn: '2014-08-25' },
    { key: 'jc-3', norm: 'zd-1', status: 'PLANNED', performedOn: null },
    { key: 'jc-4', norm: 'zd-1', status: 'WITHDRAWN', performedOn: '2014-08-26' },
  ];
  const units = [{ key: 'wgx-0371', unit: 'wgx-0371', parent: null }];
  const counts = { central: 11, province: 8, city: 13, bureau: 5, areas: 8 };
  const policies = [
    {
      key: 'wgx-0371',
      unit: 'wgx-0371',
      editions: [
        { event: 'e', policy: 'DEFAULT-2014', edition: 1, from: '2014-01-01', values: { 'catalogue.counts': counts } },
      ],
    },
  ];
  const ask = (on?: string, more: Readonly<Record<string, readonly JsonObject[]>> = {}) =>
    areaCoverageQuery.handle(
      { bureau: 'wgx-0371', ...(on !== undefined && { on }) },
      readsOf({ norms, checks, 'unit-directory': units, 'policy-directory': policies, ...more }),
      reader,
    );

  it('[C3.11.i] is 7 of 8 with the gap by name on 08-15, and 8 of 8 from 08-29', async () => {
    const before = await ask('2014-08-15');
    expect(before).toMatchObject({
      expected: 8,
      covered: 7,
      gaps: [{ area: 8, zh: '改进党员领导干部学风' }],
    });
    await expect(ask('2014-08-29')).resolves.toMatchObject({ covered: 8, gaps: [] });
    await expect(ask()).resolves.toMatchObject({ covered: 8 });
  });

  it('[C3.11] shows of each area its norms in force, who answers for them, and how often they were checked', async () => {
    const covered = await ask('2014-08-15');
    expect(covered).toHaveProperty(
      ['areas', 0, 'norms'],
      [expect.objectContaining({ norm: 'zd-1', owner: 'P-1', planned: 1, performed: 2, lastCheckedOn: '2014-08-25' })],
    );
    expect(covered).toHaveProperty(['areas', 2, 'norms', 'length'], 1);
    expect(covered).toHaveProperty(['areas', 6, 'norms', 'length'], 2);
    expect(await ask('2014-08-20')).toHaveProperty(['areas', 6, 'norms', 'length'], 1);
  });

  it('[C3.11.i] expects what the bureau’s policy counts, and nothing before it has one', async () => {
    await expect(ask('2013-12-31')).resolves.toMatchObject({ expected: null });
    await expect(ask(undefined, { 'policy-directory': [] })).resolves.toMatchObject({ expected: null });
  });
});

describe('the reception matrix 承接矩阵', () => {
  const all = Object.entries(EXPECTED_NORMS).flatMap(([subject, expected]) =>
    Array.from({ length: expected }, (_, i) => upstream(`up-${subject}-${String(i)}`, subject, 'ADOPT')),
  );
  const ask = (norms: readonly JsonObject[], on?: string) =>
    receptionMatrixQuery.handle({ bureau: 'wgx-0371', ...(on !== undefined && { on }) }, readsOf({ norms }), reader);

  it('[C3.1] [C3.5] [C3.7] [C3.8] [C3.9] has no gap with the 35 norms that the source names', async () => {
    await expect(ask(all)).resolves.toMatchObject({
      received: 35,
      missing: 0,
      open: 0,
      treatments: { ADOPT: 35, REFINE: 0, NOT_APPLICABLE: 0 },
    });
  });

  it('[C3.2] [C3.3] [C3.4] [C3.6] [C3.10] names what is missing, subject by subject', async () => {
    const none = await ask([]);
    expect(none).toMatchObject({ received: 0, missing: 35 });
    const known = none as unknown as { readonly subjects: readonly { subject: string; missing: number }[] }; // as it answers
    const missing = Object.fromEntries(known.subjects.map((one) => [one.subject, one.missing]));
    expect(missing).toMatchObject({ EIGHT_POINT: 1, TRAVEL: 1, FIX_AT_ONCE: 10, ONE_PLUS_TEN: 11, OTHER: 0 });
    await expect(ask(all.slice(1))).resolves.toMatchObject({ received: 34, missing: 1 });
    await expect(ask([...all, upstream('x', 'OTHER', 'ADOPT')])).resolves.toMatchObject({ received: 36, missing: 0 });
    await expect(ask([upstream('y', 'TRAVEL', 'ADOPT', { status: 'WITHDRAWN' })])).resolves.toMatchObject({
      received: 0,
    });
    await expect(ask(all, '2014-08-14')).resolves.toMatchObject({ received: 0, missing: 35 });
  });

  it('[C3.1] is open where a norm is to be refined, until one in force refines it', async () => {
    const refine = upstream('up-1', 'TRAVEL', 'REFINE');
    const refining = own('zd-1', 4, { refines: 'up-1', from: '2014-08-20' });
    await expect(ask([refine])).resolves.toMatchObject({ open: 1 });
    await expect(ask([refine, { ...refining, status: 'DRAFT', from: null }])).resolves.toMatchObject({ open: 1 });
    await expect(ask([refine, refining], '2014-08-19')).resolves.toMatchObject({ open: 1 });
    const closed = await ask([refine, refining], '2014-08-20');
    expect(closed).toMatchObject({ open: 0 });
    expect(closed).toHaveProperty(['subjects', 7, 'norms', 0, 'refinedBy'], ['zd-1']);
  });
});

describe('facts about norms', () => {
  const norms = [
    own('zd-1', 1, { document: 'jwgx:2014:18' }),
    own('zd-2', 1, { document: 'jwgx:2014:18', status: 'WITHDRAWN' }),
    own('zd-3', 1, { document: 'jwgx:2014:19' }),
  ];
  const ask = async (fact: string, key: string) =>
    rulesFacts[fact]?.({ fact, key }, readsOf({ norms, 'issue-directory': [{ key: '2014-1', code: '2014-1' }] }));

  it('[C3.11] say which norms have a number, and how much of the ledger says so', async () => {
    await expect(ask('rules.document-number', 'wgx-0371/jwgx:2014:18')).resolves.toEqual({
      value: { seen: 7, norms: ['zd-1'] },
      consulted: [{ ledger: 'rules/wgx-0371', size: 7 }],
    });
    await expect(ask('rules.document-number', '局/x')).resolves.toEqual({ value: null, consulted: [] });
    await expect(ask('rules.norm', 'wgx-0371/zd-3')).resolves.toMatchObject({ value: { status: 'PUBLISHED' } });
  });

  it('[C3.15] say whether an issue has a code', async () => {
    const consulted = [{ ledger: 'issues/wgx-0371', size: 7 }];
    await expect(ask('issues.issue', 'wgx-0371/2014-1')).resolves.toEqual({ value: '2014-1', consulted });
    await expect(ask('issues.issue', 'wgx-0371/2014-2')).resolves.toEqual({ value: null, consulted });
    await expect(ask('issues.issue', '局/x')).resolves.toEqual({ value: null, consulted: [] });
  });
});

describe('what follows by itself', () => {
  const meta = {
    id: eventIdAt(9),
    idx: 9,
    rev: 1,
    time: '2014-09-15T02:00:00.000Z',
    actor: { id: 'acct-1', role: 'campaign-office' },
  };

  it('[C3.11] norms stand again when the publication that superseded them is withdrawn', async () => {
    const superseded = { supersededBy: 'zd-9', status: 'SUPERSEDED', supersession: eventIdAt(3) };
    const norms = [
      { key: 'zd-1', norm: 'zd-1', ...superseded },
      { key: 'zd-2', norm: 'zd-2', ...superseded, supersededBy: 'zd-8' },
      { key: 'zd-3', norm: 'zd-3', ...superseded, ledger: 'rules/tyj-0372' },
    ];
    const event = {
      ledger: 'rules/wgx-0371',
      stream: 'norm/zd-9',
      type: 'rules.NormPublicationWithdrawn',
      data: { event: eventIdAt(4) },
      meta,
    } as const;
    await expect(supersededStandsAgainPolicy.react(event, readsOf({ norms }))).resolves.toEqual([
      {
        context: 'rules',
        aggregate: 'norm',
        command: 'WithdrawSupersession',
        bureau: 'wgx-0371',
        id: 'zd-1',
        input: { event: eventIdAt(3), reason: expect.any(String) },
      },
    ]);
  });

  const checks = [
    { key: 'jc-1', check: 'jc-1', openIssues: ['2014-1', '2014-2'], closedIssues: ['2014-5'] },
    { key: 'jc-2', check: 'jc-2', openIssues: ['2014-3'], closedIssues: ['2014-2'] },
    { key: 'jc-3', check: 'jc-3', openIssues: ['2014-2'], closedIssues: ['2014-2'], ledger: 'rules/tyj-0372' },
  ];
  const happened = (type: string, data: JsonObject) =>
    ({ ledger: 'issues/wgx-0371', stream: 'issue/2014-2', type: `issues.${type}`, data, meta }) as const;
  const close = (id: string, issue: string, on: string | null) => ({
    context: 'rules',
    aggregate: 'check',
    command: 'CloseCheckFinding',
    bureau: 'wgx-0371',
    id,
    input: { issue, on },
  });

  it('[C3.16] the finding closes whose issue was closed, in the bureau’s own ledger', async () => {
    const closed = happened('IssueClosed', { round: 1, closedOn: '2014-09-15' });
    await expect(findingsCloseWithIssuesPolicy.react(closed, readsOf({ checks }))).resolves.toEqual([
      close('jc-1', '2014-2', '2014-09-15'),
    ]);
    const asBefore = happened('ReopeningWithdrawn', { event: eventIdAt(4) });
    await expect(findingsCloseWithIssuesPolicy.react(asBefore, readsOf({ checks }))).resolves.toEqual([
      close('jc-1', '2014-2', null),
    ]);
  });

  it('[C3.16] the finding closes with the issue into which its own was merged, also by way of another', async () => {
    const merged = (code: string, mergedInto: string, ledger = 'issues/wgx-0371') => ({
      key: code,
      code,
      mergedInto,
      ledger,
    });
    const directory = [
      merged('2014-4', '2014-2'),
      merged('2014-3', '2014-4'),
      merged('2014-1', '2014-2', 'issues/tyj-0372'),
    ];
    const closed = happened('IssueClosed', { round: 1, closedOn: '2014-09-15' });
    const reads = readsOf({ checks, 'issue-directory': directory });
    await expect(findingsCloseWithIssuesPolicy.react(closed, reads)).resolves.toEqual([
      close('jc-1', '2014-2', '2014-09-15'),
      close('jc-2', '2014-3', '2014-09-15'),
    ]);
  });

  it('[C3.16] the finding is open again whose issue is taken up again', async () => {
    const reopened = happened('IssueReopened', { ground: 'APPEAL', deadline: '2014-10-15' });
    await expect(findingsReopenWithIssuesPolicy.react(reopened, readsOf({ checks }))).resolves.toEqual([
      { ...close('jc-2', '2014-2', null), command: 'ReopenCheckFinding', input: { issue: '2014-2' } },
    ]);
  });
});
