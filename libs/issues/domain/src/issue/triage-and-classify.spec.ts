import { ISSUE_CLASSES, issueEvents } from '@taizhang/contracts';
import { given } from '@taizhang/testkit';
import { classifyIssue } from './classify-issue.command.js';
import { issue } from './issue.aggregate.js';
import { classified, known, raised, triaged } from './issue.examples.js';
import { triageIssue } from './triage-issue.command.js';

const classification = { class: '2b', kind: 'BY_DATE', cause: 'SYSTEMIC', analysis: '流程不清' };

describe('triage issue 分办', () => {
  it('[C1.0.a] names the unit that answers for the issue', () => {
    given(issue, raised).when(triageIssue, { unit: 'b-jia', opinion: '由群艺馆支部承办' }, { known }).then(triaged);
  });

  it('[C1.0.a] refuses a unit that nobody registered', () => {
    given(issue, raised)
      .when(triageIssue, { unit: 'b-gone', opinion: '承办' }, { known })
      .thenRejected('UNIT_UNKNOWN', { units: ['b-gone'] });
  });

  it('refuses an issue that does not exist, or was triaged', () => {
    given(issue).when(triageIssue, { unit: 'b-jia', opinion: '承办' }).thenRejected('ISSUE_UNKNOWN');
    given(issue, raised, triaged)
      .when(triageIssue, { unit: 'b-yi', opinion: '改派' })
      .thenRejected('ISSUE_STATE_FORBIDS', { status: 'TRIAGED' });
  });
});

describe('classify issue 归类', () => {
  it('[C1.1.d] puts an issue into its class', () => {
    given(issue, raised, triaged).when(classifyIssue, classification).then(classified);
  });

  it.each(ISSUE_CLASSES)('[C1.1.b–k] knows class %s', (letter) => {
    given(issue, raised, triaged)
      .when(classifyIssue, { ...classification, class: letter })
      .then(issueEvents.IssueClassified({ ...classified.data, class: letter }));
  });

  it('[C1.1.f] flags hidden or variant forms in class 3 only', () => {
    given(issue, raised, triaged)
      .when(classifyIssue, { ...classification, class: '3b', hidden: true })
      .then(issueEvents.IssueClassified({ ...classified.data, class: '3b', hidden: true }));
    given(issue, raised, triaged)
      .when(classifyIssue, { ...classification, hidden: true })
      .thenRejected('HIDDEN_ONLY_CLASS_3');
  });

  it('waits for triage', () => {
    given(issue, raised).when(classifyIssue, classification).thenRejected('ISSUE_STATE_FORBIDS', { status: 'RAISED' });
  });
});
