import type { Issue, Measure, Origin } from '@taizhang/issues-domain';
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

/** A row of the rectification ledger (整改台账; domain §1.1): the issue as decided, with what its page shows besides. */
export interface RectificationRow extends Issue {
  readonly origins: Readonly<Record<string, OriginRow>>;
  readonly measures: Readonly<Record<string, MeasureRow>>;
  readonly evidence: Readonly<Record<string, EvidenceRow>>;
  /** Persons with an open duty that moves when they hand over (职责移交): none once the issue is closed. */
  readonly dutyHolders: readonly string[];
  readonly stage: string | null;
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
  /** Origins still without a reply, and measures not done: what stands against closing. */
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
  /** Why the registration was withdrawn (撤回原因). */
  readonly withdrawalReason: SealedValue | null;
}

/** What the events say beyond what deciders know, before anything was said. */
export const UNTOLD = {
  stage: null,
  hidden: false,
  cause: null,
  supporting: [],
  units: [],
  dutyHolders: [],
  closedOn: null,
  assignedAt: null,
  unanswered: 0,
  openMeasures: 0,
  manifestation: null,
  analysis: null,
  standard: null,
  effect: null,
  opinion: null,
  returnReason: null,
  withdrawalReason: null,
  late: false,
} as const;
