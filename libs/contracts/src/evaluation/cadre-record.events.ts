import { date, event, events, id, personal, text, withdrawn } from '@taizhang/kernel';
import { z } from 'zod';
import { GOOD_CADRE_STANDARDS, PERFORMANCE_RATINGS } from './evaluation.catalogue.js';

/** What is told of the person: gone when the person is erased. */
const facts = () => personal(2, text(), 'person');

/** Events of a record in a cadre's file (干部履职记录): how duty was performed, and whom to commend [C1.3.h–j]. */
export const cadreRecordEvents = events('evaluation', {
  DutyPerformanceRecorded: event({
    version: 1,
    clr: 2,
    clauses: ['C1.3.h', 'C1.3.i'],
    schema: z.strictObject({
      person: id(),
      unit: id(),
      stage: id().nullable(),
      from: date(),
      to: date(),
      ratings: z
        .array(z.strictObject({ standard: z.enum(GOOD_CADRE_STANDARDS), rating: z.enum(PERFORMANCE_RATINGS) }))
        .length(GOOD_CADRE_STANDARDS.length),
      facts: facts(),
    }),
  }),
  CommendationRecorded: event({
    version: 1,
    clr: 2,
    clauses: ['C1.3.i', 'C1.3.j'],
    schema: z.strictObject({
      person: id(),
      unit: id(),
      stage: id().nullable(),
      on: date(),
      standards: z.array(z.enum(GOOD_CADRE_STANDARDS)).min(1),
      facts: facts(),
    }),
  }),
  DutyPerformanceWithdrawn: withdrawn({ clr: 2, clauses: ['C1.3.h'] }),
  CommendationWithdrawn: withdrawn({ clr: 2, clauses: ['C1.3.j'] }),
});
