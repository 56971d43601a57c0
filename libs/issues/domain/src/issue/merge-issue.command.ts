import { command, id, reject, role, streamId, text, type Facts } from '@taizhang/kernel';
import { issueEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { MAIN_ISSUE_NOT_OPEN, MAIN_ISSUE_UNKNOWN, MERGE_INTO_ITSELF } from './issue-course.rejections.js';
import { inStatus, NOT_CLOSED } from './issue.rules.js';
import type { Issue, IssueState } from './issue.state.js';

/** The issue that another is merged into: `issues.main-issue`, key = `<bureau>/<code>`. */
export interface MainIssue {
  readonly status: Issue['status'];
  /** Revision of its stream that this was read at. */
  readonly rev: number;
  readonly origins: readonly string[];
}
export const MAIN_ISSUE_FACT = 'issues.main-issue';

/** Longest id. */
const MAX_ID_LENGTH = 64;

/**
 * Merges a duplicate into the issue that it repeats (合并): the main issue keeps every origin, so that each still gets its reply
 * [C1.1.m]. Both streams change in one commit, or neither.
 */
export const mergeIssue = command({
  name: 'MergeIssue',
  title: { zh: '合并问题', en: 'Merge issue' },
  clauses: ['C1.0.b', 'C1.1.m'],
  schema: z.strictObject({ into: id(), reason: text() }),
  allow: role('campaign-office', 'superior-office').at('unit-or-superior'),
  needs: ({ into }, { bureau }) => ({ main: { fact: MAIN_ISSUE_FACT, key: `${bureau}/${into}` } }),
  decide: ({ into, reason }, state: IssueState, facts, target) =>
    inStatus(state, ['TRIAGED'], facts, (issue) => {
      if (into === target.id) return reject(MERGE_INTO_ITSELF);
      const main = mainIssue(facts);
      if (main === null) return reject(MAIN_ISSUE_UNKNOWN, { into });
      if (!NOT_CLOSED.includes(main.status) || main.status === 'SUBMITTED')
        return reject(MAIN_ISSUE_NOT_OPEN, { status: main.status });
      const origins = joined(issue, main.origins);
      return {
        events: [issueEvents.IssueMerged({ into, reason })],
        also: [
          {
            stream: streamId('issue', into),
            expect: main.rev,
            events: [issueEvents.OriginsJoined({ from: target.id, raisedOn: issue.raisedOn, origins })],
          },
        ],
      };
    }),
});

function mainIssue({ needs }: Pick<Facts, 'needs'>): MainIssue | null {
  return (needs['main'] ?? null) as MainIssue | null; // as its provider answers
}

/** Origins of the duplicate under ids that the main issue does not use yet. */
function joined({ origins }: Issue, taken: readonly string[]) {
  const used = new Set(taken);
  return Object.entries(origins).map(([was, { source, anonymous, answered }]) => {
    const origin = freeId(was, used);
    used.add(origin);
    return { origin, was, source, anonymous, answered };
  });
}

function freeId(wished: string, used: ReadonlySet<string>): string {
  for (let n = 1; ; n += 1) {
    const suffix = n === 1 ? '' : `-${String(n)}`;
    const tried = `${wished.slice(0, MAX_ID_LENGTH - suffix.length)}${suffix}`;
    if (!used.has(tried)) return tried;
  }
}
