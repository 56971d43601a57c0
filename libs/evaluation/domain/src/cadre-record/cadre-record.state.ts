import type { Evolve } from '@taizhang/kernel';
import type { cadreRecordEvents } from '@taizhang/contracts';

/** A record in a cadre's file (干部履职记录). */
export interface CadreRecord {
  readonly kind: 'record';
  readonly of: 'PERFORMANCE' | 'COMMENDATION';
  readonly person: string;
  readonly unit: string;
  readonly withdrawn: boolean;
}

/** What deciders know of a record: open fields only (design §5). */
export type CadreRecordState = { readonly kind: 'none' } | CadreRecord;

/** Before it was kept. */
export const initialCadreRecord: CadreRecordState = { kind: 'none' };

const withdrawn = (state: CadreRecordState): CadreRecordState =>
  state.kind === 'none' ? state : { ...state, withdrawn: true };

/** One entry per event type: a missing one does not compile. */
export const evolveCadreRecord: Evolve<CadreRecordState, typeof cadreRecordEvents> = {
  'evaluation.DutyPerformanceRecorded': (_state, { person, unit }) => ({
    kind: 'record',
    of: 'PERFORMANCE',
    person,
    unit,
    withdrawn: false,
  }),
  'evaluation.CommendationRecorded': (_state, { person, unit }) => ({
    kind: 'record',
    of: 'COMMENDATION',
    person,
    unit,
    withdrawn: false,
  }),
  'evaluation.DutyPerformanceWithdrawn': withdrawn,
  'evaluation.CommendationWithdrawn': withdrawn,
};

/** Units whose people act on a record: the cadre's. */
export function unitOfRecord(state: CadreRecordState): readonly string[] {
  return state.kind === 'none' ? [] : [state.unit];
}
