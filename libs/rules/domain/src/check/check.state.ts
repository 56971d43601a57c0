import type { Evolve } from '@taizhang/kernel';
import type { checkEvents, CheckMode, CheckStatus } from '@taizhang/contracts';

/** What a check found (检查发现): an issue from then on, and closed with it [C3.15, C3.16]. */
export interface Finding {
  readonly issue: string;
  readonly obligation: string | null;
  readonly closed: boolean;
}

/** A check (检查) as its events tell it. */
export interface Check {
  readonly kind: 'check';
  readonly check: string;
  readonly status: CheckStatus;
  readonly mode: CheckMode;
  readonly norm: string;
  readonly unit: string;
  readonly stage: string | null;
  /** Day for which it was planned, if it was. */
  readonly due: string | null;
  readonly performedOn: string | null;
  /** By their ids. */
  readonly findings: Readonly<Record<string, Finding>>;
  /** Business date of its last act. */
  readonly on: string;
}

/** What deciders know of a check: open fields only (design §5). */
export type CheckState = { readonly kind: 'none' } | Check;

/** Before it was planned or performed. */
export const initialCheck: CheckState = { kind: 'none' };

function change(state: CheckState, apply: (check: Check) => Partial<Check>): CheckState {
  return state.kind === 'none' ? state : { ...state, ...apply(state) };
}

function onFinding(state: CheckState, id: string, patch: Partial<Finding>): CheckState {
  return change(state, ({ findings }) => {
    const found = findings[id];
    return found === undefined ? {} : { findings: { ...findings, [id]: { ...found, ...patch } } };
  });
}

const undone = (state: CheckState): CheckState => state;
const ended = (state: CheckState): CheckState => change(state, () => ({ status: 'WITHDRAWN' }));

/** One entry per event type: a missing one does not compile. */
export const evolveCheck: Evolve<CheckState, typeof checkEvents> = {
  'rules.CheckPlanned': (_state, { check, mode, norm, unit, stage, due, on }) => ({
    kind: 'check',
    check,
    status: 'PLANNED',
    mode,
    norm,
    unit,
    stage,
    due,
    performedOn: null,
    findings: {},
    on,
  }),
  'rules.CheckPerformed': (state, { check, mode, norm, unit, stage, on }) => ({
    due: null,
    findings: {},
    ...state,
    kind: 'check',
    check,
    status: 'PERFORMED',
    mode,
    norm,
    unit,
    stage,
    performedOn: on,
    on,
  }),
  'rules.CheckFindingRaised': (state, { finding, issue, obligation, on }) =>
    change(state, ({ findings }) => ({
      on,
      findings: { ...findings, [finding]: { issue, obligation, closed: false } },
    })),
  'rules.CheckFindingClosed': (state, { finding }) => onFinding(state, finding, { closed: true }),
  'rules.CheckFindingReopened': (state, { finding }) => onFinding(state, finding, { closed: false }),
  'rules.CheckPlanWithdrawn': ended,
  'rules.CheckWithdrawn': ended,
  'rules.CheckFindingWithdrawn': undone,
};

/** Units whose people act on a check: the one that is checked. */
export function unitOfCheck(state: CheckState): readonly string[] {
  return state.kind === 'none' ? [] : [state.unit];
}
