import type { JsonObject } from '@taizhang/kernel';
import { issueEvents } from '@taizhang/contracts';
import { projection, view, type ProjectedEvent } from '@taizhang/views-port';

/** An issue as a look-back needs it: which unit answers for it in which stage, and whether it is closed. */
export interface IssueStanding {
  readonly code: string;
  readonly unit: string;
  readonly stage: string | null;
  readonly closed: boolean;
}

/** Name of the view. */
export const ISSUE_STANDING = 'issue-standing';

type Row = IssueStanding & JsonObject;
const {
  IssueRaised,
  IssueCarriedOver,
  IssueContinued,
  IssueTriaged,
  IssueAssigned,
  IssueClosed,
  IssueReopened,
  ReopeningWithdrawn,
} = issueEvents.definitions;

const keys = (_data: unknown, { stream }: ProjectedEvent) => [stream.slice('issue/'.length)];
const begins = {
  keys,
  project: (
    _doc: Row | null,
    { code, unit, stage }: { readonly code: string; readonly unit: string; readonly stage: string | null },
  ): Row => ({ code, unit, stage, closed: false }),
};
const becomes = (closed: boolean) => ({ keys, project: (doc: Row | null) => doc && { ...doc, closed } });

/** This context's own copy of where issues stand, followed from `issues`: look-backs draw from what is closed [C6.2]. */
export const issueStandingView = view<Row>({
  name: ISSUE_STANDING,
  version: 1,
  context: 'campaigns',
  fields: { unit: 'keyword', stage: 'keyword', closed: 'boolean' },
  on: {
    [IssueRaised.type]: projection(IssueRaised, begins),
    [IssueCarriedOver.type]: projection(IssueCarriedOver, begins),
    [IssueContinued.type]: projection(IssueContinued, {
      keys,
      project: (doc: Row | null, { stage }) => doc && { ...doc, stage },
    }),
    [IssueTriaged.type]: projection(IssueTriaged, {
      keys,
      project: (doc: Row | null, { unit }) => doc && { ...doc, unit },
    }),
    [IssueAssigned.type]: projection(IssueAssigned, {
      keys,
      project: (doc: Row | null, { lead }) => doc && { ...doc, unit: lead },
    }),
    [IssueClosed.type]: projection(IssueClosed, becomes(true)),
    [IssueReopened.type]: projection(IssueReopened, becomes(false)),
    [ReopeningWithdrawn.type]: projection(ReopeningWithdrawn, becomes(true)),
  },
});
