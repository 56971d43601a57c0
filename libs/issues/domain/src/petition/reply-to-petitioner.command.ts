import { command, text } from '@taizhang/kernel';
import { petitionEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { HANDLERS, inStatus } from './petition.rules.js';
import type { PetitionState } from './petition.state.js';
import { handlingUnit } from './petition.units.js';

/** Replies to the petitioner (答复信访人), who reads it by the receipt code; of an adopted suggestion before it is concluded. */
export const replyToPetitioner = command({
  name: 'ReplyToPetitioner',
  title: { zh: '答复信访人', en: 'Reply to petitioner' },
  clauses: ['C1.0.b', 'C3.17'],
  schema: z.strictObject({ reply: text() }),
  allow: HANDLERS,
  judgedAt: (_input, _target, state: PetitionState) => handlingUnit(state),
  decide: ({ reply }, state: PetitionState, facts) =>
    inStatus(state, ['ACCEPTED', 'CONCLUDED'], facts, () => [
      petitionEvents.PetitionReplied({ repliedOn: facts.effectiveOn, reply }),
    ]),
});
