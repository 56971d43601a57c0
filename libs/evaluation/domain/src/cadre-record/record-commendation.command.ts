import { command, id, reject, role, text } from '@taizhang/kernel';
import { cadreRecordEvents, GOOD_CADRE_STANDARDS } from '@taizhang/contracts';
import { z } from 'zod';
import { leadingCadresOf } from '../evaluation/evaluation.rules.js';
import { STANDARDS_INCOMPLETE } from './cadre-record.rejections.js';
import { stageAsked, unkept } from './cadre-record.rules.js';
import type { CadreRecordState } from './cadre-record.state.js';

/** Records a good cadre found (好干部表扬记录), by the standards that the facts show: positive cases are on record too [C1.3.j]. */
export const recordCommendation = command({
  name: 'RecordCommendation',
  title: { zh: '记录好干部', en: 'Record commendation' },
  clauses: ['C1.3.i', 'C1.3.j'],
  schema: z.strictObject({
    person: id(),
    unit: id(),
    stage: id().nullable().default(null),
    standards: z.array(z.enum(GOOD_CADRE_STANDARDS)).min(1),
    facts: text(),
  }),
  allow: role('campaign-office', 'committee-secretary', 'supervision-group').at('unit-or-superior'),
  judgedAt: ({ unit }) => [unit],
  needs: ({ unit, stage }, { bureau }) => ({ cadres: leadingCadresOf(bureau, unit), ...stageAsked(bureau, stage) }),
  decide: (input, state: CadreRecordState, facts) => {
    if (new Set(input.standards).size !== input.standards.length) return reject(STANDARDS_INCOMPLETE);
    const on = facts.effectiveOn;
    return unkept(state, input, on, facts) ?? [cadreRecordEvents.CommendationRecorded({ ...input, on })];
  },
});
