import type { JsonObject } from '@taizhang/kernel';
import { issueEvents } from '@taizhang/contracts';
import { projection, view } from '@taizhang/views-port';

/** An issue as rules need it: that its code was used, and since when. */
export interface DirectoryIssue {
  readonly code: string;
  readonly raisedOn: string;
}

/** Name of the view. */
export const ISSUE_DIRECTORY = 'issue-directory';

const { IssueRaised } = issueEvents.definitions;

/** This context's own copy of the codes of issues, followed from `issues` (design §2): one that was withdrawn stays used. */
export const issueDirectoryView = view<DirectoryIssue & JsonObject>({
  name: ISSUE_DIRECTORY,
  version: 2,
  context: 'rules',
  fields: {},
  on: {
    [IssueRaised.type]: projection(IssueRaised, {
      keys: ({ code }) => [code],
      project: (_doc: (DirectoryIssue & JsonObject) | null, { code, raisedOn }) => ({ code, raisedOn }),
    }),
  },
});
