import type { Evolve } from '@taizhang/kernel';
import type { INTAKE_KINDS, intakeEvents, IntakeStatus } from '@taizhang/contracts';

/** A report (反映) that was received. */
export interface Intake {
  readonly kind: 'intake';
  readonly unit: string;
  readonly type: (typeof INTAKE_KINDS)[number];
  readonly status: IntakeStatus;
  readonly receipt: string;
  readonly validUntil: string;
  readonly replies: number;
  /** Messages that the reporter added. */
  readonly messages: number;
  readonly raised: boolean;
  readonly transferred: boolean;
}

/** What deciders know of a report: open fields only. */
export type IntakeState = { readonly kind: 'none' } | Intake;

/** Before it was received. */
export const initialIntake: IntakeState = { kind: 'none' };

function change(state: IntakeState, apply: (intake: Intake) => Partial<Intake>): IntakeState {
  return state.kind === 'none' ? state : { ...state, ...apply(state) };
}

/** One entry per event type. */
export const evolveIntake: Evolve<IntakeState, typeof intakeEvents> = {
  'issues.IntakeReceived': (_state, { unit, kind, receipt, validUntil }) => ({
    kind: 'intake',
    unit,
    type: kind,
    status: 'RECEIVED',
    receipt,
    validUntil,
    replies: 0,
    messages: 0,
    raised: false,
    transferred: false,
  }),
  'issues.IntakeMessageAdded': (state) => change(state, ({ messages }) => ({ messages: messages + 1 })),
  'issues.IntakeReplied': (state) => change(state, ({ replies }) => ({ status: 'IN_HAND', replies: replies + 1 })),
  'issues.IntakeRaisedAsIssue': (state) => change(state, () => ({ status: 'IN_HAND', raised: true })),
  'issues.IntakeTransferred': (state) => change(state, () => ({ status: 'IN_HAND', transferred: true })),
  'issues.IntakeClosed': (state) => change(state, () => ({ status: 'CLOSED' })),
};
