import type { JsonObject } from '@taizhang/kernel';
import type { JointSide } from '@taizhang/contracts';
import { jointItem, unitsOfJointItem, type JointItem } from '@taizhang/issues-domain';
import { aggregateRows, view, type SealedValue, type ToldAct } from '@taizhang/views-port';

/** What one side said of a version of the common plan, or of the close. */
export interface JointOpinion {
  readonly side: JointSide;
  readonly unit: string;
  readonly on: string;
  /** Reasons or opinion, where there are any. */
  readonly text: SealedValue | null;
}

/** A version of the common plan (共同方案), and what became of it. */
export interface JointPlanVersion {
  readonly plan: number;
  readonly side: JointSide;
  readonly proposedOn: string;
  readonly content: SealedValue | null;
  readonly agreements: readonly JointOpinion[];
  readonly rejection: JointOpinion | null;
}

/** A joint item as both sides work on it. */
export interface JointItemRow extends JointItem {
  readonly units: readonly string[];
  readonly analysis: SealedValue | null;
  readonly modeReason: SealedValue | null;
  readonly modeConfirmedOn: string | null;
  readonly claimedOn: string | null;
  readonly solvedOn: string | null;
  readonly informedOn: string | null;
  readonly outcome: SealedValue | null;
  readonly report: SealedValue | null;
  readonly plans: readonly JointPlanVersion[];
  readonly confirmations: readonly JointOpinion[];
  readonly closedOn: string | null;
  readonly opinion: SealedValue | null;
  readonly withdrawalReason: SealedValue | null;
}

const sealed = (act: ToldAct, field: string): SealedValue | null => act.sealed[field] ?? null;

const versioned = (
  plans: readonly JointPlanVersion[],
  plan: number,
  change: (version: JointPlanVersion) => Partial<JointPlanVersion>,
): readonly JointPlanVersion[] =>
  plans.map((version) => (version.plan === plan ? { ...version, ...change(version) } : version));

/** Nothing is shown before the item was identified. */
function named(row: JointItemRow): JointItemRow | null {
  if ((row as { readonly kind: string }).kind === 'none') return null; // a row begins as the state does
  return { ...row, units: unitsOfJointItem(row) };
}

/** Joint items (联动事项清单): what superior and subordinate rectify together, and where each stands. */
export const jointItemsView = view<JointItemRow & JsonObject>({
  name: 'joint-items',
  version: 2,
  context: 'issues',
  fields: {
    item: 'keyword',
    issue: 'keyword',
    mode: 'keyword',
    status: 'keyword',
    superior: 'keyword',
    subordinate: 'keyword',
    units: 'keywords',
    lead: 'keyword',
    identifiedOn: 'date',
    escalatesOn: 'date',
    escalatedOn: 'date',
    claimedOn: 'date',
    solvedOn: 'date',
    closedOn: 'date',
    analysis: 'text',
  },
  counters: { status: ({ mode, status }) => [`status=${status}`, `mode=${mode},status=${status}`] },
  on: aggregateRows({
    aggregate: jointItem,
    untold: {
      units: [],
      analysis: null,
      modeReason: null,
      modeConfirmedOn: null,
      claimedOn: null,
      solvedOn: null,
      informedOn: null,
      outcome: null,
      report: null,
      plans: [],
      confirmations: [],
      closedOn: null,
      opinion: null,
      withdrawalReason: null,
    },
    tell: {
      JointItemIdentified: (_row, _data, act) => ({ analysis: sealed(act, 'analysis') }),
      JointModeConfirmed: (_row, { confirmedOn }, act) => ({
        modeConfirmedOn: confirmedOn,
        modeReason: sealed(act, 'reason'),
      }),
      JointItemClaimed: (_row, { claimedOn }) => ({ claimedOn }),
      JointPlanProposed: ({ plans }, { plan, side, proposedOn }, act) => ({
        plans: [...plans, { plan, side, proposedOn, content: sealed(act, 'content'), agreements: [], rejection: null }],
      }),
      JointPlanAgreed: ({ plans }, { plan, side, unit, agreedOn }) => ({
        plans: versioned(plans, plan, ({ agreements }) => ({
          agreements: [...agreements, { side, unit, on: agreedOn, text: null }],
        })),
      }),
      JointPlanRejected: ({ plans }, { plan, side, unit, rejectedOn }, act) => ({
        plans: versioned(plans, plan, () => ({
          rejection: { side, unit, on: rejectedOn, text: sealed(act, 'reason') },
        })),
      }),
      JointItemSolved: (_row, { solvedOn, informedOn }, act) => ({
        solvedOn,
        informedOn,
        outcome: sealed(act, 'outcome'),
        report: sealed(act, 'report'),
      }),
      JointCloseConfirmed: ({ confirmations }, { side, unit, confirmedOn }, act) => ({
        confirmations: [...confirmations, { side, unit, on: confirmedOn, text: sealed(act, 'opinion') }],
      }),
      JointItemClosed: (_row, { closedOn }, act) => ({ closedOn, opinion: sealed(act, 'opinion') }),
      JointItemWithdrawn: (_row, _data, act) => ({ withdrawalReason: sealed(act, 'reason') }),
    },
    complete: named,
  }),
});
