import { date, event, events, id, int, redactable, text, withdrawn } from '@taizhang/kernel';
import { z } from 'zod';
import { partialPolicyShape } from './policy.catalogue.js';

/** Events of a unit's policy (政策参数): what the unclear words of the source mean here, from a date on (policies.md). */
export const policyEvents = events('organization', {
  PolicyAdopted: event({
    version: 1,
    clr: 0,
    clauses: [],
    schema: z.strictObject({
      unit: id(),
      /** Name of what was adopted, e.g. `DEFAULT-2014`. */
      policy: id(),
      /** Of the unit's policy: 1, 2, 3 … */
      edition: int().min(1),
      from: date(),
      /** Parameters that it settles; all others stay as they are. */
      values: z.strictObject(partialPolicyShape),
      basis: redactable(1, text()),
    }),
  }),
  PolicyAdoptionWithdrawn: withdrawn({ clr: 0, clauses: [] }),
});
