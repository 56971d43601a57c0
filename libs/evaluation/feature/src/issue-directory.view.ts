import type { JsonObject } from '@taizhang/kernel';
import { issueEvents } from '@taizhang/contracts';
import { projection, view, type ProjectedEvent } from '@taizhang/views-port';

/** An issue as evaluation needs it: that there is one, and from what source it came. */
export interface DirectoryIssue {
  readonly code: string;
  readonly source: string;
}

/** Name of the view. */
export const ISSUE_DIRECTORY = 'issue-directory';

const { IssueRaised, IssueCarriedOver, IssueWithdrawn, CarryOverWithdrawn } = issueEvents.definitions;

type Row = DirectoryIssue & JsonObject;
const begins = {
  keys: ({ code }: DirectoryIssue) => [code],
  project: (_doc: Row | null, { code, source }: DirectoryIssue): Row => ({ code, source }),
};
const ends = {
  keys: (_data: unknown, { stream }: ProjectedEvent) => [stream.slice('issue/'.length)],
  project: () => null,
};

/** This context's own copy of the issues that comments can become or join, followed from `issues` (design §2). */
export const issueDirectoryView = view<Row>({
  name: ISSUE_DIRECTORY,
  version: 2,
  context: 'evaluation',
  fields: { source: 'keyword' },
  on: {
    [IssueRaised.type]: projection(IssueRaised, begins),
    [IssueCarriedOver.type]: projection(IssueCarriedOver, begins),
    [IssueWithdrawn.type]: projection<Row, typeof IssueWithdrawn>(IssueWithdrawn, ends),
    [CarryOverWithdrawn.type]: projection<Row, typeof CarryOverWithdrawn>(CarryOverWithdrawn, ends),
  },
});
