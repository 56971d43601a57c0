import { event, events, id, redactable, text, withdrawn } from '@taizhang/kernel';
import { z } from 'zod';
import { SELF_CHECK_SUBJECTS } from './issue.catalogue.js';

/** Events of a self-check (自查) of one leading group or one leading cadre against the list of problems [C1.1.l]. */
export const selfCheckEvents = events('issues', {
  SelfCheckSubmitted: event({
    version: 1,
    clr: 1,
    clauses: ['C1.1.l'],
    schema: z.strictObject({
      stage: id(),
      unit: id(),
      subject: z.enum(SELF_CHECK_SUBJECTS),
      /** The cadre; none for the group. */
      person: id().nullable(),
      /** Issues already raised that it found; it raises none itself. */
      issues: z.array(id()),
      /** Explicitly nothing (未发现问题). */
      nothingFound: z.boolean(),
      statement: redactable(1, text()),
    }),
  }),
  SelfCheckWithdrawn: withdrawn({ clr: 1, clauses: ['C1.1.l'] }),
});
