import { actsFor, dueDate, type DueDate, type EventMeta, type Evolve } from '@taizhang/kernel';
import type { jointItemEvents, JointMode, JointSide, JointStatus } from '@taizhang/contracts';

/** Accounts whose act a side's consent was; none where that side has not given it. */
export type Consents = Readonly<Record<JointSide, readonly string[] | null>>;

/** A version of the common plan (共同方案) as deciders need it. */
export interface JointPlan {
  readonly plan: number;
  readonly agreed: Consents;
  readonly rejected: boolean;
}

/** A joint item (联动事项) that was identified. */
export interface JointItem {
  readonly kind: 'joint-item';
  readonly item: string;
  readonly issue: string;
  readonly mode: JointMode;
  readonly superior: string;
  readonly subordinate: string;
  readonly status: JointStatus;
  readonly identifiedOn: string;
  /** Whoever has to act: the subordinate, until the superior claims it. */
  readonly lead: string;
  readonly escalatesOn: string | null;
  /** When it goes further up by itself: until it is claimed, or has gone. */
  readonly claim: DueDate | null;
  readonly escalatesTo: string;
  readonly escalatedOn: string | null;
  /** The last version of the common plan. */
  readonly plan: JointPlan | null;
  readonly confirmed: Consents;
}

/** What deciders know of a joint item: open fields only. */
export type JointItemState = { readonly kind: 'none' } | JointItem;

/** Before it was identified. */
export const initialJointItem: JointItemState = { kind: 'none' };

const NOBODY: Consents = { SUPERIOR: null, SUBORDINATE: null };

function change(state: JointItemState, apply: (item: JointItem) => Partial<JointItem>): JointItemState {
  return state.kind === 'none' ? state : { ...state, ...apply(state) };
}

const claimBy = (day: string | null, act: EventMeta): DueDate | null => (day === null ? null : dueDate(day, act));

/** The wrong act is gone from the state already, and nothing else changes. */
const undone = (state: JointItemState): JointItemState => state;

/** @returns whether both sides gave their consent. */
export function byBoth({ SUPERIOR, SUBORDINATE }: Consents): boolean {
  return SUPERIOR !== null && SUBORDINATE !== null;
}

function agreed({ plan }: JointItem, side: JointSide, act: EventMeta): Partial<JointItem> {
  if (plan === null) return {};
  const consents = { ...plan.agreed, [side]: actsFor(act) };
  return { plan: { ...plan, agreed: consents }, status: byBoth(consents) ? 'PLAN_AGREED' : 'PLAN_PROPOSED' };
}

/** One entry per event type. */
export const evolveJointItem: Evolve<JointItemState, typeof jointItemEvents> = {
  'issues.JointItemIdentified': (_state, data, act) => ({
    kind: 'joint-item',
    item: data.item,
    issue: data.issue,
    mode: data.mode,
    superior: data.superior,
    subordinate: data.subordinate,
    status: 'IDENTIFIED',
    identifiedOn: data.identifiedOn,
    lead: data.subordinate,
    escalatesOn: data.escalatesOn,
    claim: claimBy(data.escalatesOn, act),
    escalatesTo: data.escalatesTo,
    escalatedOn: null,
    plan: null,
    confirmed: NOBODY,
  }),
  'issues.JointModeConfirmed': (state, { mode, escalatesOn }, act) =>
    change(state, ({ escalatedOn }) => ({
      mode,
      escalatesOn,
      claim: escalatedOn === null ? claimBy(escalatesOn, act) : null,
    })),
  'issues.JointItemClaimed': (state, { lead }) => change(state, () => ({ lead, status: 'CLAIMED', claim: null })),
  'issues.JointItemEscalated': (state, { escalatedOn }) => change(state, () => ({ escalatedOn, claim: null })),
  'issues.JointPlanProposed': (state, { plan }) =>
    change(state, () => ({ plan: { plan, agreed: NOBODY, rejected: false }, status: 'PLAN_PROPOSED' })),
  'issues.JointPlanAgreed': (state, { side }, act) => change(state, (item) => agreed(item, side, act)),
  'issues.JointPlanRejected': (state) =>
    change(state, ({ plan }) => ({ plan: plan && { ...plan, rejected: true }, status: 'PLAN_REJECTED' })),
  'issues.JointItemSolved': (state) => change(state, () => ({ status: 'SOLVED' })),
  'issues.JointCloseConfirmed': (state, { side }, act) =>
    change(state, ({ confirmed }) => ({ confirmed: { ...confirmed, [side]: actsFor(act) } })),
  'issues.JointItemClosed': (state) => change(state, () => ({ status: 'CLOSED' })),
  'issues.JointItemWithdrawn': (state) => change(state, () => ({ status: 'WITHDRAWN', claim: null })),
  'issues.JointModeConfirmationWithdrawn': undone,
  'issues.JointClaimWithdrawn': undone,
  'issues.JointEscalationWithdrawn': undone,
  'issues.JointPlanWithdrawn': undone,
  'issues.JointPlanAgreementWithdrawn': undone,
  'issues.JointPlanRejectionWithdrawn': undone,
  'issues.JointSolutionWithdrawn': undone,
  'issues.JointCloseConfirmationWithdrawn': undone,
  'issues.JointClosureWithdrawn': undone,
};

/** Both units that a joint item names: their people act on it and see it. */
export function unitsOfJointItem(state: JointItemState): readonly string[] {
  return state.kind === 'none' ? [] : [state.superior, state.subordinate];
}

/** The superior, which acts in the subordinate bureau's ledger by being named here. */
export function superiorOf(state: JointItemState): readonly string[] {
  return state.kind === 'none' ? [] : [state.superior];
}

/** The subordinate, in whose bureau's ledger the item lies. */
export function subordinateOf(state: JointItemState): readonly string[] {
  return state.kind === 'none' ? [] : [state.subordinate];
}
