import { inactivityEvents } from '@taizhang/contracts';
import { eventIdAt, given } from '@taizhang/testkit';
import { inactivity } from './inactivity.aggregate.js';
import { raiseInactivityAlert } from './raise-inactivity-alert.command.js';
import { watchUnit } from './watch-unit.command.js';

const days = { value: 14, unit: 'wgx-0371', policy: 'DEFAULT-2014', edition: 1 };
const policy = { 'inactivity.days': days };
const adopted = { 'organization.policy/wgx-0371/inactivity.days': days };
const of = { stage: 'stage-2', unit: 'b-wu' };
const watched = (checkOn: string) => inactivityEvents.UnitWatched({ ...of, checkOn, policy });
const alerted = (since: string, silent: number) =>
  inactivityEvents.InactivityAlertRaised({ ...of, since, days: silent, policy });

/** On a day, with the unit's last act as the fact tells it. */
const at = (today: string, last: string | null = null) => ({
  id: 'stage-2.b-wu',
  known: { ...adopted, 'campaigns.last-act/wgx-0371/stage-2.b-wu': last },
  now: `${today}T02:00:00.000Z`,
});
const due = (dueOn: string, event = 0) => ({ dueOn, setBy: eventIdAt(event) });

describe('watch over a unit 跟踪单位进展', () => {
  it('[C6.1] begins with the stage: the first look is after the policy’s days, once', () => {
    given(inactivity)
      .when(watchUnit, { ...of, from: '2014-07-01' }, at('2014-06-25'))
      .then(watched('2014-07-15'));
    given(inactivity)
      .when(watchUnit, { ...of, from: '2014-06-01' }, at('2014-06-25'))
      .then(watched('2014-07-09'));
    given(inactivity, watched('2014-07-15'))
      .when(watchUnit, { ...of, from: '2014-07-01' }, at('2014-06-26'))
      .then();
  });

  it('needs the days in force, and is nobody’s command', () => {
    given(inactivity)
      .when(watchUnit, { ...of, from: '2014-07-01' }, { ...at('2014-06-25'), known: {} })
      .thenRejected('POLICY_NOT_IN_FORCE', { policies: ['inactivity.days'] });
    for (const command of [watchUnit, raiseInactivityAlert]) expect(command.allow.roles).toEqual(['system']);
  });
});

describe('inactivity alert 停滞提醒', () => {
  it('[C6.1] is raised when nothing was heard of a unit for the policy’s days: last on 11 September, alerted on the 25th', () => {
    given(inactivity, watched('2014-09-25'))
      .when(raiseInactivityAlert, due('2014-09-25'), at('2014-09-25', '2014-09-11'))
      .then(alerted('2014-09-11', 14), watched('2014-10-09'));
  });

  it('[C6.1] is not raised of a unit that acted since: it is looked again when it can be silent for so long', () => {
    given(inactivity, watched('2014-09-25'))
      .when(raiseInactivityAlert, due('2014-09-25'), at('2014-09-25', '2014-09-12'))
      .then(watched('2014-09-26'));
    given(inactivity, watched('2014-09-25'))
      .when(raiseInactivityAlert, due('2014-09-25'), at('2014-09-25', '2014-09-25'))
      .then(watched('2014-10-09'));
  });

  it('[C6.1] is raised once for a silence, and again for another', () => {
    const history = [watched('2014-09-25'), alerted('2014-09-11', 14), watched('2014-10-09')];
    given(inactivity, ...history)
      .when(raiseInactivityAlert, due('2014-10-09', 2), at('2014-10-09', '2014-09-11'))
      .then(watched('2014-10-23'));
    given(inactivity, ...history)
      .when(raiseInactivityAlert, due('2014-10-09', 2), at('2014-10-10', '2014-09-26'))
      .then(alerted('2014-09-26', 14), watched('2014-10-24'));
  });

  it('[C6.1] ends with the stage', () => {
    given(inactivity, watched('2014-09-25'))
      .when(raiseInactivityAlert, due('2014-09-25'), at('2014-09-25', null))
      .then();
  });

  it('is refused a day too early, by another date, and without the days in force', () => {
    given(inactivity, watched('2014-09-25'))
      .when(raiseInactivityAlert, due('2014-09-25'), at('2014-09-24', '2014-09-11'))
      .thenRejected('DUE_DATE_NOT_REACHED', { due: '2014-09-25' });
    given(inactivity, watched('2014-09-25'), watched('2014-09-26'))
      .when(raiseInactivityAlert, due('2014-09-25'), at('2014-09-26', '2014-09-11'))
      .thenRejected('DUE_DATE_CHANGED');
    given(inactivity)
      .when(raiseInactivityAlert, due('2014-09-25'), at('2014-09-25', '2014-09-11'))
      .thenRejected('DUE_DATE_CHANGED');
    given(inactivity, watched('2014-09-25'))
      .when(raiseInactivityAlert, due('2014-09-25'), {
        ...at('2014-09-25'),
        known: { 'campaigns.last-act/wgx-0371/stage-2.b-wu': '2014-09-11' },
      })
      .thenRejected('POLICY_NOT_IN_FORCE', { policies: ['inactivity.days'] });
  });
});
