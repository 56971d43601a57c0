import { addDays } from '@taizhang/calendar';
import { command, date, reject, role, text } from '@taizhang/kernel';
import { petitionEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { MAX_EXTENSION_DAYS } from './petition.limits.js';
import {
  EXTENSION_NOT_LATER,
  EXTENSION_REPEATED,
  EXTENSION_TOO_LATE,
  EXTENSION_TOO_LONG,
} from './petition.rejections.js';
import { inStatus, noticeOf } from './petition.rules.js';
import type { PetitionState } from './petition.state.js';
import { handlingUnit } from './petition.units.js';

/** The head of the handling unit extends the handling (延长办理期限): once, before it is over, by thirty days at most; the petitioner is told why. */
export const extendPetition = command({
  name: 'ExtendPetition',
  title: { zh: '延长办理期限', en: 'Extend handling' },
  clauses: ['C3.17'],
  schema: z.strictObject({ until: date(), reason: text() }),
  allow: role('principal').at('unit'),
  judgedAt: (_input, _target, state: PetitionState) => handlingUnit(state),
  decide: ({ until, reason }, state: PetitionState, facts) =>
    inStatus(state, ['ACCEPTED'], facts, (petition) => {
      const { dueOn: from, extended } = petition;
      const { effectiveOn: orderedOn } = facts;
      if (extended) return reject(EXTENSION_REPEATED);
      if (from === null || orderedOn > from) return reject(EXTENSION_TOO_LATE, { due: from ?? '' });
      if (until <= from) return reject(EXTENSION_NOT_LATER, { due: from });
      const latest = addDays(from, MAX_EXTENSION_DAYS);
      if (until > latest) return reject(EXTENSION_TOO_LONG, { latest });
      return [petitionEvents.PetitionExtended({ from, until, orderedOn, notice: noticeOf(petition), reason })];
    }),
});
