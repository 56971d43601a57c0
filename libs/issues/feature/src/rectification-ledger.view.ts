import { actsFor, actsOf, type JsonObject } from '@taizhang/kernel';
import { concernedUnits, dutyHoldersOf, issue } from '@taizhang/issues-domain';
import { aggregateRows, view } from '@taizhang/views-port';
import { tellCourse, tellSupervision } from './rectification-ledger.course.js';
import { actedAt, begun, patched, sealed } from './rectification-ledger.telling.js';
import { UNTOLD, type RectificationRow } from './rectification-ledger.document.js';

/** Counts what stands against closing; kept in the row so that the table can filter by it. Nothing is shown before the issue was raised. */
function counted(row: RectificationRow): RectificationRow | null {
  if ((row as { readonly kind: string }).kind === 'none') return null; // a row begins as the state does
  const acts = actsOf(row);
  return {
    ...row,
    rev: acts.at(-1)?.meta.rev ?? 0,
    raisedBy: acts[0]?.meta.actor.id ?? null,
    handledBy: [...new Set(acts.flatMap(({ meta }) => actsFor(meta)))],
    units: concernedUnits(row),
    dutyHolders: dutyHoldersOf(row),
    unanswered: row.status === 'MERGED' ? 0 : Object.values(row.origins).filter(({ answered }) => !answered).length,
    openMeasures: Object.values(row.measures).filter(({ done }) => !done).length,
    late: acts.some(({ meta, withdrawn }) => withdrawn === undefined && meta.effectiveOn !== undefined),
  };
}

/** The rectification ledger (整改台账): one row per issue of a bureau, with lists for its page. */
export const rectificationLedgerView = view<RectificationRow & JsonObject>({
  name: 'rectification-ledger',
  version: 9,
  context: 'issues',
  fields: {
    code: 'keyword',
    unit: 'keyword',
    units: 'keywords',
    stage: 'keyword',
    source: 'keyword',
    wind: 'keyword',
    status: 'keyword',
    class: 'keyword',
    hidden: 'boolean',
    rectification: 'keyword',
    cause: 'keyword',
    lead: 'keyword',
    leader: 'keyword',
    owner: 'keyword',
    dutyHolders: 'keywords',
    supporting: 'keywords',
    raisedBy: 'keyword',
    handledBy: 'keywords',
    difficult: 'boolean',
    deadline: 'date',
    raisedOn: 'date',
    closedOn: 'date',
    reviewOn: 'date',
    norms: 'keywords',
    mergedInto: 'keyword',
    reopened: 'number',
    unanswered: 'number',
    openMeasures: 'number',
    late: 'boolean',
    manifestation: 'text',
  },
  counters: {
    status: ({ unit, status }) => [`status=${status}`, `unit=${unit},status=${status}`],
    class: ({ class: letter, status }) => [`class=${letter ?? 'NONE'},status=${status}`],
  },
  on: aggregateRows({
    aggregate: issue,
    untold: UNTOLD,
    tell: {
      IssueRaised: begun,
      ...tellCourse,
      ...tellSupervision,
      IssueClassified: (_row, { hidden, cause }, act) => ({ hidden, cause, analysis: sealed(act, 'analysis') }),
      IssueAssigned: (_row, { supporting }, act) => ({
        supporting,
        standard: sealed(act, 'standard'),
        assignedAt: actedAt(act),
      }),
      MeasureSet: (before, { measure }, act) => ({
        measures: patched(before.measures, measure, {
          description: sealed(act, 'description'),
          standard: sealed(act, 'standard'),
          setAt: actedAt(act),
          completedOn: null,
          outcome: null,
        }),
      }),
      EvidenceAttached: (before, { evidence, sha256, size }, act) => ({
        evidence: patched(before.evidence, evidence, { sha256, size, title: sealed(act, 'title') }),
      }),
      MeasureCompleted: (before, { measure, completedOn }, act) => ({
        measures: patched(before.measures, measure, { completedOn, outcome: sealed(act, 'outcome') }),
      }),
      ReplyGiven: (before, { origin, repliedOn, channel, attitude }, act) => ({
        origins: patched(before.origins, origin, { repliedOn, channel, attitude, reply: sealed(act, 'reply') }),
      }),
      CloseRequested: (_row, _data, act) => ({ effect: sealed(act, 'effect') }),
      CloseReturned: (_row, _data, act) => ({ returnReason: sealed(act, 'reason') }),
      IssueClosed: ({ firstClosedOn }, { closedOn }, act) => ({
        closedOn,
        firstClosedOn: firstClosedOn ?? closedOn,
        opinion: sealed(act, 'opinion'),
      }),
      IssueWithdrawn: (_row, _data, act) => ({ withdrawalReason: sealed(act, 'reason') }),
    },
    complete: counted,
  }),
});
