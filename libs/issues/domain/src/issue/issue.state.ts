import { actsFor, type Evolve } from '@taizhang/kernel';
import type { IssueClass, IssueSource, IssueStatus, issueEvents } from '@taizhang/contracts';

/** One who raised the matter, and is owed a reply [C1.0.b–e]. */
export interface Origin {
  readonly source: IssueSource;
  readonly answered: boolean;
}

/** A measure (整改措施) as deciders need it. */
export interface Measure {
  readonly owner: string | null;
  readonly deadline: string | null;
  readonly kind: 'AT_ONCE' | 'BY_DATE' | 'CONTINUOUS';
  readonly done: boolean;
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
  /** How often close-out was asked for. */
  readonly round: number;
  /** Accounts whose act the last request for close-out was: who asked, and for whom a delegate asked. */
  readonly requestedBy: readonly string[];
}

/** What deciders know of an issue: open fields only (design §5). */
export type IssueState = { readonly kind: 'none' } | Issue;

/** Before it was raised. */
export const initialIssue: IssueState = { kind: 'none' };

/** Whether every measure has an owner and a deadline (a continuous one needs no deadline), and there is one. */
function measuresComplete(measures: Issue['measures']): boolean {
  const all = Object.values(measures);
  return (
    all.length > 0 &&
    all.every(({ owner, deadline, kind }) => owner !== null && (deadline !== null || kind === 'CONTINUOUS'))
  );
}

/** Applies a change to an issue that exists; events never precede `IssueRaised`, so `none` stays as it is. */
function change(state: IssueState, apply: (issue: Issue) => Partial<Issue>): IssueState {
  return state.kind === 'none' ? state : { ...state, ...apply(state) };
}

/** Status once an act shows that work goes on: a returned issue is back in rectification with the next act (domain §1.3). */
function working(issue: Issue): IssueStatus {
  return issue.status === 'RETURNED' ? 'IN_RECTIFICATION' : issue.status;
}

/** The wrong act is gone from the state already, and nothing else changes. */
function undone(state: IssueState): IssueState {
  return state;
}

/** One duty in another person's hands. */
function transferred(
  { measures }: Issue,
  duty: 'LEADER' | 'OWNER' | 'MEASURE_OWNER',
  id: string | null,
  to: string,
): Partial<Issue> {
  if (duty === 'LEADER') return { leader: to };
  if (duty === 'OWNER') return { owner: to };
  const measure = id === null ? undefined : measures[id];
  return id === null || measure === undefined ? {} : { measures: { ...measures, [id]: { ...measure, owner: to } } };
}

/** One entry per event type: a missing one does not compile. */
export const evolveIssue: Evolve<IssueState, typeof issueEvents> = {
  'issues.IssueRaised': (_state, { code, unit, origin, source, raisedOn }) => ({
    kind: 'issue',
    code,
    raisedFor: unit,
    unit,
    status: 'RAISED',
    raisedOn,
    origins: { [origin]: { source, answered: false } },
    class: null,
    rectification: null,
    lead: null,
    supporting: [],
    leader: null,
    owner: null,
    deadline: null,
    difficult: false,
    measures: {},
    evidence: {},
    round: 0,
    requestedBy: [],
  }),
  'issues.IssueTriaged': (state, { unit }) => change(state, () => ({ unit, status: 'TRIAGED' })),
  'issues.IssueClassified': (state, data) => change(state, () => ({ class: data.class, rectification: data.kind })),
  'issues.IssueAssigned': (state, { lead, supporting, leader, owner, deadline }) =>
    change(state, () => ({ lead, supporting, leader, owner, deadline, status: 'ASSIGNED' })),
  'issues.DifficultyFlagged': (state, { leader }) => change(state, () => ({ leader, difficult: true })),
  'issues.DutyTransferred': (state, { duty, measure, to }) =>
    change(state, (issue) => transferred(issue, duty, measure, to)),
  'issues.MeasureSet': (state, { measure, owner, deadline, kind }) =>
    change(state, (issue) => {
      const measures = { ...issue.measures, [measure]: { owner, deadline, kind, done: false } };
      return { measures, status: measuresComplete(measures) ? 'IN_RECTIFICATION' : 'MEASURES_SET' };
    }),
  'issues.EvidenceAttached': (state, { evidence, measure }) =>
    change(state, (issue) => ({ evidence: { ...issue.evidence, [evidence]: { measure } }, status: working(issue) })),
  'issues.MeasureCompleted': (state, { measure }) =>
    change(state, (issue) => {
      const done = issue.measures[measure];
      if (done === undefined) return {};
      return { measures: { ...issue.measures, [measure]: { ...done, done: true } }, status: working(issue) };
    }),
  'issues.ReplyGiven': (state, { origin }) =>
    change(state, (issue) => {
      const answered = issue.origins[origin];
      if (answered === undefined) return {};
      return { origins: { ...issue.origins, [origin]: { ...answered, answered: true } }, status: working(issue) };
    }),
  'issues.CloseRequested': (state, { round }, act) =>
    change(state, () => ({ status: 'SUBMITTED', round, requestedBy: actsFor(act) })),
  'issues.CloseReturned': (state) => change(state, () => ({ status: 'RETURNED' })),
  'issues.IssueClosed': (state) => change(state, () => ({ status: 'CLOSED' })),
  'issues.IssueWithdrawn': (state) => change(state, () => ({ status: 'WITHDRAWN' })),
  'issues.TriageWithdrawn': undone,
  'issues.ClassificationWithdrawn': undone,
  'issues.AssignmentWithdrawn': undone,
  'issues.DifficultyWithdrawn': undone,
  'issues.MeasureWithdrawn': undone,
  'issues.EvidenceWithdrawn': undone,
  'issues.MeasureCompletionWithdrawn': undone,
  'issues.ReplyWithdrawn': undone,
};

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
  if (state.kind === 'none' || state.status === 'CLOSED' || state.status === 'WITHDRAWN') return [];
  const open = Object.values(state.measures).filter(({ done }) => !done);
  const holders = [state.difficult ? null : state.leader, state.owner, ...open.map(({ owner }) => owner)];
  return [...new Set(holders)].filter((holder) => holder !== null);
}

/** Every unit that the issue concerns, and whose people therefore see it: those of {@link contributingUnits}, and the one it was raised for. */
export function concernedUnits(state: IssueState): readonly string[] {
  return state.kind === 'none' ? [] : [...new Set([...contributingUnits(state), state.raisedFor])];
}
