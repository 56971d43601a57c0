import type { JsonObject, JsonValue } from '@taizhang/kernel';
import type { cadreRecordEvents } from '@taizhang/contracts';
import { cadreRecord, type CadreRecord, type CadreRecordState } from '@taizhang/evaluation-domain';
import { aggregateRows, view, type SealedValue } from '@taizhang/views-port';

/** A record in a cadre's file (干部履职记录). */
export interface CadreRecordRow extends CadreRecord {
  readonly stage: string | null;
  /** Business date or instant of recording: the day is the reader's zone's. */
  readonly recordedAt: string;
  readonly from: string;
  readonly to: string;
  readonly ratings: JsonValue;
  readonly standards: readonly string[];
  readonly facts: SealedValue | null;
}

/**
 * The files of cadres (干部履职档案): duty performance and commendations, found by person. All of it is restricted (clearance 2),
 * so that every reading is on record [C1.3.h].
 */
export const cadreFilesView = view<CadreRecordRow & JsonObject>({
  name: 'cadre-files',
  version: 2,
  context: 'evaluation',
  fields: {
    person: 'keyword',
    unit: 'keyword',
    stage: 'keyword',
    of: 'keyword',
    withdrawn: 'boolean',
    standards: 'keywords',
    from: 'date',
    to: 'date',
  },
  on: aggregateRows<CadreRecordState, typeof cadreRecordEvents, CadreRecordRow>({
    aggregate: cadreRecord,
    untold: { ratings: [], standards: [], facts: null },
    tell: {
      DutyPerformanceRecorded: (_row, { stage, from, to, ratings }, act) => ({
        stage,
        recordedAt: act.meta.effectiveOn ?? act.meta.time,
        from,
        to,
        ratings,
        facts: act.sealed['facts'] ?? null,
      }),
      CommendationRecorded: (_row, { stage, on, standards }, act) => ({
        stage,
        recordedAt: act.meta.effectiveOn ?? act.meta.time,
        from: on,
        to: on,
        standards,
        facts: act.sealed['facts'] ?? null,
      }),
    },
    complete: (row) => row,
  }),
});
