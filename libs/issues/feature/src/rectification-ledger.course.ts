import type { issueEvents } from '@taizhang/contracts';
import type { IssueState } from '@taizhang/issues-domain';
import type { AggregateRows, ToldAct } from '@taizhang/views-port';
import type { RectificationRow } from './rectification-ledger.document.js';
import { actedAt, begun, patched, sealed, unreplied } from './rectification-ledger.telling.js';

type Tells = AggregateRows<IssueState, typeof issueEvents, RectificationRow>['tell'];

/** What is told of an issue that nobody pursues here any more. */
const left = (_row: RectificationRow, _data: unknown, act: ToldAct): Partial<RectificationRow> => ({
  courseReason: sealed(act, 'reason'),
  leftAt: actedAt(act),
});

/** What is told of an issue's ways besides the one to its close-out. */
export const tellCourse: Tells = {
  IssueCarriedOver: (before, data, act) => ({
    ...begun(before, data, act),
    earlier: data.earlier,
    history: sealed(act, 'history'),
  }),
  IssueContinued: ({ continued }, { stage }, act) => ({ continued: [...continued, { stage, at: actedAt(act) }] }),
  IssueLinkedToNorm: ({ normLinkedAt }, _data, act) => ({ normLinkedAt: normLinkedAt ?? actedAt(act) }),
  IssueMerged: left,
  OriginsJoined: (before, { raisedOn, origins }) => ({
    origins: origins.reduce(
      (rows, { origin }) =>
        patched(rows, origin, {
          raisedOn,
          record: null,
          originator: null,
          ...unreplied,
        }),
      before.origins,
    ),
  }),
  IssueReferred: left,
  IssueNotAdopted: left,
  IssueSuspended: (_row, _data, act) => ({ courseReason: sealed(act, 'reason') }),
  IssueResumed: (_row, _data, act) => ({ courseReason: sealed(act, 'reason') }),
  LongTermDesignated: (_row, _data, act) => ({ courseReason: sealed(act, 'reason') }),
  IssueReopened: ({ reopened }, _data, act) => ({
    reopened: reopened + 1,
    closedOn: null,
    courseReason: sealed(act, 'reason'),
  }),
  ProgressReported: ({ progress }, { on, percent }, act) => ({
    progress: [...progress, { on, percent, progress: sealed(act, 'progress') }],
  }),
};

/** What is told of how deadlines are kept. */
export const tellSupervision: Tells = {
  DeadlineExtensionRequested: (row, { extension }, act) => ({
    extensions: patched(row.extensions, extension, { reason: sealed(act, 'reason'), decision: null }),
  }),
  DeadlineExtensionGranted: (row, { extension }, act) => ({
    extensions: patched(row.extensions, extension, { decision: sealed(act, 'opinion') }),
  }),
  DeadlineExtensionRefused: (row, { extension }, act) => ({
    extensions: patched(row.extensions, extension, { decision: sealed(act, 'reason') }),
  }),
  SupervisionSlipIssued: (row, { slip, signer, on }, act) => ({
    slips: patched(row.slips, slip, {
      signer,
      issuedOn: on,
      basis: sealed(act, 'basis'),
      requirement: sealed(act, 'requirement'),
      feedback: null,
    }),
  }),
  SupervisionSlipAnswered: (row, { slip }, act) => ({
    slips: patched(row.slips, slip, { feedback: sealed(act, 'feedback') }),
  }),
};
