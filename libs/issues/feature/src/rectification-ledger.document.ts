import type { Extension, Issue, Measure, Origin, Slip } from '@taizhang/issues-domain';
import type { SealedValue } from '@taizhang/views-port';

/** One who raised the matter, and the reply given (答复情况). */
export interface OriginRow extends Origin {
  readonly anonymous: boolean;
  readonly raisedOn: string;
  readonly record: string | null;
  readonly originator: SealedValue | null;
  readonly repliedOn: string | null;
  readonly channel: string | null;
  readonly attitude: string | null;
  readonly reply: SealedValue | null;
}

/** A measure (整改措施) as the ledger shows it. */
export interface MeasureRow extends Measure {
  readonly description: SealedValue | null;
  readonly standard: SealedValue | null;
  /** Business date or instant: the day is the reader's zone's. */
  readonly setAt: string;
  readonly completedOn: string | null;
  readonly outcome: SealedValue | null;
}

/** A piece of evidence (佐证材料), named by its hash. */
export interface EvidenceRow {
  readonly measure: string | null;
  readonly sha256: string;
  readonly size: number;
  readonly title: SealedValue | null;
}

/** A report of progress (进展情况). */
export interface ProgressRow {
  readonly on: string;
  readonly percent: number | null;
  readonly progress: SealedValue | null;
}

/** An extension (延期) with its reasons. */
export interface ExtensionRow extends Extension {
  readonly reason: SealedValue | null;
  readonly decision: SealedValue | null;
}

/** A supervision slip (督办单) with what it says. */
export interface SlipRow extends Slip {
  readonly signer: string;
  readonly issuedOn: string;
  readonly basis: SealedValue | null;
  readonly requirement: SealedValue | null;
  readonly feedback: SealedValue | null;
}

/** A row of the rectification ledger (整改台账; domain §1.1): the issue as decided, with what its page shows besides. */
export interface RectificationRow extends Issue {
  readonly extensions: Readonly<Record<string, ExtensionRow>>;
  readonly slips: Readonly<Record<string, SlipRow>>;
  readonly origins: Readonly<Record<string, OriginRow>>;
  readonly measures: Readonly<Record<string, MeasureRow>>;
  readonly evidence: Readonly<Record<string, EvidenceRow>>;
  /** Revision of its stream: what decides about it and another issue at once relies on it. */
  readonly rev: number;
  /** Persons with an open duty that moves when they hand over (职责移交): none once the issue is closed. */
  readonly dutyHolders: readonly string[];
  /** Account that registered it (我发起). */
  readonly raisedBy: string | null;
  /** Accounts that did something about it, and those for which a delegate did (已办). */
  readonly handledBy: readonly string[];
  readonly source: string;
  readonly wind: string;
  readonly hidden: boolean;
  readonly cause: string | null;
  readonly supporting: readonly string[];
  /** Every unit that the issue concerns: their people see it. */
  readonly units: readonly string[];
  readonly closedOn: string | null;
  /** Business date or instant of the assignment that stands. */
  readonly assignedAt: string | null;
  /** When it was merged, referred or not adopted, after which nobody answers for it: business date or instant. */
  readonly leftAt: string | null;
  /** When it was closed first, where it was reopened since. */
  readonly firstClosedOn: string | null;
  readonly reopened: number;
  /** Stage and code that it was carried over from (结转). */
  readonly earlier: { readonly stage: string; readonly code: string } | null;
  /** Stages that it was taken into while it was open, and when: business date or instant. */
  readonly continued: readonly { readonly stage: string; readonly at: string }[];
  /** When the first norm came of it that still counts as its own: business date or instant. */
  readonly normLinkedAt: string | null;
  readonly progress: readonly ProgressRow[];
  /** Origins still without a reply, of which a merged issue has none (the main issue has them), and measures not done: what stands against closing. */
  readonly unanswered: number;
  readonly openMeasures: number;
  /** Whether an act that stands was recorded late (补录). */
  readonly late: boolean;
  readonly manifestation: SealedValue | null;
  readonly analysis: SealedValue | null;
  readonly standard: SealedValue | null;
  readonly effect: SealedValue | null;
  readonly opinion: SealedValue | null;
  readonly returnReason: SealedValue | null;
  /** What was done before it was carried over. */
  readonly history: SealedValue | null;
  /** Why it went where it is: merged, referred, not adopted, suspended, kept up or reopened. */
  readonly courseReason: SealedValue | null;
  /** Why the registration was withdrawn (撤回原因). */
  readonly withdrawalReason: SealedValue | null;
}

/** What the events say beyond what deciders know, before anything was said. */
export const UNTOLD = {
  hidden: false,
  cause: null,
  supporting: [],
  rev: 0,
  units: [],
  dutyHolders: [],
  raisedBy: null,
  handledBy: [],
  closedOn: null,
  assignedAt: null,
  leftAt: null,
  firstClosedOn: null,
  reopened: 0,
  earlier: null,
  continued: [],
  normLinkedAt: null,
  progress: [],
  unanswered: 0,
  openMeasures: 0,
  manifestation: null,
  analysis: null,
  standard: null,
  effect: null,
  opinion: null,
  returnReason: null,
  history: null,
  courseReason: null,
  withdrawalReason: null,
  late: false,
} as const;
