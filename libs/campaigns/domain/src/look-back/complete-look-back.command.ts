import { command, id, reject, role, text } from '@taizhang/kernel';
import { lookBackEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { LOOK_BACK_INCOMPLETE, LOOK_BACK_NOT_STARTED } from './look-back.rejections.js';
import type { LookBackState } from './look-back.state.js';

/** Completes a look-back (完成回头看) with a result for each issue of the sample; what did not pass is reopened in `issues` [C6.2]. */
export const completeLookBack = command({
  name: 'CompleteLookBack',
  title: { zh: '完成回头看', en: 'Complete look-back' },
  clauses: ['C6.2'],
  schema: z.strictObject({
    results: z
      .array(z.strictObject({ issue: id(), passed: z.boolean(), note: text().nullable().default(null) }))
      .max(500),
    summary: text(),
  }),
  allow: role('campaign-office', 'supervision-group', 'superior-office').at('unit-or-superior'),
  decide: ({ results, summary }, state: LookBackState, { effectiveOn: on }) => {
    if (state.kind === 'none' || state.status !== 'STARTED') return reject(LOOK_BACK_NOT_STARTED);
    const { lookBack, sample } = state;
    const named = new Set(results.map(({ issue }) => issue));
    const complete =
      named.size === results.length && results.length === sample.length && sample.every((issue) => named.has(issue));
    if (!complete) return reject(LOOK_BACK_INCOMPLETE, { issues: sample.filter((issue) => !named.has(issue)) });
    return [lookBackEvents.LookBackCompleted({ lookBack, on, results, summary })];
  },
});
