import { issueEvents } from '@taizhang/contracts';
import type { DecidedEvent } from '@taizhang/kernel';
import { pageOfOmissions, type AskedDuties, type OmissionReport } from '@taizhang/platform';
import { eventIdAt, heldAsked, heldDocument, projected } from '@taizhang/testkit';
import { rectificationLedgerView } from '../rectification-ledger.view.js';
import { issuesWithoutOwner } from './issues-without-owner.report.js';
import { measuresNotSet } from './measures-not-set.report.js';
import { unansweredOrigins } from './unanswered-origins.report.js';

const LEDGER = 'issues/wgx-0371';
const raise = (code: string, source: Parameters<typeof issueEvents.IssueRaised>[0]['source'], record: string | null) =>
  issueEvents.IssueRaised({
    code,
    unit: 'b-jia',
    stage: 'stage-2',
    origin: 'o-1',
    source,
    record,
    anonymous: false,
    raisedOn: '2014-06-26',
    wind: 'BUREAUCRATISM',
    manifestation: '窗口排队时间长',
    originator: null,
  });
const triaged = issueEvents.IssueTriaged({ unit: 'b-jia', opinion: '由群艺馆支部承办' });
const assigned = issueEvents.IssueAssigned({
  lead: 'b-jia',
  supporting: [],
  leader: 'P-L1',
  owner: 'P-O1',
  deadline: '2014-08-31',
  standard: '平均等候不超过十分钟',
});
const measure = (owner: string | null) =>
  issueEvents.MeasureSet({
    measure: 'm-1',
    owner,
    deadline: '2014-08-20',
    kind: 'BY_DATE',
    description: '增设两个窗口',
    standard: '窗口启用',
  });
const replied = issueEvents.ReplyGiven({
  origin: 'o-1',
  channel: 'LETTER',
  repliedOn: '2014-09-05',
  attitude: 'SATISFIED',
  reply: '已答复',
});
const merged = issueEvents.IssueMerged({ into: '2014-0001', reason: '重复' });
/** What the main issue is told when a duplicate of it is merged. */
const joined = (answered: boolean) =>
  issueEvents.OriginsJoined({
    from: '2014-0002',
    raisedOn: '2014-06-26',
    origins: [{ origin: 'o-1-2', was: 'o-1', source: 'MASS_OPINION', anonymous: false, answered }],
  });
const gone = issueEvents.IssueWithdrawn({ event: eventIdAt(0), reason: '重复' });

/** Rows of a report over issues that are each told by its events; acts are recorded on 20 July (see `projected`). */
async function rows(report: OmissionReport, on: string, ...issues: readonly (readonly DecidedEvent[])[]) {
  const documents = issues.flatMap((events) => {
    const code = String(events[0]?.data['code']);
    const from = { ledger: LEDGER, stream: `issue/${code}`, catalogue: issueEvents } as const;
    const doc = projected(rectificationLedgerView, from, events)[code];
    return doc ? [heldDocument(LEDGER, code, doc)] : [];
  });
  const asked = heldAsked(on, { [rectificationLedgerView.name]: documents }) as AskedDuties; // no counters are asked for
  const search = { ledgers: 'all', current: on >= '2014-09-01', wanted: () => true, limit: 100 } as const;
  const { found } = await pageOfOmissions(report, asked, search);
  return found.map(({ omission }) => omission);
}

describe('who has not answered whom 未回应', () => {
  it.each([
    ['[C1.0.b]', 'MASS_OPINION', 'REPLY_TO_MASSES'],
    ['[C1.0.b]', 'NETIZEN', 'REPLY_TO_MASSES'],
    ['[C1.0.c]', 'SELF_EXAM', 'REPLY_TO_SELF_EXAM'],
    ['[C1.0.d]', 'DEMOCRATIC_LIFE_MEETING', 'REPLY_TO_MEETING'],
    ['[C1.0.d]', 'ORG_LIFE_MEETING', 'REPLY_TO_MEETING'],
    ['[C1.0.e]', 'SUPERIOR', 'REPLY_TO_SUPERIOR'],
    ['[C1.0.e]', 'SUPERVISION_GROUP', 'REPLY_TO_SUPERIOR'],
  ] as const)('%s an origin of %s without a reply is owed one: %s', async (_clause, source, duty) => {
    const issue = [raise('2014-0001', source, 'meeting/1'), triaged, assigned];
    expect(await rows(unansweredOrigins, '2014-09-10', issue)).toEqual([
      {
        bureau: 'wgx-0371',
        duty,
        unit: 'b-jia',
        person: 'P-O1',
        subject: 'issue/2014-0001',
        part: 'o-1',
        since: '2014-06-26',
        dueOn: '2014-08-31',
        overdueDays: 10,
      },
    ]);
  });

  it('[C1.0.b–C1.0.e] is told until the reply is given: as of the day before it, not since, and not of a withdrawn issue', async () => {
    const answered = [raise('2014-0001', 'MASS_OPINION', null), triaged, assigned, replied];
    const withdrawn = [raise('2014-0002', 'MASS_OPINION', null), gone];
    expect(await rows(unansweredOrigins, '2014-09-10', answered, withdrawn)).toEqual([]);
    expect(await rows(unansweredOrigins, '2014-08-31', answered, withdrawn)).toEqual([]);
    // Asked before its own day the report still shows what was answered late, and then only that.
    const before = await rowsBefore('2014-09-04', answered, withdrawn);
    expect(before).toMatchObject([{ subject: 'issue/2014-0001', overdueDays: 4 }]);
  });

  it('[C1.0.b] is owed where the origin went: once by the main issue, never by a duplicate too', async () => {
    const duplicate = [raise('2014-0002', 'MASS_OPINION', null), triaged, merged];
    const main = [raise('2014-0001', 'MASS_OPINION', null), triaged, assigned, joined(false), replied];
    expect(await rows(unansweredOrigins, '2014-09-10', main, duplicate)).toMatchObject([
      { subject: 'issue/2014-0001', part: 'o-1-2' },
    ]);
    const answered = issueEvents.ReplyGiven({ ...replied.data, origin: 'o-1-2' });
    expect(await rows(unansweredOrigins, '2014-09-10', [...main, answered], duplicate)).toEqual([]);
  });

  it('[C1.0.b] is not owed to an origin that had its reply before the duplicate was merged', async () => {
    const duplicate = [raise('2014-0002', 'MASS_OPINION', null), triaged, replied, merged];
    const main = [raise('2014-0001', 'MASS_OPINION', null), triaged, assigned, joined(true)];
    const owed = await rows(unansweredOrigins, '2014-09-10', main, duplicate);
    expect(owed.map(({ part }) => part)).toEqual(['o-1']);
  });

  it('[C1.0.b] is due at once of an issue that has no deadline yet', async () => {
    const fresh = [raise('2014-0001', 'MASS_OPINION', null)];
    expect(await rows(unansweredOrigins, '2014-06-26', fresh)).toEqual([]);
    expect(await rows(unansweredOrigins, '2014-09-02', fresh)).toMatchObject([
      { person: null, dueOn: null, overdueDays: 68 },
    ]);
  });
});

/** As of a day in the past: all documents are looked through. */
const rowsBefore = (on: string, ...issues: readonly (readonly DecidedEvent[])[]) =>
  rows({ ...unansweredOrigins, among: { view: unansweredOrigins.among.view } }, on, ...issues);

describe('what nobody answers for 未明确责任人', () => {
  it('[C1.0.a] is an issue without owner, owed by the unit that it lies with since it was raised', async () => {
    const open = [raise('2014-0001', 'MASS_OPINION', null), triaged];
    const owned = [raise('2014-0002', 'MASS_OPINION', null), triaged, assigned];
    expect(await rows(issuesWithoutOwner, '2014-09-02', open, owned)).toEqual([
      {
        bureau: 'wgx-0371',
        duty: 'ASSIGN',
        unit: 'b-jia',
        person: null,
        subject: 'issue/2014-0001',
        part: null,
        since: '2014-06-26',
        dueOn: null,
        overdueDays: 68,
      },
    ]);
  });

  it('[C1.0.a] was also the one that was assigned since: on 20 July', async () => {
    const owned = [raise('2014-0002', 'MASS_OPINION', null), triaged, assigned];
    expect(await rows(issuesWithoutOwner, '2014-07-19', owned)).toMatchObject([{ duty: 'ASSIGN', overdueDays: 23 }]);
    expect(await rows(issuesWithoutOwner, '2014-07-20', owned)).toEqual([]);
    const taken = [...owned, issueEvents.AssignmentWithdrawn({ event: eventIdAt(2), reason: '有误' })];
    expect(await rows(issuesWithoutOwner, '2014-09-02', taken)).toMatchObject([{ duty: 'ASSIGN' }]);
  });

  it.each([
    ['merged', merged],
    ['referred', issueEvents.IssueReferred({ organ: 'DISCIPLINE', reason: '属于问题线索' })],
    ['not adopted', issueEvents.IssueNotAdopted({ reason: '不属于本单位职责' })],
  ])('[C1.0.a] is none that was %s: on 20 July, before which it was one', async (_way, left) => {
    const issue = [raise('2014-0002', 'MASS_OPINION', null), triaged, left];
    expect(await rows(issuesWithoutOwner, '2014-07-19', issue)).toMatchObject([{ duty: 'ASSIGN', overdueDays: 23 }]);
    expect(await rows(issuesWithoutOwner, '2014-07-20', issue)).toEqual([]);
    expect(await rows(issuesWithoutOwner, '2014-09-02', issue)).toEqual([]);
  });

  it('[C1.0.a] is a measure without owner, until it has one', async () => {
    const issue = [raise('2014-0001', 'MASS_OPINION', null), triaged, assigned];
    expect(await rows(issuesWithoutOwner, '2014-09-02', [...issue, measure(null)])).toMatchObject([
      { duty: 'NAME_MEASURE_OWNER', part: 'm-1', since: '2014-07-20', overdueDays: 44 },
    ]);
    expect(await rows(issuesWithoutOwner, '2014-09-02', [...issue, measure(null), measure('P-O2')])).toEqual([]);
  });
});

describe('what no measure was set for 未制定整改措施', () => {
  const issue = [raise('2014-0001', 'MASS_OPINION', null), triaged, assigned];

  it('[C1.0.f] is an issue since it was assigned, owed by whoever answers for it', async () => {
    expect(await rows(measuresNotSet, '2014-07-20', issue)).toEqual([]);
    expect(await rows(measuresNotSet, '2014-09-02', issue, [...issue.slice(0, 2)])).toEqual([
      {
        bureau: 'wgx-0371',
        duty: 'SET_MEASURE',
        unit: 'b-jia',
        person: 'P-O1',
        subject: 'issue/2014-0001',
        part: null,
        since: '2014-07-20',
        dueOn: null,
        overdueDays: 44,
      },
    ]);
    expect(await rows(measuresNotSet, '2014-09-02', [...issue, measure('P-O2')])).toEqual([]);
  });

  it('[C1.0.f] is a measure of which nobody says by when, unless it is continuous or done', async () => {
    const undated = (kind: 'BY_DATE' | 'CONTINUOUS') =>
      issueEvents.MeasureSet({ ...measure('P-O2').data, kind, deadline: null });
    expect(await rows(measuresNotSet, '2014-09-02', [...issue, undated('BY_DATE')])).toMatchObject([
      { duty: 'SET_DEADLINE', person: 'P-O2', part: 'm-1', since: '2014-07-20', overdueDays: 44 },
    ]);
    expect(await rows(measuresNotSet, '2014-09-02', [...issue, undated('CONTINUOUS')])).toEqual([]);
    expect(await rows(measuresNotSet, '2014-09-02', [...issue, undated('BY_DATE'), measure('P-O2')])).toEqual([]);
  });
});
