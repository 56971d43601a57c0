import { addWorkingDays, inWorkingDays } from '@taizhang/calendar';
import { command, text, unitReference } from '@taizhang/kernel';
import { petitionEvents, TRANSFER_MODES } from '@taizhang/contracts';
import { z } from 'zod';
import { DECIDE_DAYS, limitNeeds, OBJECTION_WORKING_DAYS, withLimits } from './petition.limits.js';
import { accusedOf, HANDLERS, inStatus, placeIn, placeNeeds } from './petition.rules.js';
import type { PetitionState } from './petition.state.js';
import { receivingUnit } from './petition.units.js';

/**
 * Passes a petition to the unit whose it is (转送、交办), which acts on it here, in this ledger; never to one that it accuses. That unit
 * has five working days to object, and fifteen days to say whether it accepts it.
 */
export const transferPetition = command({
  name: 'TransferPetition',
  title: { zh: '转送交办信访事项', en: 'Transfer petition' },
  clauses: ['C3.17'],
  schema: z.strictObject({ to: unitReference(), mode: z.enum(TRANSFER_MODES), reason: text() }),
  allow: HANDLERS,
  judgedAt: (_input, _target, state: PetitionState) => receivingUnit(state),
  needs: ({ to }, { bureau }) => ({ ...limitNeeds(bureau), ...placeNeeds(bureau, to) }),
  decide: ({ to, mode, reason }, state: PetitionState, facts) =>
    inStatus(state, ['RECEIVED'], facts, ({ accusedUnits }) =>
      placeIn(
        facts,
        to,
        ({ unit, above, path }) =>
          accusedOf(path, accusedUnits) ??
          withLimits(facts, ({ after, basis }) =>
            inWorkingDays(facts, (days) => {
              const { effectiveOn: transferredOn } = facts;
              const objectBy = addWorkingDays(days, transferredOn, OBJECTION_WORKING_DAYS);
              const dueOn = after(transferredOn, DECIDE_DAYS);
              const told = { to: unit, above, mode, transferredOn, objectBy, dueOn, policy: basis.policy, reason };
              return [petitionEvents.PetitionTransferred({ ...told, calendar: days.version })];
            }),
          ),
      ),
    ),
});
