import { issueEvents } from '@taizhang/contracts';
import { given } from '@taizhang/testkit';
import { assigned, closed, closeRequested, inRectification } from './issue.examples.js';
import { issue } from './issue.aggregate.js';
import { takeOverDuties } from './take-over-duties.command.js';

const successor = { to: 'wgx-0371.P-9', on: '2014-07-20' };
const duty = { unit: 'b-jia', measure: null, ...successor } as const;

describe('take over duties 接任职责', () => {
  it('[C6.7] moves what the person has open, an event for each duty', () => {
    const { leader, owner } = assigned.data;
    given(issue, ...inRectification)
      .when(takeOverDuties, { from: leader, ...successor })
      .then(issueEvents.DutyTransferred({ ...duty, duty: 'LEADER', from: leader }));
    given(issue, ...inRectification)
      .when(takeOverDuties, { from: owner, ...successor })
      .then(issueEvents.DutyTransferred({ ...duty, duty: 'OWNER', from: owner }));
    given(issue, ...inRectification)
      .when(takeOverDuties, { from: 'P-O2', ...successor })
      .then(issueEvents.DutyTransferred({ ...duty, duty: 'MEASURE_OWNER', measure: 'm-1', from: 'P-O2' }));
  });

  it('[C6.9] leaves the lead of a difficult issue to the principal’s office', () => {
    const { leader } = assigned.data;
    const flagged = issueEvents.DifficultyFlagged({
      unit: 'b-jia',
      leader,
      previousLeader: leader,
      reason: '涉及多个部门',
    });
    given(issue, ...inRectification, flagged)
      .when(takeOverDuties, { from: leader, ...successor })
      .thenRejected('DUTY_NOT_HELD');
  });

  it('refuses where the person has none, and what is closed', () => {
    given(issue, ...inRectification)
      .when(takeOverDuties, { from: 'P-7', ...successor })
      .thenRejected('DUTY_NOT_HELD');
    given(issue, ...inRectification, closeRequested, closed)
      .when(takeOverDuties, { from: assigned.data.owner, ...successor })
      .thenRejected('ISSUE_STATE_FORBIDS');
  });
});
