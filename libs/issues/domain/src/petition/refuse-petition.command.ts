import { command, reject, text } from '@taizhang/kernel';
import { NOT_ACCEPTED_GROUNDS, petitionEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { RECEIPT_NOT_ISSUED } from './petition.rejections.js';
import { HANDLERS, inStatus, noticeOf } from './petition.rules.js';
import type { PetitionState } from './petition.state.js';
import { handlingUnit } from './petition.units.js';

/** The handling unit does not accept a petition (不予受理), and tells the petitioner why and where to turn. */
export const refusePetition = command({
  name: 'RefusePetition',
  title: { zh: '不予受理', en: 'Refuse petition' },
  clauses: ['C3.17'],
  schema: z.strictObject({ ground: z.enum(NOT_ACCEPTED_GROUNDS), explanation: text() }),
  allow: HANDLERS,
  judgedAt: (_input, _target, state: PetitionState) => handlingUnit(state),
  decide: ({ ground, explanation }, state: PetitionState, facts) =>
    inStatus(state, ['RECEIVED', 'TRANSFERRED', 'ASSIGNED'], facts, (petition) => {
      const { reachable, receipt, dueOn } = petition;
      if (reachable && receipt === null) return reject(RECEIPT_NOT_ISSUED);
      const { effectiveOn: decidedOn } = facts;
      const overdue = dueOn !== null && decidedOn > dueOn;
      const told = { ground, decidedOn, overdue, notice: noticeOf(petition), explanation };
      return [petitionEvents.PetitionNotAccepted(told)];
    }),
});
