import { command, date, id, reject, rejection, role } from '@taizhang/kernel';
import { inactivityEvents, policiesOf, POLICY_NOT_IN_FORCE, underPolicies } from '@taizhang/contracts';
import { z } from 'zod';
import type { InactivityState } from './inactivity.state.js';

/** Day of a unit's last act in a stage that is open: `campaigns.last-act`, key = `<bureau>/<stage>/<unit>`; `null` otherwise. */
export const LAST_ACT_FACT = 'campaigns.last-act';

export const UNIT_NOT_SILENT = rejection({
  code: 'UNIT_NOT_SILENT',
  kind: 'conflict',
  clause: 'C6.1',
  sentence: { zh: '该单位近期有工作记录，或环节已收尾。', en: 'The unit has acted lately, or the stage is not open.' },
});
export const INACTIVITY_ALERTED = rejection({
  code: 'INACTIVITY_ALERTED',
  kind: 'conflict',
  sentence: { zh: '已就此次停滞提醒。', en: 'This silence has been alerted already.' },
});

/** Codes that commands of this aggregate answer. */
export const inactivityRejections = [UNIT_NOT_SILENT, INACTIVITY_ALERTED, POLICY_NOT_IN_FORCE];

const DAY_MS = 86_400_000;
const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / DAY_MS;

/** Raises an alert about a unit that nothing was heard of for the policy's days (停滞提醒), given when they are over [C6.1]. */
export const raiseInactivityAlert = command({
  name: 'RaiseInactivityAlert',
  title: { zh: '停滞提醒', en: 'Raise inactivity alert' },
  clauses: ['C6.1'],
  schema: z.strictObject({ stage: id(), unit: id(), since: date() }),
  allow: role('system').at('anywhere'),
  needs: ({ stage, unit }, { bureau }) => ({
    last: { fact: LAST_ACT_FACT, key: `${bureau}/${stage}/${unit}` },
    ...policiesOf(bureau, ['inactivity.days']),
  }),
  decide: ({ stage, unit, since }, { alerted }: InactivityState, facts) =>
    underPolicies(facts, ['inactivity.days'], ({ policy, record }) => {
      const days = daysBetween(since, facts.effectiveOn);
      if (facts.needs['last'] !== since || days < policy['inactivity.days']) return reject(UNIT_NOT_SILENT);
      if (alerted.includes(since)) return reject(INACTIVITY_ALERTED);
      return [inactivityEvents.InactivityAlertRaised({ stage, unit, since, days, policy: record })];
    }),
});
