import { issueEvents } from '@taizhang/contracts';
import { eventIdAt, projected } from '@taizhang/testkit';
import { rectificationLedgerView } from './rectification-ledger.view.js';

const from = { ledger: 'issues/wgx-0371', stream: 'issue/2014-0001', catalogue: issueEvents } as const;
const raised = issueEvents.IssueRaised({
  code: '2014-0001',
  unit: 'b-jia',
  stage: 'stage-2',
  origin: 'o-1',
  source: 'MASS_OPINION',
  record: null,
  anonymous: false,
  raisedOn: '2014-06-26',
  wind: 'BUREAUCRATISM',
  manifestation: '窗口排队时间长',
  originator: '某群众',
});
const measure = issueEvents.MeasureSet({
  measure: 'm-1',
  owner: 'P-O2',
  deadline: '2014-08-20',
  kind: 'BY_DATE',
  description: '增设两个窗口',
  standard: '窗口启用',
});
const evidence = issueEvents.EvidenceAttached({
  evidence: 'e-1',
  measure: 'm-1',
  sha256: 'a'.repeat(64),
  size: 1,
  title: '照片',
});
const completed = issueEvents.MeasureCompleted({
  measure: 'm-1',
  evidence: ['e-1'],
  completedOn: '2014-07-18',
  outcome: '完成',
});
const replied = issueEvents.ReplyGiven({
  origin: 'o-1',
  channel: 'LETTER',
  repliedOn: '2014-07-19',
  attitude: 'SATISFIED',
  reply: '已答复',
});

const row = (...events: Parameters<typeof projected>[2]) =>
  projected(rectificationLedgerView, from, events)['2014-0001'];

describe('rectification ledger 整改台账', () => {
  it('has one row per issue, under its code, with what stands against closing', () => {
    expect(row(raised)).toMatchObject({
      code: '2014-0001',
      status: 'RAISED',
      source: 'MASS_OPINION',
      unanswered: 1,
      openMeasures: 0,
    });
    expect(row(raised, measure)).toMatchObject({ status: 'IN_RECTIFICATION', unanswered: 1, openMeasures: 1 });
    expect(row(raised, measure, evidence, completed, replied)).toMatchObject({ unanswered: 0, openMeasures: 0 });
  });

  it('names who registered the issue, and everybody who did something about it', () => {
    const actors = ['acct-clerk', 'acct-lead', 'acct-clerk'];
    const documents = projected(rectificationLedgerView, { ...from, actors }, [raised, measure, replied]);
    expect(documents['2014-0001']).toMatchObject({ raisedBy: 'acct-clerk', handledBy: ['acct-clerk', 'acct-lead'] });
  });

  it('keeps lists of origins, measures and evidence', () => {
    expect(row(raised, measure, evidence, completed, replied)).toMatchObject({
      origins: {
        'o-1': {
          source: 'MASS_OPINION',
          raisedOn: '2014-06-26',
          answered: true,
          repliedOn: '2014-07-19',
          attitude: 'SATISFIED',
        },
      },
      measures: { 'm-1': { owner: 'P-O2', done: true, completedOn: '2014-07-18' } },
      evidence: { 'e-1': { measure: 'm-1', sha256: 'a'.repeat(64) } },
    });
  });

  it('names every unit that the issue concerns: whom it was raised for, who answers, leads and supports', () => {
    const triaged = issueEvents.IssueTriaged({ unit: 'b-yi', opinion: '承办' });
    const assigned = issueEvents.IssueAssigned({
      lead: 'b-bing',
      supporting: ['b-ding', 'b-yi'],
      leader: 'P-L1',
      owner: 'P-O1',
      deadline: null,
      standard: '窗口启用',
    });
    const unassigned = issueEvents.AssignmentWithdrawn({ event: eventIdAt(2), reason: '交办有误' });
    expect(row(raised)?.['units']).toEqual(['b-jia']);
    expect(row(raised, triaged)?.['units']).toEqual(['b-yi', 'b-jia']);
    expect(row(raised, triaged, assigned)?.['units']).toEqual(['b-bing', 'b-yi', 'b-ding', 'b-jia']);
    expect(row(raised, triaged, assigned, unassigned)?.['units']).toEqual(['b-yi', 'b-jia']);
  });

  it('[C6.7] names those whose open duties move when they hand over, and nobody once nothing is open', () => {
    const assigned = issueEvents.IssueAssigned({
      lead: 'b-jia',
      supporting: [],
      leader: 'P-L1',
      owner: 'P-O1',
      deadline: null,
      standard: '窗口启用',
    });
    const flagged = { unit: 'b-jia', leader: 'P-1', previousLeader: 'P-L1', reason: '涉及多个部门' };
    const closed = issueEvents.IssueClosed({ round: 1, closedOn: '2014-07-20', opinion: '同意' });
    const holders = (...events: Parameters<typeof projected>[2]) => row(...events)?.['dutyHolders'];
    expect(holders(raised)).toEqual([]);
    expect(holders(raised, assigned, measure)).toEqual(['P-L1', 'P-O1', 'P-O2']);
    expect(holders(raised, assigned, measure, issueEvents.DifficultyFlagged(flagged))).toEqual(['P-O1', 'P-O2']);
    expect(holders(raised, assigned, measure, evidence, completed)).toEqual(['P-L1', 'P-O1']);
    expect(holders(raised, assigned, measure, closed)).toEqual([]);
  });

  it('holds places of sealed values, never the values', () => {
    const text = JSON.stringify(row(raised, measure, evidence, completed, replied));
    for (const value of ['窗口排队时间长', '某群众', '增设两个窗口', '照片', '已答复'])
      expect(text).not.toContain(value);
    expect(row(raised)).toMatchObject({ manifestation: { $sealed: { digest: '0/manifestation', level: 1 } } });
  });

  it('shows a withdrawn act no longer, and again what it had replaced', () => {
    const better = issueEvents.ReplyGiven({
      origin: 'o-1',
      channel: 'IN_PERSON',
      repliedOn: '2014-07-20',
      attitude: 'NOT_STATED',
      reply: '当面答复',
    });
    const withdraw = (rev: number) => issueEvents.ReplyWithdrawn({ event: eventIdAt(rev), reason: '录入有误' });
    expect(row(raised, replied, better, withdraw(2))).toMatchObject({
      unanswered: 0,
      origins: { 'o-1': { answered: true, channel: 'LETTER', reply: { $sealed: { digest: '1/reply' } } } },
    });
    expect(row(raised, replied, better, withdraw(2), withdraw(1))).toMatchObject({
      unanswered: 1,
      origins: { 'o-1': { answered: false, channel: null, repliedOn: null, reply: null } },
    });
  });

  it('keeps an issue raised by mistake, as withdrawn and with the reason', () => {
    const mistaken = issueEvents.IssueWithdrawn({ event: eventIdAt(0), reason: '重复登记' });
    expect(row(raised, mistaken)).toMatchObject({
      status: 'WITHDRAWN',
      withdrawalReason: { $sealed: { digest: '1/reason' } },
    });
  });

  it('counts by status and class', () => {
    const closed = issueEvents.IssueClosed({ round: 1, closedOn: '2014-07-20', opinion: '同意' });
    const counters = rectificationLedgerView.counters ?? {};
    const doc = row(raised, closed);
    expect(doc).not.toBeNull();
    expect(counters['status']?.(doc as never)).toEqual(['status=CLOSED', 'unit=b-jia,status=CLOSED']); // a row of this view
    expect(counters['class']?.(doc as never)).toEqual(['class=NONE,status=CLOSED']); // a row of this view
  });
});
