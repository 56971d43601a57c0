import type { DeclaredAct } from '../api/declarations.js';
import type { AnyDoc } from '../api/queries.js';

/** As many acts stand side by side, whatever comes next; of more, the others are in a list to open. */
export const MOST_SIDE_BY_SIDE = 6;

/** Acts that usually come next, by aggregate and state, in their order. It decides nothing: the others stay within reach. */
const NEXT: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'issues.issue': {
    RAISED: ['triage-issue', 'merge-issue', 'decline-issue', 'refer-issue'],
    TRIAGED: ['classify-issue', 'assign-issue', 'merge-issue', 'flag-difficulty'],
    ASSIGNED: ['request-deadline-extension', 'issue-supervision-slip', 'flag-difficulty'],
    MEASURES_SET: ['report-progress', 'request-close', 'issue-supervision-slip', 'grant-deadline-extension'],
    IN_RECTIFICATION: [
      'report-progress',
      'request-close',
      'issue-supervision-slip',
      'grant-deadline-extension',
      'designate-long-term',
    ],
    SUBMITTED: ['close-issue', 'return-close', 'link-issue-to-norm'],
    RETURNED: ['report-progress', 'request-close', 'issue-supervision-slip'],
    REOPENED: ['report-progress', 'request-close', 'issue-supervision-slip'],
    LONG_TERM: ['report-progress', 'link-issue-to-norm'],
    SUSPENDED: ['resume-issue'],
    CLOSED: ['reopen-issue', 'link-issue-to-norm'],
  },
};

/** Acts as a page shows them: side by side, and in a list to open. */
export interface ShownActs {
  readonly first: readonly DeclaredAct[];
  readonly more: readonly DeclaredAct[];
}

/** Which acts about a record stand side by side: all where they are few or nothing is known of what comes next. */
export function shownActs(acts: readonly DeclaredAct[], doc: AnyDoc): ShownActs {
  const [one] = acts;
  const status = doc['status'];
  const usual = NEXT[`${one?.context ?? ''}.${one?.aggregate ?? ''}`];
  if (usual === undefined || acts.length <= MOST_SIDE_BY_SIDE) return { first: acts, more: [] };
  const next = typeof status === 'string' ? (usual[status] ?? []) : [];
  const first = next.flatMap((verb) => acts.filter((act) => act.verb === verb));
  return { first, more: acts.filter((act) => !first.includes(act)) };
}
