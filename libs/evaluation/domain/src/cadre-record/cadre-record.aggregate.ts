import { aggregate, role } from '@taizhang/kernel';
import { cadreRecordEvents } from '@taizhang/contracts';
import { evolveCadreRecord, initialCadreRecord, unitOfRecord } from './cadre-record.state.js';
import { recordCommendation } from './record-commendation.command.js';
import { recordDutyPerformance } from './record-duty-performance.command.js';
import { withdrawCommendation } from './withdraw-commendation.command.js';
import { withdrawDutyPerformance } from './withdraw-duty-performance.command.js';

/** A record in a cadre's file (干部履职记录), an important basis for evaluating groups and choosing cadres [C1.3.h]. */
export const cadreRecord = aggregate({
  context: 'evaluation',
  name: 'cadre-record',
  events: cadreRecordEvents,
  initial: initialCadreRecord,
  evolve: evolveCadreRecord,
  commands: [recordDutyPerformance, recordCommendation, withdrawDutyPerformance, withdrawCommendation],
  judgedAt: unitOfRecord,
  timeline: role('committee-member', 'committee-secretary', 'campaign-office', 'superior-office', 'auditor').at(
    'unit-or-superior',
  ),
});
