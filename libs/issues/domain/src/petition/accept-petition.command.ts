import { command, reject } from '@taizhang/kernel';
import { petitionEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { HANDLE_DAYS, limitNeeds, withLimits } from './petition.limits.js';
import { RECEIPT_NOT_ISSUED } from './petition.rejections.js';
import { HANDLERS, inStatus, noticeOf } from './petition.rules.js';
import type { PetitionState } from './petition.state.js';
import { handlingUnit } from './petition.units.js';

/** The handling unit accepts a petition (受理) and tells the petitioner in writing; the sixty days run from this day, not from receipt. */
export const acceptPetition = command({
  name: 'AcceptPetition',
  title: { zh: '受理信访事项', en: 'Accept petition' },
  clauses: ['C3.17'],
  schema: z.strictObject({}),
  allow: HANDLERS,
  judgedAt: (_input, _target, state: PetitionState) => handlingUnit(state),
  needs: (_input, { bureau }) => limitNeeds(bureau),
  decide: (_input, state: PetitionState, facts) =>
    inStatus(state, ['RECEIVED', 'TRANSFERRED', 'ASSIGNED'], facts, (petition) => {
      const { reachable, receipt, dueOn } = petition;
      if (reachable && receipt === null) return reject(RECEIPT_NOT_ISSUED);
      return withLimits(facts, ({ after, basis }) => {
        const { effectiveOn: acceptedOn } = facts;
        const overdue = dueOn !== null && acceptedOn > dueOn;
        const told = {
          acceptedOn,
          overdue,
          notice: noticeOf(petition),
          dueOn: after(acceptedOn, HANDLE_DAYS),
          ...basis,
        };
        return [petitionEvents.PetitionAccepted(told)];
      });
    }),
});
