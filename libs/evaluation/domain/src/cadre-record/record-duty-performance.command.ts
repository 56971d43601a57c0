import { command, date, id, reject, role, text } from '@taizhang/kernel';
import { cadreRecordEvents, GOOD_CADRE_STANDARDS, PERFORMANCE_RATINGS } from '@taizhang/contracts';
import { z } from 'zod';
import { leadingCadresOf } from '../evaluation/evaluation.rules.js';
import { PERIOD_WRONG, STANDARDS_INCOMPLETE } from './cadre-record.rejections.js';
import { stageAsked, unkept } from './cadre-record.rules.js';
import type { CadreRecordState } from './cadre-record.state.js';

/** Records how a leading cadre performed duty in a period (履职尽责情况), on each of the five standards of a good cadre. */
export const recordDutyPerformance = command({
  name: 'RecordDutyPerformance',
  title: { zh: '记录履职尽责情况', en: 'Record duty performance' },
  clauses: ['C1.3.h', 'C1.3.i'],
  schema: z.strictObject({
    person: id(),
    unit: id(),
    stage: id().nullable().default(null),
    from: date(),
    to: date(),
    ratings: z
      .array(z.strictObject({ standard: z.enum(GOOD_CADRE_STANDARDS), rating: z.enum(PERFORMANCE_RATINGS) }))
      .max(GOOD_CADRE_STANDARDS.length),
    facts: text(),
  }),
  allow: role('campaign-office', 'committee-secretary').at('unit-or-superior'),
  judgedAt: ({ unit }) => [unit],
  needs: ({ unit, stage }, { bureau }) => ({ cadres: leadingCadresOf(bureau, unit), ...stageAsked(bureau, stage) }),
  decide: (input, state: CadreRecordState, facts) => {
    const { from, to, ratings } = input;
    if (to < from || to > facts.effectiveOn) return reject(PERIOD_WRONG);
    if (new Set(ratings.map(({ standard }) => standard)).size !== GOOD_CADRE_STANDARDS.length)
      return reject(STANDARDS_INCOMPLETE);
    return unkept(state, input, to, facts) ?? [cadreRecordEvents.DutyPerformanceRecorded(input)];
  },
});
