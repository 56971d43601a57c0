import { command, date, reject, role, text } from '@taizhang/kernel';
import { normEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { EFFECT_PERIOD_EMPTY } from './norm.rejections.js';
import { onNorm } from './norm.rules.js';
import type { NormState } from './norm.state.js';

/** Repeals a norm (废止制度) that nothing takes the place of, as the bureau's party committee. */
export const repealNorm = command({
  name: 'RepealNorm',
  title: { zh: '废止制度', en: 'Repeal norm' },
  clauses: ['C3.11'],
  schema: z.strictObject({ from: date(), reason: text() }),
  allow: role('committee-secretary', 'committee-member').at('unit'),
  judgedAt: (_input, { bureau }) => [bureau],
  decide: (input, state: NormState, facts) =>
    onNorm(state, ['PUBLISHED'], facts, ({ from }) =>
      from !== null && input.from < from ? reject(EFFECT_PERIOD_EMPTY) : [normEvents.NormRepealed(input)],
    ),
});
