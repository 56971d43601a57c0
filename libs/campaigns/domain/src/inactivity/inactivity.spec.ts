import { inactivityEvents } from '@taizhang/contracts';
import { given } from '@taizhang/testkit';
import { inactivity } from './inactivity.aggregate.js';
import { raiseInactivityAlert } from './raise-inactivity-alert.command.js';

const policy = { value: 14, unit: 'wgx-0371', policy: 'DEFAULT-2014', edition: 1 };
const known = {
  'campaigns.last-act/wgx-0371/stage-2/b-wu': '2014-09-11',
  'organization.policy/wgx-0371/inactivity.days': policy,
};
const circumstances = { id: 'stage-2.b-wu', known, now: '2014-09-25T02:00:00.000Z' };
const input = { stage: 'stage-2', unit: 'b-wu', since: '2014-09-11' };
const alerted = inactivityEvents.InactivityAlertRaised({ ...input, days: 14, policy: { 'inactivity.days': policy } });

describe('inactivity alert 停滞提醒', () => {
  it('[C6.1] is raised when nothing was heard of a unit for the policy’s days', () => {
    given(inactivity).when(raiseInactivityAlert, input, circumstances).then(alerted);
  });

  it('[C6.1] is refused a day earlier, after another act, and in a stage that is not open', () => {
    given(inactivity)
      .when(raiseInactivityAlert, input, { ...circumstances, now: '2014-09-24T02:00:00.000Z' })
      .thenRejected('UNIT_NOT_SILENT');
    for (const last of ['2014-09-20', null]) {
      given(inactivity)
        .when(raiseInactivityAlert, input, {
          ...circumstances,
          known: { ...known, 'campaigns.last-act/wgx-0371/stage-2/b-wu': last },
        })
        .thenRejected('UNIT_NOT_SILENT');
    }
  });

  it('is raised once for a silence, and by a policy in force', () => {
    given(inactivity, alerted).when(raiseInactivityAlert, input, circumstances).thenRejected('INACTIVITY_ALERTED');
    given(inactivity)
      .when(raiseInactivityAlert, input, {
        ...circumstances,
        known: { ...known, 'organization.policy/wgx-0371/inactivity.days': null },
      })
      .thenRejected('POLICY_NOT_IN_FORCE');
  });
});
