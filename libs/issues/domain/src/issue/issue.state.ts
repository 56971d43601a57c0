import type { IssueClass, IssueSource, IssueStatus } from '@taizhang/contracts';

/** One who raised the matter, and is owed a reply [C1.0.b–e]. */
export interface Origin {
  readonly source: IssueSource;
  readonly anonymous: boolean;
  readonly answered: boolean;
}

/** A measure (整改措施) as deciders need it. */
export interface Measure {
  readonly owner: string | null;
  readonly deadline: string | null;
  readonly kind: 'AT_ONCE' | 'BY_DATE' | 'CONTINUOUS';
  readonly done: boolean;
}

/** An extension that was asked for. */
export interface Extension {
  readonly deadline: string;
  readonly outcome: 'PENDING' | 'GRANTED' | 'REFUSED';
  /** Accounts whose act the request was: they do not decide it. */
  readonly requestedBy: readonly string[];
}

/** A supervision slip (督办单). */
export interface Slip {
  readonly due: string;
  readonly received: boolean;
  readonly answered: boolean;
  /** Colours of the cards that followed. */
  readonly cards: readonly ('YELLOW' | 'RED')[];
}

/** An issue (问题) that exists. */
export interface Issue {
  readonly kind: 'issue';
  readonly code: string;
  /** Unit that it was raised for; {@link unit} is the one that answers for it since triage. */
  readonly raisedFor: string;
  readonly unit: string;
  readonly status: IssueStatus;
  /** When the matter was raised: nothing about it happened earlier. */
  readonly raisedOn: string;
  readonly origins: Readonly<Record<string, Origin>>;
  readonly class: IssueClass | null;
  readonly rectification: 'AT_ONCE' | 'BY_DATE' | 'CONTINUOUS' | null;
  readonly lead: string | null;
  readonly supporting: readonly string[];
  readonly leader: string | null;
  readonly owner: string | null;
  readonly deadline: string | null;
  /** 难点问题: its leader is the lead unit's principal [C6.9]. */
  readonly difficult: boolean;
  readonly measures: Readonly<Record<string, Measure>>;
  /** Evidence by its id, with the measure it belongs to. */
  readonly evidence: Readonly<Record<string, { readonly measure: string | null }>>;
  /** Stage (环节) in which it is pursued. */
  readonly stage: string | null;
  /** Extensions (延期) by their id; at most one waits. */
  readonly extensions: Readonly<Record<string, Extension>>;
  /** Supervision slips (督办单) by their number. */
  readonly slips: Readonly<Record<string, Slip>>;
  /** Day on which a matter kept up for long (长期坚持) is looked at again. */
  readonly reviewOn: string | null;
  /** What it was before it was suspended (中止). */
  readonly suspendedFrom: IssueStatus | null;
  /** The main issue that it was merged into (并入). */
  readonly mergedInto: string | null;
  /** Norms (制度) that were made of it. */
  readonly norms: readonly string[];
  /** How often close-out was asked for. */
  readonly round: number;
  /** Accounts whose act the last request for close-out was: who asked, and for whom a delegate asked. */
  readonly requestedBy: readonly string[];
  /** Business date of that request; of one that was not recorded late, its day in UTC. */
  readonly requestedOn: string | null;
  /** Persons who owned the issue or one of its measures before: what they did they do not review. */
  readonly formerOwners: readonly string[];
}

/** What deciders know of an issue: open fields only (design §5). */
export type IssueState = { readonly kind: 'none' } | Issue;

/** Before it was raised. */
export const initialIssue: IssueState = { kind: 'none' };

/** Statuses in which nobody pursues the issue any more. */
const OVER: readonly IssueStatus[] = ['CLOSED', 'MERGED', 'REFERRED', 'NOT_ADOPTED', 'WITHDRAWN'];

/** Units that may act on an issue as a whole: the one that answers for it, and its lead (牵头单位) once it is assigned. */
export function unitsOfIssue(state: IssueState): readonly string[] {
  if (state.kind === 'none') return [];
  return state.lead === null || state.lead === state.unit ? [state.unit] : [state.lead, state.unit];
}

/** The unit that answers for an issue: it sorts it and says who leads. */
export function answeringUnit(state: IssueState): readonly string[] {
  return state.kind === 'none' ? [] : [state.unit];
}

/** The lead (牵头单位), before assignment the answering unit: measures and close-out are the lead's own work. */
export function leadingUnit(state: IssueState): readonly string[] {
  return state.kind === 'none' ? [] : [state.lead ?? state.unit];
}

/** Those of {@link unitsOfIssue}, and the supporting units (配合单位): they bring evidence of what they did. */
export function contributingUnits(state: IssueState): readonly string[] {
  return state.kind === 'none' ? [] : [...new Set([...unitsOfIssue(state), ...state.supporting])];
}

/**
 * Persons with an open duty that they can hand over. The lead of a difficult issue is the principal's and moves with that
 * office [C6.9]; what is closed or withdrawn is nobody's any more.
 */
export function dutyHoldersOf(state: IssueState): readonly string[] {
  if (state.kind === 'none' || OVER.includes(state.status)) return [];
  const open = Object.values(state.measures).filter(({ done }) => !done);
  const holders = [state.difficult ? null : state.leader, state.owner, ...open.map(({ owner }) => owner)];
  return [...new Set(holders)].filter((holder) => holder !== null);
}

/** Every unit that the issue concerns, and whose people therefore see it: those of {@link contributingUnits}, and the one it was raised for. */
export function concernedUnits(state: IssueState): readonly string[] {
  return state.kind === 'none' ? [] : [...new Set([...contributingUnits(state), state.raisedFor])];
}
