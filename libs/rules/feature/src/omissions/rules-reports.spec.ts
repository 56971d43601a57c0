import type { DecidedEvent, JsonObject } from '@taizhang/kernel';
import { checkEvents, EXPECTED_NORMS, normEvents } from '@taizhang/contracts';
import { pageOfOmissions, UNIT_DIRECTORY, type AskedDuties, type OmissionReport } from '@taizhang/platform';
import { heldAsked, heldDocument, projected, sampleOf, type HeldDocuments } from '@taizhang/testkit';
import { checksView } from '../checks.view.js';
import { ISSUE_DIRECTORY } from '../issue-directory.view.js';
import { normsView } from '../norms.view.js';
import { areasWithoutNorm } from './areas-without-norm.report.js';
import { checksNotPerformed } from './checks-not-performed.report.js';
import { findingsNotRectified } from './findings-not-rectified.report.js';
import { keyNormsNotSponsored } from './key-norms-not-sponsored.report.js';
import { normsNotChecked } from './norms-not-checked.report.js';
import { normsNotReceived } from './norms-not-received.report.js';
import { normsNotRefined } from './norms-not-refined.report.js';

const LEDGER = 'rules/wgx-0371';
const held = (key: string, doc: JsonObject | null | undefined) => (doc ? [heldDocument(LEDGER, key, doc)] : []);
const norm = (code: string, ...events: readonly DecidedEvent[]) =>
  held(code, projected(normsView, { ledger: LEDGER, stream: `norm/${code}`, catalogue: normEvents }, events)[code]);
const check = (code: string, ...events: readonly DecidedEvent[]) =>
  held(code, projected(checksView, { ledger: LEDGER, stream: `check/${code}`, catalogue: checkEvents }, events)[code]);

const received = (code: string, subject: string, on = '2014-08-15', treatment = 'ADOPT') =>
  norm(code, sampleOf('rules.NormReceived', { norm: code, subject, treatment, on }));
const own = (code: string, area: number | null, from: string, more: JsonObject = {}) => {
  const drafted = sampleOf('rules.NormDrafted', {
    norm: code,
    area,
    refines: null,
    key: false,
    sponsor: null,
    ...more,
  });
  return norm(code, drafted, sampleOf('rules.NormPublished', { norm: code, area, from, to: null }));
};
const bureau = heldDocument('organization/wgx-0371', 'wgx-0371', {
  unit: 'wgx-0371',
  level: 'BUREAU',
  parents: [{ parent: 'city-jc', from: '2014-01-01' }],
  principal: 'wgx-0371.P-1',
  principalFrom: '2014-03-01',
});

/** Rows of a report over these documents, as of a day: today, or one that is over. */
async function rows(report: OmissionReport, on: string, documents: HeldDocuments, current = true) {
  const asked = heldAsked(on, { [UNIT_DIRECTORY]: [bureau], ...documents }) as AskedDuties; // no counters are asked for
  const search = { ledgers: 'all', current, wanted: () => true, limit: 100 } as const;
  const { found } = await pageOfOmissions(report, asked, search);
  return found.map(({ omission }) => omission);
}
const partsOf = async (...asked: Parameters<typeof rows>) => (await rows(...asked)).map(({ part }) => part);

describe('norms from above 上级制度', () => {
  it('[C3.1–C3.10] that are not on record are named by subject, until as many are as the source names', async () => {
    const expected = Object.entries(EXPECTED_NORMS).filter(([, count]) => count > 0);
    const subjects = expected.map(([subject]) => subject);
    expect(new Set(await partsOf(normsNotReceived, '2014-08-14', {}))).toEqual(new Set(subjects));
    const all = expected.flatMap(([subject, count]) =>
      Array.from({ length: count }, (_, i) =>
        received(`up-${subject}-${String(i)}`, subject, i === 9 ? '2014-08-20' : '2014-08-15'),
      ).flat(),
    );
    const documents = { [normsView.name]: all };
    expect(await partsOf(normsNotReceived, '2014-08-14', documents)).toHaveLength(subjects.length);
    expect(await partsOf(normsNotReceived, '2014-08-19', documents)).toEqual(['FIX_AT_ONCE', 'ONE_PLUS_TEN']);
    expect(await partsOf(normsNotReceived, '2014-08-20', documents)).toEqual([]);
    const withdrawn = norm(
      'up-w',
      sampleOf('rules.NormReceived', { subject: 'TRAVEL' }),
      sampleOf('rules.NormReceptionWithdrawn'),
    );
    expect(await partsOf(normsNotReceived, '2014-08-20', { [normsView.name]: withdrawn })).toContain('TRAVEL');
  });

  it('[C3.1] that are to be refined are owed by whoever answers for them, until a norm in force refines them', async () => {
    const refine = received('up-1', 'TRAVEL', '2014-08-15', 'REFINE');
    const refining = own('zd-1', 4, '2014-09-01', { refines: 'up-1' });
    const documents = { [normsView.name]: [...refine, ...refining, ...received('up-2', 'TRAINING')] };
    expect(await rows(normsNotRefined, '2014-08-25', documents)).toMatchObject([
      { duty: 'REFINE_NORM', unit: 'b-ding', person: 'wgx-0371.P-2', subject: 'norm/up-1', overdueDays: 10 },
    ]);
    expect(await rows(normsNotRefined, '2014-09-01', documents)).toEqual([]);
  });
});

describe('norms of one’s own 本局制度', () => {
  it('[C3.11] [C3.11.i] leave as gaps the areas in which none is in force on the day', async () => {
    const repealed = norm(
      'zd-9',
      sampleOf('rules.NormDrafted', { area: 7 }),
      sampleOf('rules.NormPublished', { area: 7, from: '2014-02-01', to: null }),
      sampleOf('rules.NormRepealed', { from: '2014-08-01' }),
    );
    const covering = [1, 2, 3, 4, 5, 6].flatMap((area) => own(`zd-${String(area)}`, area, '2014-08-01'));
    const documents = { [normsView.name]: [...covering, ...repealed, ...own('zd-8', 8, '2014-08-29')] };
    expect(await partsOf(areasWithoutNorm, '2014-07-31', documents)).toEqual(['1', '2', '3', '4', '5', '6', '8']);
    expect(await partsOf(areasWithoutNorm, '2014-08-15', documents)).toEqual(['7', '8']);
    expect(await partsOf(areasWithoutNorm, '2014-08-29', documents)).toEqual(['7']);
  });

  it('[C6.10] of key importance are owed by the principal who sponsors none', async () => {
    const sponsored = (sponsor: string) => ({
      [normsView.name]: own('zd-1', 1, '2014-09-01', { key: true, sponsor, on: '2014-08-18' }),
    });
    expect(await rows(keyNormsNotSponsored, '2014-08-17', sponsored('wgx-0371.P-1'))).toMatchObject([
      { duty: 'SPONSOR_KEY_NORM', person: 'wgx-0371.P-1', since: '2014-03-01' },
    ]);
    expect(await rows(keyNormsNotSponsored, '2014-08-18', sponsored('wgx-0371.P-1'))).toEqual([]);
    expect(await rows(keyNormsNotSponsored, '2014-08-18', sponsored('wgx-0371.P-9'))).toHaveLength(1);
    const vacant = { ...bureau, doc: { ...bureau.doc, principal: null, principalFrom: null } };
    expect(await rows(keyNormsNotSponsored, '2014-08-18', { [UNIT_DIRECTORY]: [vacant] })).toEqual([]);
  });
});

describe('checks 检查', () => {
  const planned = (due: string) =>
    sampleOf('rules.CheckPlanned', { check: 'jc-1', norm: 'zd-1', mode: 'SPOT_CHECK', on: '2014-08-18', due });
  const performed = (mode: string) => sampleOf('rules.CheckPerformed', { norm: 'zd-1', mode, on: '2014-08-25' });

  it('[C3.13] [C3.14] are owed of every norm in force: a plan, and each of the three modes', async () => {
    const documents = {
      [normsView.name]: [...own('zd-1', 1, '2014-08-10'), ...own('zd-2', 1, '2015-01-01')],
      [checksView.name]: [...check('jc-1', planned('2014-09-10')), ...check('jc-2', performed('SELF_CHECK'))],
    };
    const owed = async (on: string) =>
      (await rows(normsNotChecked, on, documents)).map(({ duty, part, subject }) => [duty, part, subject]);
    const mode = (part: string) => ['CHECK_IN_MODE', part, 'norm/zd-1'];
    expect(await owed('2014-08-17')).toEqual([
      mode('SELF_CHECK'),
      mode('SPOT_CHECK'),
      mode('SUPERVISION'),
      ['PLAN_CHECK', null, 'norm/zd-1'],
    ]);
    expect(await owed('2014-08-18')).toEqual([mode('SELF_CHECK'), mode('SPOT_CHECK'), mode('SUPERVISION')]);
    expect(await owed('2014-08-25')).toEqual([mode('SPOT_CHECK'), mode('SUPERVISION')]);
  });

  it('[C3.13] that were planned are late after their day, until they are performed', async () => {
    const documents = {
      [checksView.name]: [
        ...check('jc-1', planned('2014-08-24')),
        ...check('jc-2', planned('2014-08-24'), performed('SPOT_CHECK')),
        ...check('jc-3', performed('SUPERVISION')),
      ],
    };
    const late = async (on: string) =>
      (await rows(checksNotPerformed, on, documents)).map(({ subject, dueOn, overdueDays }) => [
        subject,
        dueOn,
        overdueDays,
      ]);
    expect(await late('2014-08-24')).toEqual([]);
    expect(await late('2014-08-26')).toEqual([['check/jc-1', '2014-08-24', 2]]);
  });

  it('[C3.15] [C3.16] have findings that nobody raised as issues, and findings that are open', async () => {
    const raised = sampleOf('rules.CheckFindingRaised', { on: '2014-08-25' });
    const closed = sampleOf('rules.CheckFindingClosed', { on: '2014-09-15' });
    const documents = (...more: readonly DecidedEvent[]) => ({
      [checksView.name]: check('jc-1', performed('SUPERVISION'), raised, ...more),
      [ISSUE_DIRECTORY]: [
        heldDocument('issues/wgx-0371', '2014-wgx-0120', { code: '2014-wgx-0120', raisedOn: '2014-08-26' }),
      ],
    });
    const duties = async (on: string, them: HeldDocuments, current?: boolean) =>
      (await rows(findingsNotRectified, on, them, current)).map(({ duty, part }) => [duty, part]);
    expect(await duties('2014-08-26', documents())).toEqual([['RECTIFY_FINDING', 'f-1']]);
    expect(await duties('2014-08-26', { ...documents(), [ISSUE_DIRECTORY]: [] })).toEqual([
      ['RAISE_ISSUE', 'f-1'],
      ['RECTIFY_FINDING', 'f-1'],
    ]);
    expect(await duties('2014-09-14', documents(closed), false)).toEqual([['RECTIFY_FINDING', 'f-1']]);
    expect(await duties('2014-09-15', documents(closed), false)).toEqual([]);
    expect(await duties('2014-09-15', documents(closed))).toEqual([]);
  });
});
