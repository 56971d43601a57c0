import { issueEvents, selfCheckEvents } from '@taizhang/contracts';
import type { DecidedEvent, JsonObject } from '@taizhang/kernel';
import {
  pageOfOmissions,
  POWER_DIRECTORY,
  STAGE_DIRECTORY,
  UNIT_DIRECTORY,
  type AskedDuties,
  type ContextReads,
  type OmissionReport,
  type Reader,
} from '@taizhang/platform';
import { eventIdAt, heldAsked, heldDocument, heldReads, projected, type HeldDocuments } from '@taizhang/testkit';
import { rectificationLedgerView } from '../rectification-ledger.view.js';
import { selfCheckCoverageQuery } from '../self-check-coverage.query.js';
import { selfChecksView } from '../self-checks.view.js';
import { issuesNotContinued } from './issues-not-continued.report.js';
import { selfChecksNotSubmitted } from './self-checks-not-submitted.report.js';
import { systemicCausesWithoutNorm } from './systemic-causes-without-norm.report.js';

const LEDGER = 'issues/wgx-0371';
/** Acts of these tests are recorded on 20 July (see `projected`). */
const ACTED = '2014-07-20';

/** Rows of a report over these documents, as of a day: today, or one that is over. */
async function rows(report: OmissionReport, on: string, documents: HeldDocuments, current = true) {
  const asked = heldAsked(on, documents) as AskedDuties; // no counters are asked for
  const search = { ledgers: 'all', current, wanted: () => true, limit: 100 } as const;
  const { found } = await pageOfOmissions(report, asked, search);
  return found.map(({ omission }) => omission);
}

const raised = issueEvents.IssueRaised({
  code: '2014-0001',
  unit: 'b-jia',
  stage: 'stage-1',
  origin: 'o-1',
  source: 'MASS_OPINION',
  record: null,
  anonymous: false,
  raisedOn: '2014-03-01',
  wind: 'BUREAUCRATISM',
  manifestation: '窗口排队时间长',
  originator: null,
});
const assigned = issueEvents.IssueAssigned({
  lead: 'b-jia',
  supporting: [],
  leader: 'P-L1',
  owner: 'P-O1',
  deadline: '2014-08-31',
  standard: '平均等候不超过十分钟',
});
const closed = (closedOn: string) => issueEvents.IssueClosed({ round: 1, closedOn, opinion: '同意销号' });
const issue = (...events: readonly DecidedEvent[]) => {
  const from = { ledger: LEDGER, stream: 'issue/2014-0001', catalogue: issueEvents } as const;
  const doc = projected(rectificationLedgerView, from, events)['2014-0001'];
  return { [rectificationLedgerView.name]: doc ? [heldDocument(LEDGER, '2014-0001', doc)] : [] };
};
const stage = (code: string, previous: string | null, from: string, more: JsonObject = {}) =>
  heldDocument('campaigns/wgx-0371', code, {
    stage: code,
    campaign: 'c-1',
    previous,
    status: 'OPEN',
    from,
    to: '2014-10-25',
    units: ['wgx-0371', 'b-jia'],
    ...more,
  });
const STAGES = { [STAGE_DIRECTORY]: [stage('stage-1', null, '2014-02-20'), stage('stage-2', 'stage-1', '2014-06-25')] };

describe('open issues at a change of stage 前后接续', () => {
  const left = {
    bureau: 'wgx-0371',
    duty: 'CONTINUE_ISSUE',
    unit: 'b-jia',
    person: 'P-O1',
    subject: 'issue/2014-0001',
    part: 'stage-2',
    since: '2014-06-25',
    dueOn: null,
    overdueDays: 10,
  };
  const open = { ...STAGES, ...issue(raised, assigned) };

  it('[C1.1.a] are owed to the next stage while they are left in the one before', async () => {
    expect(await rows(issuesNotContinued, '2014-06-25', open)).toEqual([]);
    expect(await rows(issuesNotContinued, '2014-07-05', open)).toEqual([left]);
    const alone = { ...open, [STAGE_DIRECTORY]: [stage('stage-1', null, '2014-02-20')] };
    expect(await rows(issuesNotContinued, '2014-07-05', alone)).toEqual([]);
    const withdrawn = [
      stage('stage-1', null, '2014-02-20'),
      stage('stage-2', 'stage-1', '2014-06-25', { status: 'WITHDRAWN' }),
    ];
    expect(await rows(issuesNotContinued, '2014-07-05', { ...open, [STAGE_DIRECTORY]: withdrawn })).toEqual([]);
  });

  it('[C1.1.a] are owed no more since they were taken over, and were until that day', async () => {
    const goes = issueEvents.IssueContinued({ stage: 'stage-2', earlierStage: 'stage-1' });
    const taken = { ...STAGES, ...issue(raised, assigned, goes) };
    expect(await rows(issuesNotContinued, '2014-07-19', taken, false)).toEqual([{ ...left, overdueDays: 24 }]);
    expect(await rows(issuesNotContinued, ACTED, taken)).toEqual([]);
  });

  it('[C1.1.a] are only those that are still open: not what was closed before the stage, nor since', async () => {
    const before = { ...STAGES, ...issue(raised, assigned, closed('2014-06-20')) };
    expect(await rows(issuesNotContinued, '2014-07-05', before, false)).toEqual([]);
    const since = { ...STAGES, ...issue(raised, assigned, closed('2014-07-10')) };
    expect(await rows(issuesNotContinued, '2014-07-09', since, false)).toMatchObject([{ overdueDays: 14 }]);
    expect(await rows(issuesNotContinued, '2014-07-10', since, false)).toEqual([]);
    const gone = issueEvents.IssueWithdrawn({ event: eventIdAt(0), reason: '重复' });
    expect(await rows(issuesNotContinued, '2014-07-05', { ...STAGES, ...issue(raised, gone) }, false)).toEqual([]);
  });
});

describe('closed issues of systemic cause 系统性问题', () => {
  const classified = (cause: 'SYSTEMIC' | 'INDIVIDUAL') =>
    issueEvents.IssueClassified({ class: '1', kind: 'BY_DATE', hidden: false, cause, analysis: '制度缺失' });
  const linked = issueEvents.IssueLinkedToNorm({ norm: 'zd-1' });
  const unlinked = issueEvents.NormLinkWithdrawn({ event: eventIdAt(3), reason: '不是这一项' });

  it('[C3.12] owe a norm since they were closed, until one is linked', async () => {
    const without = issue(raised, assigned, classified('SYSTEMIC'), closed('2014-07-10'));
    expect(await rows(systemicCausesWithoutNorm, '2014-07-10', without)).toEqual([]);
    expect(await rows(systemicCausesWithoutNorm, '2014-07-22', without)).toEqual([
      {
        bureau: 'wgx-0371',
        duty: 'LINK_NORM',
        unit: 'b-jia',
        person: 'P-O1',
        subject: 'issue/2014-0001',
        part: null,
        since: '2014-07-10',
        dueOn: null,
        overdueDays: 12,
      },
    ]);
    const norm = [raised, assigned, classified('SYSTEMIC'), linked, closed('2014-07-10')];
    expect(await rows(systemicCausesWithoutNorm, '2014-07-19', issue(...norm), false)).toHaveLength(1);
    expect(await rows(systemicCausesWithoutNorm, ACTED, issue(...norm))).toEqual([]);
    expect(await rows(systemicCausesWithoutNorm, '2014-07-22', issue(...norm, unlinked))).toHaveLength(1);
  });

  it('[C3.12] are neither open ones nor those of individual cause', async () => {
    const open = issue(raised, assigned, classified('SYSTEMIC'));
    expect(await rows(systemicCausesWithoutNorm, '2014-07-22', open)).toEqual([]);
    const individual = issue(raised, assigned, classified('INDIVIDUAL'), closed('2014-07-10'));
    expect(await rows(systemicCausesWithoutNorm, '2014-07-22', individual)).toEqual([]);
  });
});

describe('self-checks of a stage 对照自查', () => {
  const power = (person: string, more: JsonObject = {}) =>
    heldDocument('organization/wgx-0371', `power-${person}`, {
      person,
      kind: 'grant',
      role: 'leading-cadre',
      unit: 'wgx-0371/b-jia',
      spans: [{ from: '2014-01-01', to: null, clearance: 1 }],
      ...more,
    });
  const POWERS = [
    power('P-1', { kind: 'principal', role: 'principal', unit: 'wgx-0371' }),
    power('P-2'),
    power('P-3', { spans: [{ from: '2014-01-01', to: '2014-07-01', clearance: 1 }] }),
    power('P-4', { spans: [{ from: '2014-07-10', to: null, clearance: 1 }] }),
    power('P-5', { unit: 'wgx-0371/b-wu' }),
    power('P-6', { role: 'branch-clerk' }),
    power('P-7', { kind: 'delegation' }),
  ];
  const check = (key: string, person: string | null, ...more: readonly DecidedEvent[]) => {
    const from = { ledger: LEDGER, stream: `self-check/${key}`, catalogue: selfCheckEvents } as const;
    const submitted = selfCheckEvents.SelfCheckSubmitted({
      stage: 'stage-2',
      unit: 'b-jia',
      subject: person === null ? 'GROUP' : 'CADRE',
      person,
      issues: [],
      nothingFound: true,
      statement: '对照检查，未发现问题',
    });
    const doc = projected(selfChecksView, from, [submitted, ...more])[key];
    return doc ? [heldDocument(LEDGER, key, doc)] : [];
  };
  const held = (...checks: ReturnType<typeof check>) => ({
    [STAGE_DIRECTORY]: [stage('stage-2', null, '2014-06-25')],
    [POWER_DIRECTORY]: POWERS,
    [selfChecksView.name]: checks,
  });
  const who = async (...asked: Parameters<typeof rows>) =>
    (await rows(...asked)).map(({ duty, unit, person, since }) => [duty, unit, person, since]);
  const group = (unit: string) => ['GROUP_SELF_CHECK', unit, null, '2014-06-25'];
  const cadre = (unit: string, person: string, since = '2014-06-25') => ['CADRE_SELF_CHECK', unit, person, since];

  it('[C1.1.l] are owed by every leading group and leading cadre of the day, nobody omitted', async () => {
    expect(await who(selfChecksNotSubmitted, '2014-06-25', held())).toEqual([]);
    expect(await who(selfChecksNotSubmitted, '2014-06-26', held())).toEqual([
      cadre('b-jia', 'P-2'),
      cadre('b-jia', 'P-3'),
      cadre('wgx-0371', 'P-1'),
      group('b-jia'),
      group('wgx-0371'),
    ]);
    expect(await who(selfChecksNotSubmitted, '2014-07-11', held())).toEqual([
      cadre('b-jia', 'P-2'),
      cadre('b-jia', 'P-4', '2014-07-10'),
      cadre('wgx-0371', 'P-1'),
      group('b-jia'),
      group('wgx-0371'),
    ]);
  });

  it('[C1.1.l] are done by an answer, also "nothing found", and not by one that was withdrawn', async () => {
    const answered = held(...check('stage-2.b-jia', null), ...check('stage-2.b-jia.P-2', 'P-2'));
    expect(await who(selfChecksNotSubmitted, ACTED, answered)).toEqual([
      cadre('b-jia', 'P-4', '2014-07-10'),
      cadre('wgx-0371', 'P-1'),
      group('wgx-0371'),
    ]);
    expect(await who(selfChecksNotSubmitted, '2014-07-19', answered)).toHaveLength(5);
    const undone = selfCheckEvents.SelfCheckWithdrawn({ event: eventIdAt(0), reason: '漏填' });
    const withdrawn = held(...check('stage-2.b-jia', null, undone));
    expect(await who(selfChecksNotSubmitted, ACTED, withdrawn)).toContainEqual(group('b-jia'));
  });

  it('[C1.1.l] are owed by no group of a unit that ended by then', async () => {
    const jia = heldDocument('organization/wgx-0371', 'b-jia', { level: 'BRANCH', endedOn: '2014-07-11' });
    const ended = { ...held(), [UNIT_DIRECTORY]: [jia] };
    expect(await who(selfChecksNotSubmitted, '2014-07-10', ended)).toContainEqual(group('b-jia'));
    expect(await who(selfChecksNotSubmitted, '2014-07-11', ended)).toEqual([
      cadre('wgx-0371', 'P-1'),
      group('wgx-0371'),
    ]);
  });

  it('[C1.1.l] tell how far they have come on a day: what was answered later is missing on it', async () => {
    const reads = heldReads(held(...check('stage-2.b-jia', null))) as ContextReads; // no counters are asked for
    const reader = { role: 'campaign-office', unit: 'wgx-0371', clearance: 1 } as unknown as Reader; // the query asks nothing of him
    const on = (day: string) =>
      selfCheckCoverageQuery.handle({ bureau: 'wgx-0371', stage: 'stage-2', on: day }, reads, reader);
    expect(await on('2014-07-19')).toMatchObject({ due: 5, submitted: 0 });
    expect(await on(ACTED)).toMatchObject({ due: 5, submitted: 1, nothingFound: 1 });
    expect(await on(ACTED)).toMatchObject({ missing: expect.not.arrayContaining([{ unit: 'b-jia', person: null }]) });
  });

  it('tell of whom they are about and of which stage', async () => {
    const [first] = await rows(selfChecksNotSubmitted, '2014-07-05', held());
    expect(first).toEqual({
      bureau: 'wgx-0371',
      duty: 'CADRE_SELF_CHECK',
      unit: 'b-jia',
      person: 'P-2',
      subject: 'stage/stage-2',
      part: 'b-jia/P-2',
      since: '2014-06-25',
      dueOn: null,
      overdueDays: 10,
    });
  });
});
