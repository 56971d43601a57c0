import { daysBetween } from '@taizhang/calendar';
import { command, date, reject, text } from '@taizhang/kernel';
import { petitionEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { limitNeeds, withLimits } from './petition.limits.js';
import { HEARING_DATES_INVALID } from './petition.rejections.js';
import { HANDLERS, inStatus } from './petition.rules.js';
import type { PetitionState } from './petition.state.js';
import { opiningUnit } from './petition.units.js';

/** Records a hearing held for a recheck (听证): its days, the first and the last among them, do not count. */
export const recordHearing = command({
  name: 'RecordHearing',
  title: { zh: '登记听证', en: 'Record hearing' },
  clauses: ['C3.17'],
  schema: z.strictObject({ from: date(), until: date(), record: text() }),
  allow: HANDLERS,
  judgedAt: (_input, _target, state: PetitionState) => opiningUnit(state),
  needs: (_input, { bureau }) => limitNeeds(bureau),
  decide: ({ from, until, record }, state: PetitionState, facts) =>
    inStatus(state, ['RECHECK_REQUESTED'], facts, ({ since, dueOn }) => {
      if (dueOn === null || from < since || until < from || until > facts.effectiveOn)
        return reject(HEARING_DATES_INVALID, { from: since, to: facts.effectiveOn });
      const days = daysBetween(from, until) + 1;
      return withLimits(facts, ({ after, basis }) => [
        petitionEvents.PetitionHearingHeld({ from, until, days, dueOn: after(dueOn, days), ...basis, record }),
      ]);
    }),
});
