import { deadline } from '@taizhang/kernel';
import type { inactivityEvents } from '@taizhang/contracts';
import { inactivity, type InactivityState } from '@taizhang/campaigns-domain';

/** Looks at each unit of a stage on the first day on which it can have been silent for the policy's days (停滞提醒) [C6.1]. */
export const silentUnits = deadline<InactivityState, typeof inactivityEvents>({
  name: 'look-for-silent-units',
  version: 1,
  clauses: ['C6.1'],
  aggregate: inactivity,
  command: 'RaiseInactivityAlert',
  due: ({ check }) => check,
});
