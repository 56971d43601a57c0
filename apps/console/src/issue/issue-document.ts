/** One who raised the matter, and the reply. */
export interface OriginDoc {
  readonly source: string;
  readonly answered: boolean;
  readonly anonymous: boolean;
  readonly raisedOn: string;
  readonly record: string | null;
  readonly originator: string | null;
  readonly repliedOn: string | null;
  readonly channel: string | null;
  readonly attitude: string | null;
  readonly reply: string | null;
}

/** A measure of an issue. */
export interface MeasureDoc {
  readonly owner: string | null;
  readonly deadline: string | null;
  readonly kind: string;
  readonly done: boolean;
  readonly description: string | null;
  readonly standard: string | null;
  readonly completedOn: string | null;
  readonly outcome: string | null;
}

/** A piece of evidence. */
export interface EvidenceDoc {
  readonly measure: string | null;
  readonly sha256: string;
  readonly size: number;
  readonly title: string | null;
}

/** An issue as the view `rectification-ledger` shows it. */
export interface IssueDoc {
  readonly code: string;
  readonly unit: string;
  readonly units: readonly string[];
  readonly status: string;
  readonly source: string;
  readonly wind: string;
  readonly class: string | null;
  readonly hidden: boolean;
  readonly cause: string | null;
  readonly rectification: string | null;
  readonly lead: string | null;
  readonly supporting: readonly string[];
  readonly leader: string | null;
  readonly owner: string | null;
  readonly difficult: boolean;
  readonly deadline: string | null;
  readonly raisedOn: string;
  readonly raisedFor: string;
  readonly stage: string | null;
  readonly closedOn: string | null;
  readonly unanswered: number;
  readonly openMeasures: number;
  readonly late: boolean;
  readonly manifestation: string | null;
  readonly analysis: string | null;
  readonly standard: string | null;
  readonly effect: string | null;
  readonly opinion: string | null;
  readonly returnReason: string | null;
  readonly withdrawalReason: string | null;
  readonly origins: Readonly<Record<string, OriginDoc>>;
  readonly measures: Readonly<Record<string, MeasureDoc>>;
  readonly evidence: Readonly<Record<string, EvidenceDoc>>;
}
