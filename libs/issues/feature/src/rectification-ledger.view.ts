import { evolveWith, type EventDefinition, type JsonObject, type OpenOf } from '@taizhang/kernel';
import { issueEvents } from '@taizhang/contracts';
import { issue } from '@taizhang/issues-domain';
import { projection, view, type ProjectedEvent, type Projection, type SealedValue } from '@taizhang/views-port';
import { UNTOLD, type RectificationRow } from './rectification-ledger.document.js';

const { definitions } = issueEvents;
type Patch = Partial<RectificationRow>;

const sealed = (event: ProjectedEvent, field: string): SealedValue | null => event.sealed[field] ?? null;

/** Counts what stands against closing; kept in the row so that the table can filter by it. */
function counted(row: RectificationRow): RectificationRow {
  return {
    ...row,
    unanswered: Object.values(row.origins).filter(({ answered }) => !answered).length,
    openMeasures: Object.values(row.measures).filter(({ done }) => !done).length,
  };
}

/**
 * A row follows the issue's own `evolve`, so that table and deciders cannot disagree; `tell` adds what only readers need.
 * Rows carry the fields of the state, and `evolve` keeps what it does not know.
 */
function row<D extends EventDefinition>(
  definition: D,
  tell: (row: RectificationRow, data: OpenOf<D['schema']>, event: ProjectedEvent) => Patch,
): Projection<RectificationRow & JsonObject> {
  return projection(definition, {
    keys: (_data, event) => [event.stream.slice('issue/'.length)],
    project: (doc, data, event) => {
      const decided = evolveWith(issue, doc ?? issue.initial, event);
      if (decided.kind === 'none') return null;
      const before = { ...UNTOLD, ...decided } as unknown as RectificationRow; // `IssueRaised` tells the rest, and comes first
      return counted({ ...before, ...tell(before, data, event) }) as RectificationRow & JsonObject; // holds JSON only
    },
  });
}

const patched = <V>(rows: Readonly<Record<string, V>>, key: string, patch: Partial<V>): Readonly<Record<string, V>> => {
  const old = rows[key];
  return old === undefined ? rows : { ...rows, [key]: { ...old, ...patch } };
};

/** The rectification ledger (整改台账): one row per issue of a bureau, with lists for its page. */
export const rectificationLedgerView = view<RectificationRow & JsonObject>({
  name: 'rectification-ledger',
  version: 1,
  context: 'issues',
  fields: {
    code: 'keyword',
    unit: 'keyword',
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
    difficult: 'boolean',
    deadline: 'date',
    raisedOn: 'date',
    closedOn: 'date',
    unanswered: 'number',
    openMeasures: 'number',
    manifestation: 'text',
  },
  counters: {
    status: ({ unit, status }) => [`status=${status}`, `unit=${unit},status=${status}`],
    class: ({ class: letter, status }) => [`class=${letter ?? 'NONE'},status=${status}`],
  },
  on: {
    [definitions.IssueRaised.type]: row(definitions.IssueRaised, (before, data, event) => ({
      stage: data.stage,
      source: data.source,
      wind: data.wind,
      raisedOn: data.raisedOn,
      manifestation: sealed(event, 'manifestation'),
      origins: patched(before.origins, data.origin, {
        anonymous: data.anonymous,
        raisedOn: data.raisedOn,
        record: data.record,
        originator: sealed(event, 'originator'),
        repliedOn: null,
        channel: null,
        attitude: null,
        reply: null,
      }),
    })),
    [definitions.IssueTriaged.type]: row(definitions.IssueTriaged, () => ({})),
    [definitions.IssueClassified.type]: row(definitions.IssueClassified, (_row, { hidden, cause }, event) => ({
      hidden,
      cause,
      analysis: sealed(event, 'analysis'),
    })),
    [definitions.IssueAssigned.type]: row(definitions.IssueAssigned, (_row, { supporting }, event) => ({
      supporting,
      standard: sealed(event, 'standard'),
    })),
    [definitions.DifficultyFlagged.type]: row(definitions.DifficultyFlagged, () => ({})),
    [definitions.DutyTransferred.type]: row(definitions.DutyTransferred, () => ({})),
    [definitions.MeasureSet.type]: row(definitions.MeasureSet, (before, { measure }, event) => ({
      measures: patched(before.measures, measure, {
        description: sealed(event, 'description'),
        standard: sealed(event, 'standard'),
        completedOn: null,
        outcome: null,
      }),
    })),
    [definitions.EvidenceAttached.type]: row(
      definitions.EvidenceAttached,
      (before, { evidence, sha256, size }, event) => ({
        evidence: patched(before.evidence, evidence, { sha256, size, title: sealed(event, 'title') }),
      }),
    ),
    [definitions.MeasureCompleted.type]: row(
      definitions.MeasureCompleted,
      (before, { measure, completedOn }, event) => ({
        measures: patched(before.measures, measure, { completedOn, outcome: sealed(event, 'outcome') }),
      }),
    ),
    [definitions.ReplyGiven.type]: row(
      definitions.ReplyGiven,
      (before, { origin, repliedOn, channel, attitude }, event) => ({
        origins: patched(before.origins, origin, { repliedOn, channel, attitude, reply: sealed(event, 'reply') }),
      }),
    ),
    [definitions.CloseRequested.type]: row(definitions.CloseRequested, (_row, _data, event) => ({
      effect: sealed(event, 'effect'),
    })),
    [definitions.CloseReturned.type]: row(definitions.CloseReturned, (_row, _data, event) => ({
      returnReason: sealed(event, 'reason'),
    })),
    [definitions.IssueClosed.type]: row(definitions.IssueClosed, (_row, { closedOn }, event) => ({
      closedOn,
      opinion: sealed(event, 'opinion'),
    })),
  },
});
