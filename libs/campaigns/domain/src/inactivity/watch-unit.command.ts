import { command, date, id, role } from '@taizhang/kernel';
import { addDays } from '@taizhang/calendar';
import { inactivityEvents, policiesOf, underPolicies } from '@taizhang/contracts';
import { z } from 'zod';
import type { InactivityState } from './inactivity.state.js';

/** Begins to watch a unit of a stage (跟踪单位进展), from the stage's first day on: given by a policy when the stage is opened [C6.1]. */
export const watchUnit = command({
  name: 'WatchUnit',
  title: { zh: '跟踪单位进展', en: 'Watch unit' },
  clauses: ['C6.1'],
  schema: z.strictObject({ stage: id(), unit: id(), from: date() }),
  allow: role('system').at('anywhere'),
  needs: (_input, { bureau }) => policiesOf(bureau, ['inactivity.days']),
  decide: ({ stage, unit, from }, { check }: InactivityState, facts) => {
    if (check !== null) return []; // it is watched already
    return underPolicies(facts, ['inactivity.days'], ({ policy, record }) => {
      const begins = from > facts.today ? from : facts.today;
      const checkOn = addDays(begins, policy['inactivity.days']);
      return [inactivityEvents.UnitWatched({ stage, unit, checkOn, policy: record })];
    });
  },
});
