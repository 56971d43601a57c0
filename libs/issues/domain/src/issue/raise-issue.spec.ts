import { ISSUE_SOURCES, issueEvents } from '@taizhang/contracts';
import { given } from '@taizhang/testkit';
import { issue } from './issue.aggregate.js';
import { known, raised } from './issue.examples.js';
import { raiseIssue } from './raise-issue.command.js';

const input = {
  unit: 'b-jia',
  stage: 'stage-2',
  origin: 'o-1',
  source: 'MASS_OPINION',
  raisedOn: '2014-06-26',
  wind: 'BUREAUCRATISM',
  manifestation: '窗口排队时间长',
};

describe('raise issue 登记问题', () => {
  it('[C1.0.b] records an opinion of the masses as an issue that owes a reply', () => {
    given(issue).when(raiseIssue, input, { known }).then(raised);
    expect(given(issue, raised).state).toMatchObject({ status: 'RAISED', origins: { 'o-1': { answered: false } } });
  });

  it('[C1.0.a] refuses a unit that nobody registered', () => {
    given(issue)
      .when(raiseIssue, { ...input, unit: 'b-gone' }, { known })
      .thenRejected('UNIT_UNKNOWN', { units: ['b-gone'] });
    given(issue)
      .when(raiseIssue, input, { known: { 'organization.unit-path/wgx-0371/b-jia': [] } })
      .thenRejected('UNIT_UNKNOWN');
  });

  it('refuses a code that was used', () => {
    given(issue, raised).when(raiseIssue, input, { known }).thenRejected('ISSUE_ALREADY_RAISED');
  });

  it.each(['SELF_EXAM', 'DEMOCRATIC_LIFE_MEETING', 'ORG_LIFE_MEETING'])(
    '[C1.0.c] [C1.0.d] asks %s for its material or record',
    (source) => {
      given(issue)
        .when(raiseIssue, { ...input, source }, { known })
        .thenRejected('SOURCE_RECORD_MISSING', { source });
      given(issue)
        .when(raiseIssue, { ...input, source, record: 'meeting/2014-05' }, { known })
        .then(issueEvents.IssueRaised({ ...raised.data, source: source as 'SELF_EXAM', record: 'meeting/2014-05' })); // one of the three
    },
  );

  it.each(ISSUE_SOURCES)('takes an issue from every source: %s', (source) => {
    given(issue)
      .when(raiseIssue, { ...input, source, record: 'meeting/2014-05' }, { known })
      .then(issueEvents.IssueRaised({ ...raised.data, source, record: 'meeting/2014-05' }));
  });

  it('[C1.0.e] takes what a superior or the supervision group points out', () => {
    for (const source of ['SUPERIOR', 'SUPERVISION_GROUP'] as const) {
      given(issue)
        .when(raiseIssue, { ...input, source }, { known })
        .then(issueEvents.IssueRaised({ ...raised.data, source }));
    }
  });

  it('refuses an originator’s name on an anonymous origin', () => {
    given(issue)
      .when(raiseIssue, { ...input, anonymous: true, originator: '某群众' }, { known })
      .thenRejected('ORIGINATOR_ANONYMOUS');
  });

  it('refuses a date in the future', () => {
    given(issue)
      .when(raiseIssue, { ...input, raisedOn: '2014-07-21' }, { known })
      .thenRejected('DATE_IN_FUTURE', { field: 'raisedOn' });
  });

  it('[C1.0.f] has no form without one of the four winds', () => {
    const { wind, ...rest } = input;
    expect(wind).toBe('BUREAUCRATISM');
    expect(raiseIssue.schema.safeParse(rest).success).toBe(false);
    expect(raiseIssue.schema.safeParse({ ...rest, wind: 'LAZINESS' }).success).toBe(false);
  });
});
