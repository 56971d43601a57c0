import type { JsonObject } from '@taizhang/kernel';
import { issueEvents } from '@taizhang/contracts';
import { projection, view } from '@taizhang/views-port';

/** An issue as evaluation needs it: that there is one, and from what source it came. */
export interface DirectoryIssue {
  readonly code: string;
  readonly source: string;
}

/** Name of the view. */
export const ISSUE_DIRECTORY = 'issue-directory';

const { IssueRaised, IssueWithdrawn } = issueEvents.definitions;

/** This context's own copy of the issues that comments can become or join, followed from `issues` (design §2). */
export const issueDirectoryView = view<DirectoryIssue & JsonObject>({
  name: ISSUE_DIRECTORY,
  version: 1,
  context: 'evaluation',
  fields: { source: 'keyword' },
  on: {
    [IssueRaised.type]: projection(IssueRaised, {
      keys: ({ code }) => [code],
      project: (_doc: (DirectoryIssue & JsonObject) | null, { code, source }) => ({ code, source }),
    }),
    [IssueWithdrawn.type]: projection<DirectoryIssue & JsonObject, typeof IssueWithdrawn>(IssueWithdrawn, {
      keys: (_data, { stream }) => [stream.slice('issue/'.length)],
      project: () => null,
    }),
  },
});
