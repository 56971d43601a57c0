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

/** A light warns, and decides nothing: it takes the days that policies.md recommends, whatever a bureau has adopted. */
const YELLOW = { yellowWorkdays: RECOMMENDED_POLICY['light.yellowWorkdays'] };
const LIGHT_WORDS: Readonly<Record<Light, string>> = { green: '', grey: '', yellow: '（临期）', red: '（超期）' };
const between = (parts: readonly string[], separator: string): string =>
  parts.filter((part) => part !== '').join(separator);
const yes = (said: boolean): string => (said ? YES : NO);

/** An issue as the ledger writes it on a day. */
export function ledgerEntryOf({ row }: Pick<LedgerIssue, 'row'>, today: string): LedgerEntry {
  const light = lightOfIssue(row, today);
  return {
    cells: { ...problemCells(row), ...dutyCells(row), ...progressCells(row, light) },
    light,
    measures: measureCells(row),
    systemic: row.cause === 'SYSTEMIC',
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
    remarks: between([row.difficult ? '难点问题' : '', row.late ? '补录' : ''], '；'),
  };
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
    effect: row.effect ?? '',
    evidence: evidence.join('\n'),
    replies: between(replies, '\n'),
    opinion: row.opinion ?? (row.status === 'RETURNED' ? (row.returnReason ?? '') : ''),
    closedOn: row.closedOn ?? '',
  };
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
    progress: measure.done ? between([measure.completedOn ?? '', '已完成', measure.outcome ?? ''], ' ') : '',
  }));
}

function lightOfIssue({ deadline, raisedOn, status }: OpenedRow, today: string): Light {
  const limited = { dueOn: deadline, from: raisedOn, rests: RESTING.has(status) };
  try {
    return LIGHTS[lightOf(limited, today, chinaWorkingDays, YELLOW)];
  } catch (error) {
    // In a year whose working days nobody has announced, nothing is said to be due soon.
    if (error instanceof CalendarYearUnknownError) return 'green';
    throw error;
  }
}

const LIGHTS = { GREEN: 'green', YELLOW: 'yellow', RED: 'red', GREY: 'grey' } as const;
