import type { DecidedEvent, JsonObject } from '@taizhang/kernel';
import { checkEvents, issueEvents, normEvents } from '@taizhang/contracts';
import { eventIdAt, projected, sampleOf } from '@taizhang/testkit';
import { checksView, type CheckRow } from './checks.view.js';
import { issueDirectoryView } from './issue-directory.view.js';
import { normMaterialsView } from './norm-materials.view.js';
import { normsView, type NormRow } from './norms.view.js';
import { publishedNormsView } from './published-norms.view.js';

const ledger = 'rules/wgx-0371';
const rules = (name: string, more: JsonObject = {}) => sampleOf(`rules.${name}`, more);
const withdrawing = (name: string, rev: number) => rules(name, { event: eventIdAt(rev) });

const CODE = 'zd-2014-01';
const from = { ledger, stream: `norm/${CODE}`, catalogue: normEvents } as const;
const norm = (...events: readonly DecidedEvent[]) => projected(normsView, from, events)[CODE];
const counted = (row: unknown) => normsView.counters?.['norms']?.(row as NormRow & Record<string, never>); // a document of the view

describe('the register of norms 制度台账', () => {
  const [received, drafted] = [rules('NormReceived'), rules('NormDrafted')];
  const published = rules('NormPublished', { to: null });

  it('[C3.1] shows a norm from above with its treatment, and counts it by that and by its subject', () => {
    const row = norm(received);
    expect(row).toMatchObject({
      origin: 'RECEIVED',
      treatment: 'REFINE',
      document: 'swf:2013:4',
      owner: 'wgx-0371.P-2',
      receivedOn: '2014-08-15',
      title: { $sealed: {} },
    });
    expect(counted(row)).toEqual(['treatment=REFINE', 'subject=RECEPTIONS']);
    const changed = norm(received, rules('NormTreatmentChanged'));
    expect(changed).toMatchObject({ treatment: 'NOT_APPLICABLE', reason: { $sealed: { digest: '1/reason' } } });
    expect(counted(norm(received, withdrawing('NormReceptionWithdrawn', 0)))).toEqual([]);
    expect(norm(rules('NormReceived', { number: null }))).toMatchObject({ document: null });
  });

  it('[C3.11.i] shows a norm from draft to end, and counts it by area while it is published', () => {
    const row = norm(drafted);
    expect(row).toMatchObject({
      status: 'DRAFT',
      draftedOn: '2014-08-18',
      duties: [{ obligation: 'ob-1' }],
    });
    expect(counted(row)).toEqual(['status=DRAFT']);
    const standing = norm(drafted, published);
    expect(standing).toMatchObject({ status: 'PUBLISHED', document: 'jwgx:2014:18', title: { $sealed: { idx: 2 } } });
    expect(counted(standing)).toEqual(['status=PUBLISHED', 'area=8']);
    expect(counted(norm(drafted, rules('NormPublished', { area: null })))).toEqual(['status=PUBLISHED', 'area=8']);
    const ended = norm(drafted, published, rules('NormSuperseded'));
    expect(ended).toMatchObject({ status: 'SUPERSEDED', supersededBy: 'zd-2016-02', supersession: eventIdAt(2) });
    expect(counted(ended)).toEqual(['status=SUPERSEDED']);
    expect(norm(drafted, published, rules('NormRepealed'))).toMatchObject({ repealReason: { $sealed: {} } });
  });

  it('[C3.11] forgets what was withdrawn: number and title of a publication, the event of an end', () => {
    expect(norm(drafted, published, withdrawing('NormPublicationWithdrawn', 1))).toMatchObject({
      status: 'DRAFT',
      document: null,
      title: { $sealed: { idx: 1 } },
    });
    const back = norm(drafted, published, rules('NormSuperseded'), withdrawing('NormSupersessionWithdrawn', 2));
    expect(back).toMatchObject({ status: 'PUBLISHED', supersession: null, supersededBy: null });
  });
});

describe('published norms 已印发制度', () => {
  const row = (...events: readonly DecidedEvent[]) => projected(publishedNormsView, from, events)[CODE];
  const published = rules('NormPublished', { to: null });

  it('[C3.18] are shown by what is public of them, not by their drafts', () => {
    expect(row(rules('NormDrafted'))).toBeUndefined();
    expect(row(rules('NormDrafted'), published)).toMatchObject({
      status: 'PUBLISHED',
      document: 'jwgx:2014:18',
      area: 8,
      from: '2014-09-01',
      title: { $sealed: {} },
      material: { size: 2_048 },
    });
    expect(row(published, withdrawing('NormPublicationWithdrawn', 0))).toBeNull();
    for (const { clr } of Object.keys(publishedNormsView.on).map((type) => sampleOf(type))) expect(clr).toBe(0);
  });

  it.each([
    ['NormSuperseded', 'NormSupersessionWithdrawn', 'SUPERSEDED'],
    ['NormRepealed', 'NormRepealWithdrawn', 'REPEALED'],
  ])('[C3.11] end by %s, and stand again when that is withdrawn', (end, withdrawn, status) => {
    const ended = rules(end, { from: '2016-03-01' });
    expect(row(published, ended)).toMatchObject({ status, to: '2016-03-01' });
    expect(row(rules('NormPublished', { to: '2015-01-01' }), ended)).toMatchObject({ status, to: '2015-01-01' });
    expect(row(published, ended, withdrawing(withdrawn, 1))).toMatchObject({ status: 'PUBLISHED', to: null });
    expect(row(ended)).toBeNull();
  });
});

describe('checks 检查台账', () => {
  const at = { ledger, stream: 'check/jc-2014-03', catalogue: checkEvents } as const;
  const row = (...events: readonly DecidedEvent[]) => projected(checksView, at, events)['jc-2014-03'];
  const counts = (doc: unknown) => checksView.counters?.['checks']?.(doc as CheckRow & Record<string, never>); // a document of the view
  const [planned, performed] = [rules('CheckPlanned'), rules('CheckPerformed')];
  const [raised, closed] = [rules('CheckFindingRaised'), rules('CheckFindingClosed')];

  it('[C3.13] [C3.14] show the plan, then the sample with its seed', () => {
    expect(row(planned)).toMatchObject({ status: 'PLANNED', due: '2014-09-10', performedOn: null, sample: null });
    expect(counts(row(planned))).toEqual(['status=PLANNED', 'mode=SPOT_CHECK,status=PLANNED']);
    expect(row(planned, performed)).toMatchObject({
      status: 'PERFORMED',
      due: '2014-09-10',
      performedOn: '2014-08-25',
      sample: { seed: 20140825, drawn: ['v-4', 'v-1'] },
      conclusion: { $sealed: {} },
    });
    expect(counts(row(planned, withdrawing('CheckPlanWithdrawn', 0)))).toEqual([]);
  });

  it('[C3.15] [C3.16] show findings, and the issues that open ones wait for', () => {
    const open = row(performed, raised);
    expect(open).toMatchObject({ found: 1, open: 1, openIssues: ['2014-wgx-0120'] });
    expect(open).toHaveProperty(['findings', 'f-1', 'description', '$sealed', 'idx'], 2);
    expect(counts(open)).toContain('findings=OPEN');
    const done = row(performed, raised, closed);
    expect(done).toMatchObject({ found: 1, open: 0, openIssues: [] });
    expect(done).toHaveProperty(['findings', 'f-1', 'closedOn'], '2014-09-15');
    expect(counts(done)).toContain('findings=CLOSED');
    const again = row(performed, raised, closed, rules('CheckFindingReopened'));
    expect(again).toMatchObject({ open: 1, openIssues: ['2014-wgx-0120'], closedIssues: [] });
    expect(again).toHaveProperty(['findings', 'f-1', 'closedOn'], null);
    expect(row(performed, raised, withdrawing('CheckFindingWithdrawn', 1))).toMatchObject({ found: 0, openIssues: [] });
  });
});

describe('texts and issues', () => {
  it('tell which norms refer to a file, and the highest classification of these', () => {
    const sha256 = '5'.repeat(64);
    const draftedAndPublished = [rules('NormDrafted'), rules('NormDrafted'), rules('NormPublished')];
    expect(projected(normMaterialsView, from, draftedAndPublished)[sha256]).toEqual({
      documents: [
        { view: 'norms', key: CODE },
        { view: 'published-norms', key: CODE },
      ],
      classification: 1,
    });
    expect(projected(normMaterialsView, from, [rules('NormPublished')])[sha256]).toMatchObject({ classification: 0 });
    expect(projected(normMaterialsView, from, [rules('NormPublished', { material: null })])).toEqual({});
  });

  it('[C3.15] keep every code that an issue was raised with', () => {
    const issues = { ledger: 'issues/wgx-0371', stream: 'issue/2014-0001', catalogue: issueEvents } as const;
    expect(projected(issueDirectoryView, issues, [sampleOf('issues.IssueRaised')])['2014-0001']).toMatchObject({
      code: '2014-0001',
      raisedOn: expect.any(String),
      mergedInto: null,
    });
    const carried = [
      sampleOf('issues.IssueCarriedOver', { code: '2014-0001' }),
      sampleOf('issues.IssueMerged', { into: '2014-9' }),
    ];
    expect(projected(issueDirectoryView, issues, carried)['2014-0001']).toMatchObject({ mergedInto: '2014-9' });
    expect(projected(issueDirectoryView, issues, carried.slice(1))['2014-0001']).toBeNull();
  });
});
