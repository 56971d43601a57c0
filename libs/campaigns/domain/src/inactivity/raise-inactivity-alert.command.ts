import { command, dueInput, dueRejections, notDue, role } from '@taizhang/kernel';
import { addDays, daysBetween } from '@taizhang/calendar';
import { inactivityEvents, policiesOf, POLICY_NOT_IN_FORCE, underPolicies } from '@taizhang/contracts';
import { z } from 'zod';
import type { InactivityState } from './inactivity.state.js';

/**
 * Day of the last act of a unit that is watched, at the earliest the stage's first day: `campaigns.last-act`, key = `<bureau>/<watch>`;
 * `null` where the stage is over, or the unit has ended.
 */
export const LAST_ACT_FACT = 'campaigns.last-act';

/** Codes that commands of this aggregate answer. */
export const inactivityRejections = [...dueRejections, POLICY_NOT_IN_FORCE];

/**
 * Looks whether nothing was heard of a unit for the policy's days, and raises an alert (停滞提醒) if so, once for a silence; given by
 * itself on the first day on which that can be, and again on the next such day while the stage lasts [C6.1].
 */
export const raiseInactivityAlert = command({
  name: 'RaiseInactivityAlert',
  title: { zh: '停滞提醒', en: 'Raise inactivity alert' },
  clauses: ['C6.1'],
  schema: z.strictObject(dueInput()),
  allow: role('system').at('anywhere'),
  needs: (_input, { bureau, id: watch }) => ({
    last: { fact: LAST_ACT_FACT, key: `${bureau}/${watch}` },
    ...policiesOf(bureau, ['inactivity.days']),
  }),
  decide: (input, { stage, unit, check, alerted }: InactivityState, facts) => {
    const refused = notDue(check, input, facts);
    if (refused !== undefined) return refused;
    const since = facts.needs['last'];
    if (stage === null || unit === null || typeof since !== 'string') return []; // the stage or the unit is over, and so is the watch
    return underPolicies(facts, ['inactivity.days'], ({ policy: { 'inactivity.days': limit }, record: policy }) => {
      const days = daysBetween(since, facts.today);
      const again = (from: string) =>
        inactivityEvents.UnitWatched({ stage, unit, checkOn: addDays(from, limit), policy });
      if (days < limit) return [again(since)];
      if (alerted.includes(since)) return [again(facts.today)];
      return [inactivityEvents.InactivityAlertRaised({ stage, unit, since, days, policy }), again(facts.today)];
    });
  },
});
