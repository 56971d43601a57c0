import { CalendarYearUnknownError, chinaWorkingDays, lightOf } from '@taizhang/calendar';
import { RECOMMENDED_POLICY } from '@taizhang/contracts';
import type { LedgerCells, LedgerEntry, Light } from '@taizhang/reporting';
import type { LedgerIssue, OpenedRow } from './ledger-issue.js';
import {
  ATTITUDE_LABELS,
  CAUSE_LABELS,
  CLASS_LABELS,
  KIND_LABELS,
  labelOf,
  LIST_SEPARATOR,
  NO,
  RESTING,
  SOURCE_LABELS,
  STATUS_LABELS,
  WIND_LABELS,
  YES,
} from './ledger-labels.js';

/** Working days that are yellow where a bureau has adopted none: what policies.md recommends. */
export const DEFAULT_YELLOW_WORKDAYS = RECOMMENDED_POLICY['light.yellowWorkdays'];
const LIGHT_WORDS: Readonly<Record<Light, string>> = { green: '', grey: '', yellow: '（临期）', red: '（超期）' };
const between = (parts: readonly string[], separator: string): string =>
  parts.filter((part) => part !== '').join(separator);
const yes = (said: boolean): string => (said ? YES : NO);

/** An issue as the ledger writes it on a day. @param yellowWorkdays `light.yellowWorkdays`, as in force at its bureau */
export function ledgerEntryOf(
  { row }: Pick<LedgerIssue, 'row'>,
  today: string,
  yellowWorkdays: number = DEFAULT_YELLOW_WORKDAYS,
): LedgerEntry {
  const light = lightOfIssue(row, today, yellowWorkdays);
  return {
    cells: { ...problemCells(row), ...dutyCells(row), ...progressCells(row, light) },
    light,
    measures: measureCells(row),
    systemic: row.cause === 'SYSTEMIC' || row.norms.length > 0,
    counted: {
      closed: row.status === 'CLOSED',
      overdue: light === 'red',
      class: labelOf(CLASS_LABELS, row.class),
      unit: row.lead ?? '',
    },
  };
}

function problemCells(row: OpenedRow): LedgerCells {
  const origins = Object.values(row.origins);
  const [first] = origins;
  return {
    code: row.code,
    source: sourcesOf(row)
      .map((source) => labelOf(SOURCE_LABELS, source))
      .join(LIST_SEPARATOR),
    class: labelOf(CLASS_LABELS, row.class),
    manifestation: row.manifestation ?? '',
    analysis: row.analysis ?? '',
    unit: row.raisedFor,
    stage: row.stage ?? '',
    raisedOn: row.raisedOn,
    record: first?.record ?? '',
    anonymous: yes(first?.anonymous === true),
    originator: first?.originator ?? '',
    wind: labelOf(WIND_LABELS, row.wind),
    kind: labelOf(KIND_LABELS, row.rectification),
    hidden: yes(row.hidden),
    cause: labelOf(CAUSE_LABELS, row.cause),
    ...normCells(row),
    remarks: between(remarksOf(row), '；'),
  };
}

/** Norms that were made of it (形成制度), or whether one is asked for [C3.12]. */
function normCells({ norms, cause }: OpenedRow): LedgerCells {
  const made = norms.length > 0;
  return { norm: norms.join(LIST_SEPARATOR), normState: made ? '已形成制度' : cause === 'SYSTEMIC' ? '待建' : '' };
}

function remarksOf(row: OpenedRow): readonly string[] {
  const granted = Object.values(row.extensions).filter(({ outcome }) => outcome === 'GRANTED').length;
  const slips = Object.keys(row.slips).length;
  return [
    row.difficult ? '难点问题' : '',
    row.late ? '补录' : '',
    row.earlier === null ? '' : `结转自 ${row.earlier.code}`,
    row.mergedInto === null ? '' : `并入 ${row.mergedInto}`,
    granted > 0 ? `延期 ${String(granted)} 次` : '',
    slips > 0 ? `督办 ${String(slips)} 件` : '',
    row.reopened > 0 ? `重新整改 ${String(row.reopened)} 次` : '',
  ];
}

/** Sources of an issue, each once. */
export function sourcesOf(row: OpenedRow): readonly string[] {
  return [...new Set([row.source, ...Object.values(row.origins).map(({ source }) => source)])];
}

function dutyCells(row: OpenedRow): LedgerCells {
  return {
    lead: row.lead ?? '',
    supporting: row.supporting.join(LIST_SEPARATOR),
    leader: row.leader ?? '',
    answering: row.status === 'RAISED' ? '' : row.unit,
    owner: row.owner ?? '',
    deadline: row.deadline ?? '',
    standard: row.standard ?? '',
    difficult: yes(row.difficult),
  };
}

function progressCells(row: OpenedRow, light: Light): LedgerCells {
  const evidence = Object.entries(row.evidence).map(([id, { measure, title }]) =>
    between([measure === null ? '' : `【${measure}】`, title ?? id], ''),
  );
  const replies = Object.values(row.origins).map(({ repliedOn, attitude, reply }) =>
    repliedOn === null ? '' : between([repliedOn, reply ?? '', labelOf(ATTITUDE_LABELS, attitude)], ' '),
  );
  return {
    status: labelOf(STATUS_LABELS, row.status) + LIGHT_WORDS[light],
    progress: between(progressOf(row), '\n'),
    effect: row.effect ?? '',
    evidence: evidence.join('\n'),
    replies: between(replies, '\n'),
    opinion: row.opinion ?? (row.status === 'RETURNED' ? (row.returnReason ?? '') : ''),
    closedOn: row.closedOn ?? '',
  };
}

/** What was reported of it, then which measures are done. */
function progressOf(row: OpenedRow): readonly string[] {
  const reported = row.progress.map(({ on, percent, progress }) =>
    between([on, percent === null ? '' : `${String(percent)}%`, progress ?? ''], ' '),
  );
  const done = Object.entries(row.measures).map(([id, { done, completedOn, outcome }]) =>
    done ? `【${id}】${between([completedOn ?? '', '已完成', outcome ?? ''], ' ')}` : '',
  );
  return [...reported, ...done];
}

/** Measures of an issue as the ledger writes them. */
export function measureCells(row: OpenedRow): readonly LedgerCells[] {
  return Object.entries(row.measures).map(([measureId, measure]) => ({
    measureId,
    measure: measure.description ?? '',
    measureStandard: measure.standard ?? '',
    measureDeadline: measure.deadline ?? '',
    measureOwner: measure.owner ?? '',
    measureKind: labelOf(KIND_LABELS, measure.kind),
    measureDone: yes(measure.done),
    measureCompletedOn: measure.completedOn ?? '',
  }));
}

/** What is kept up for long (长期坚持) is due on its next review. */
function lightOfIssue(
  { deadline, reviewOn, raisedOn, status }: OpenedRow,
  today: string,
  yellowWorkdays: number,
): Light {
  const limited = { dueOn: reviewOn ?? deadline, from: raisedOn, rests: RESTING.has(status) };
  try {
    return LIGHTS[lightOf(limited, today, chinaWorkingDays, { yellowWorkdays })];
  } catch (error) {
    // In a year whose working days nobody has announced, nothing is said to be due soon.
    if (error instanceof CalendarYearUnknownError) return 'green';
    throw error;
  }
}

const LIGHTS = { GREEN: 'green', YELLOW: 'yellow', RED: 'red', GREY: 'grey' } as const;
