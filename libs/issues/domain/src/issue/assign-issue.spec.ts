import { issueEvents } from '@taizhang/contracts';
import { given } from '@taizhang/testkit';
import { assignIssue } from './assign-issue.command.js';
import { flagDifficulty } from './flag-difficulty.command.js';
import { issue } from './issue.aggregate.js';
import { assigned, classified, closed, continuous, difficult, known, raised, triaged } from './issue.examples.js';
import { transferDuty } from './transfer-duty.command.js';

const assignment = {
  lead: 'b-jia',
  supporting: ['b-yi'],
  leader: 'P-L1',
  owner: 'P-O1',
  deadline: '2014-08-31',
  standard: '平均等候不超过十分钟',
};

describe('assign issue 交办', () => {
  it('[C1.0.a] gives an issue one lead unit, a leader and an owner', () => {
    given(issue, raised, triaged, classified).when(assignIssue, assignment, { known }).then(assigned);
  });

  it('refuses an issue without a class', () => {
    given(issue, raised, triaged).when(assignIssue, assignment, { known }).thenRejected('ISSUE_NOT_CLASSIFIED');
  });

  it('[C1.0.f] asks for a deadline unless the work is continuous', () => {
    const { deadline, ...open } = assignment;
    expect(deadline).toBe('2014-08-31');
    given(issue, raised, triaged, classified).when(assignIssue, open, { known }).thenRejected('DEADLINE_MISSING');
    given(issue, raised, triaged, continuous)
      .when(assignIssue, open, { known })
      .then(issueEvents.IssueAssigned({ ...assigned.data, deadline: null }));
  });

  it('refuses a deadline in the past, and takes today', () => {
    given(issue, raised, triaged, classified)
      .when(assignIssue, { ...assignment, deadline: '2014-07-19' }, { known })
      .thenRejected('DEADLINE_IN_PAST');
    given(issue, raised, triaged, classified)
      .when(assignIssue, { ...assignment, deadline: '2014-07-20' }, { known })
      .then(issueEvents.IssueAssigned({ ...assigned.data, deadline: '2014-07-20' }));
  });

  it.each([[['b-jia']], [['b-yi', 'b-yi']]])('refuses %j as supporting units', (supporting) => {
    given(issue, raised, triaged, classified)
      .when(assignIssue, { ...assignment, supporting }, { known })
      .thenRejected('LEAD_ALSO_SUPPORTING');
  });

  it.each([
    ['b-gone', ['b-yi'], ['b-gone']],
    ['b-jia', ['b-yi', 'b-gone', 'b-lost'], ['b-gone', 'b-lost']],
  ])('[C1.0.a] names which of lead %s and supporting units %j nobody registered', (lead, supporting, units) => {
    given(issue, raised, triaged, classified)
      .when(assignIssue, { ...assignment, lead, supporting }, { known })
      .thenRejected('UNIT_UNKNOWN', { units });
  });

  it.each([
    ['nobody.P-X', 'P-O1', ['nobody.P-X']],
    ['P-L1', 'nobody.P-X', ['nobody.P-X']],
    ['P-GONE', 'nobody.P-X', ['P-GONE', 'nobody.P-X']],
    ['P-GONE', 'P-GONE', ['P-GONE']],
  ])('[C1.0.a] names which of leader %s and owner %s is not in office', (leader, owner, persons) => {
    given(issue, raised, triaged, classified)
      .when(assignIssue, { ...assignment, leader, owner }, { known })
      .thenRejected('PERSON_UNKNOWN', { persons });
  });
});

describe('flag difficulty 标记难点问题', () => {
  const flag = { unit: 'b-jia', leader: 'P-1', reason: '涉及多个部门' };
  const principal = { 'organization.principal/wgx-0371/b-jia': 'P-1' };

  it('[C6.9] puts the principal of the lead unit at the head', () => {
    given(issue, raised, triaged, classified, assigned)
      .when(flagDifficulty, flag, { known: principal })
      .then(difficult);
  });

  it('[C6.9] refuses a deputy', () => {
    given(issue, raised, triaged, classified, assigned)
      .when(flagDifficulty, { ...flag, leader: 'P-L1' }, { known: principal })
      .thenRejected('PRINCIPAL_LEADS_DIFFICULT');
  });

  it('[C6.9] refuses the principal of a unit that does not lead', () => {
    given(issue, raised, triaged, classified, assigned)
      .when(flagDifficulty, { ...flag, unit: 'b-yi' }, { known: { 'organization.principal/wgx-0371/b-yi': 'P-1' } })
      .thenRejected('PRINCIPAL_LEADS_DIFFICULT');
  });

  it('[C6.7] refuses while no principal is on record', () => {
    given(issue, raised, triaged, classified, assigned).when(flagDifficulty, flag).thenRejected('PRINCIPAL_UNKNOWN');
  });
});

describe('transfer duty 移交职责', () => {
  const transfer = { duty: 'LEADER', unit: 'b-jia', from: 'P-1', to: 'P-2', on: '2014-07-20' };
  const transferred = issueEvents.DutyTransferred({ ...transfer, duty: 'LEADER', measure: null });

  it('[C6.7] [C6.9] moves the lead of a difficult issue to the new principal', () => {
    given(issue, raised, triaged, classified, assigned, difficult).when(transferDuty, transfer).then(transferred);
    expect(given(issue, raised, triaged, classified, assigned, difficult, transferred).state).toMatchObject({
      leader: 'P-2',
    });
  });

  it('refuses to move what is not held: not difficult, another leader, another unit, or a second time', () => {
    given(issue, raised, triaged, classified, assigned)
      .when(transferDuty, { ...transfer, from: 'P-L1' })
      .thenRejected('DUTY_NOT_HELD');
    given(issue, raised, triaged, classified, assigned, difficult)
      .when(transferDuty, { ...transfer, from: 'P-9' })
      .thenRejected('DUTY_NOT_HELD');
    given(issue, raised, triaged, classified, assigned, difficult)
      .when(transferDuty, { ...transfer, unit: 'b-yi' })
      .thenRejected('DUTY_NOT_HELD');
    given(issue, raised, triaged, classified, assigned, difficult, transferred)
      .when(transferDuty, transfer)
      .thenRejected('DUTY_NOT_HELD');
  });

  it('leaves a closed issue alone', () => {
    given(issue, raised, triaged, classified, assigned, difficult, closed)
      .when(transferDuty, transfer)
      .thenRejected('ISSUE_STATE_FORBIDS');
  });
});
