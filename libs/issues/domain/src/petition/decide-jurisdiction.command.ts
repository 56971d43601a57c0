import { command, text, unitReference } from '@taizhang/kernel';
import { petitionEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { DECIDE_DAYS, limitNeeds, withLimits } from './petition.limits.js';
import { accusedOf, HANDLERS, inStatus, placeIn, placeNeeds } from './petition.rules.js';
import type { PetitionState } from './petition.state.js';
import { decidingUnit } from './petition.units.js';

/** The common superior says whose a petition is (指定管辖): there is no further objection. */
export const decideJurisdiction = command({
  name: 'DecideJurisdiction',
  title: { zh: '指定管辖', en: 'Decide jurisdiction' },
  clauses: ['C3.17'],
  schema: z.strictObject({ to: unitReference(), reason: text() }),
  allow: HANDLERS,
  judgedAt: (_input, _target, state: PetitionState) => decidingUnit(state),
  needs: ({ to }, { bureau }) => ({ ...limitNeeds(bureau), ...placeNeeds(bureau, to) }),
  decide: ({ to, reason }, state: PetitionState, facts) =>
    inStatus(state, ['OBJECTED'], facts, ({ accusedUnits }) =>
      placeIn(
        facts,
        to,
        ({ unit, above, path }) =>
          accusedOf(path, accusedUnits) ??
          withLimits(facts, ({ after, basis }) => {
            const { effectiveOn: decidedOn } = facts;
            const told = { to: unit, above, decidedOn, dueOn: after(decidedOn, DECIDE_DAYS), ...basis, reason };
            return [petitionEvents.JurisdictionDecided(told)];
          }),
      ),
    ),
});
