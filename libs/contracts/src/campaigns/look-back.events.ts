import { date, event, events, id, int, redactable, sha256Hex, text, withdrawn } from '@taizhang/kernel';
import { z } from 'zod';

/** Events of a look-back (回头看) at what a unit has closed in a stage [C6.2]. */
export const lookBackEvents = events('campaigns', {
  LookBackStarted: event({
    version: 1,
    clr: 1,
    clauses: ['C6.2'],
    schema: z.strictObject({
      lookBack: id(),
      stage: id(),
      unit: id(),
      on: date(),
      /** By which anybody can draw the same sample again from the same closed issues. */
      seed: sha256Hex(),
      /** How many closed issues there were, and which, as a digest of their sorted codes. */
      population: z.strictObject({ size: int().min(0), sha256: sha256Hex() }),
      sample: z.array(id()),
    }),
  }),
  LookBackCompleted: event({
    version: 1,
    clr: 1,
    clauses: ['C6.2'],
    schema: z.strictObject({
      lookBack: id(),
      on: date(),
      results: z.array(z.strictObject({ issue: id(), passed: z.boolean(), note: redactable(1, text()).nullable() })),
      summary: redactable(1, text()),
    }),
  }),
  LookBackWithdrawn: withdrawn({ clr: 1, clauses: ['C6.2'] }),
  LookBackCompletionWithdrawn: withdrawn({ clr: 1, clauses: ['C6.2'] }),
});
