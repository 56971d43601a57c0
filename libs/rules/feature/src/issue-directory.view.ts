import type { JsonObject } from '@taizhang/kernel';
import { issueEvents } from '@taizhang/contracts';
import { projection, view } from '@taizhang/views-port';

/** An issue as rules need it: that its code was used, since when, and into which other it was merged. */
export interface DirectoryIssue {
  readonly code: string;
  readonly raisedOn: string;
  readonly mergedInto: string | null;
}

/** Name of the view. */
export const ISSUE_DIRECTORY = 'issue-directory';

type Row = DirectoryIssue & JsonObject;
const { IssueRaised, IssueCarriedOver, IssueMerged } = issueEvents.definitions;

/** This context's own copy of the codes of issues, followed from `issues` (design §2): one that was withdrawn stays used. */
export const issueDirectoryView = view<Row>({
  name: ISSUE_DIRECTORY,
  version: 2,
  context: 'rules',
  fields: { mergedInto: 'keyword' },
  on: {
    [IssueRaised.type]: projection(IssueRaised, {
      keys: ({ code }) => [code],
      project: (_doc: Row | null, { code, raisedOn }) => ({ code, raisedOn, mergedInto: null }),
    }),
    [IssueCarriedOver.type]: projection(IssueCarriedOver, {
      keys: ({ code }) => [code],
      project: (_doc: Row | null, { code, raisedOn }) => ({ code, raisedOn, mergedInto: null }),
    }),
    [IssueMerged.type]: projection(IssueMerged, {
      keys: (_data, { stream }) => [stream.slice('issue/'.length)],
      project: (doc: Row | null, { into }) => doc && { ...doc, mergedInto: into },
    }),
  },
});
