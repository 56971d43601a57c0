import type { JsonObject } from '@taizhang/kernel';
import type { LedgerCells, LedgerColumn, ReadIssue } from '@taizhang/reporting';
import { faultAt, IMPORT_FAULTS, type ImportFault } from './ledger-faults.js';
import { ledgerEntryOf, sourcesOf } from './ledger-entry-of.js';
import type { LedgerIssue } from './ledger-issue.js';
import { planMeasures, type PlannedMeasure } from './ledger-plan-measures.js';
import { demand, differs, readingsOf, type CellReading } from './ledger-reading.js';
import { plainText, type ImportedColumn, type LedgerValue } from './ledger-values.js';

/** A command that an issue's rows ask for, and the columns that it takes its input from. */
export interface PlannedCommand {
  readonly verb: string;
  readonly input: JsonObject;
  /** Cell to blame for a refusal, by the field of the input or the code of the refusal; `''` for any other. */
  readonly blame: Readonly<Record<string, LedgerColumn>>;
  /** The measure that it sets, and its row. */
  readonly measure?: Pick<PlannedMeasure, 'id' | 'row'>;
}

/** What an import makes of an issue. */
export interface IssuePlan {
  readonly isNew: boolean;
  /** In the order in which they are given; none = nothing to do. */
  readonly commands: readonly PlannedCommand[];
  readonly measures: readonly PlannedMeasure[];
  readonly faults: readonly ImportFault[];
}

/** What stands in an issue's triage where the ledger gives no opinion. */
export const IMPORTED_OPINION = '据导入的整改台账分办';

const CODE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const RUNNING_NUMBER = /^\d{1,6}$/;

/**
 * Compares an issue's rows with the issue as it is, and says which commands would make it so. Nothing here decides: whether
 * the commands may be given is the aggregate's own word, so that new statuses and rules hold here too.
 * @param current the issue as whoever imports sees it; `undefined` = there is none
 */
export function planIssue(
  read: ReadIssue,
  current: LedgerIssue | undefined,
  { today, dates1904 }: { readonly today: string; readonly dates1904: boolean },
): IssuePlan {
  const faults: ImportFault[] = read.faults.map((fault) => ({ ...fault, level: 'bad' }));
  if (!CODE.test(read.code) || RUNNING_NUMBER.test(read.code))
    faults.push(faultAt(read.codeCell, IMPORT_FAULTS.codeInvalid));
  const { issue, measures } = readingsOf(read, dates1904, faults);
  const raise = current === undefined ? raisePlan(issue) : checkedRaise(issue, current);
  const fallback = fallbackOf(measures.map(({ cells }) => cells));
  const sorted = [
    ...triagePlan(issue, current),
    ...classifyPlan(issue, current, fallback),
    ...assignPlan(issue, current, fallback),
  ];
  // What was raised by this import must be triaged before it can be sorted out further.
  const needsTriage = sorted.length > 0 && !sorted.some(({ verb }) => verb === 'triage-issue') && isUntriaged(current);
  const triage = needsTriage ? [triageCommand(issue, issue.text('unit') ?? current?.row.raisedFor ?? '')] : [];
  const planned = planMeasures(measures, current, issue.text('kind') ?? current?.row.rectification ?? fallback.kind);
  compareRest(read, issue, current, today, faults);
  const commands = [...raise, ...triage, ...sorted, ...planned.commands];
  return { isNew: current === undefined, commands, measures: planned.measures, faults };
}

const isUntriaged = (current: LedgerIssue | undefined): boolean =>
  current === undefined || current.row.status === 'RAISED';

function raisePlan(issue: CellReading): readonly PlannedCommand[] {
  const unit = issue.text('unit') ?? issue.text('lead');
  const [source = null, ...others] = issue.list('source');
  const told = {
    unit,
    source,
    raisedOn: issue.text('raisedOn'),
    wind: issue.text('wind'),
    manifestation: issue.text('manifestation'),
  };
  if (others.length > 0) issue.fault('source', IMPORT_FAULTS.oneOnly);
  if (!demand(issue, told)) return [];
  const input = {
    ...told,
    stage: issue.text('stage'),
    origin: 'o-1',
    record: issue.text('record'),
    anonymous: issue.flag('anonymous'),
    originator: issue.text('originator'),
  };
  const blame = {
    ...sameNames(['unit', 'stage', 'source', 'record', 'anonymous', 'raisedOn', 'wind', 'manifestation', 'originator']),
    UNIT_UNKNOWN: 'unit',
    FORBIDDEN: 'unit',
    DATE_IN_FUTURE: 'raisedOn',
    SOURCE_RECORD_MISSING: 'record',
    ORIGINATOR_ANONYMOUS: 'originator',
    STAGE_UNKNOWN: 'stage',
    STAGE_CLOSED: 'stage',
    '': 'code',
  } as const;
  return [{ verb: 'raise-issue', input, blame }];
}

/** What was said when the issue was raised stays so. */
function checkedRaise(issue: CellReading, { row }: LedgerIssue): readonly PlannedCommand[] {
  const [origin] = Object.values(row.origins);
  const known: Readonly<Partial<Record<ImportedColumn, LedgerValue>>> = {
    source: sourcesOf(row),
    manifestation: row.manifestation,
    unit: row.raisedFor,
    stage: row.stage,
    raisedOn: row.raisedOn,
    record: origin?.record ?? null,
    anonymous: origin?.anonymous === true,
    originator: origin?.originator ?? null,
    wind: row.wind,
  };
  for (const column of changedOf(issue, known)) issue.fault(column, IMPORT_FAULTS.fixed);
  return [];
}

function triagePlan(issue: CellReading, current: LedgerIssue | undefined): readonly PlannedCommand[] {
  const unit = issue.text('answering');
  const known = current === undefined || isUntriaged(current) ? null : current.row.unit;
  return unit !== null && differs(unit, known) ? [triageCommand(issue, unit)] : [];
}

function triageCommand(issue: CellReading, unit: string): PlannedCommand {
  const input = { unit, opinion: issue.text('triageOpinion') ?? IMPORTED_OPINION };
  return { verb: 'triage-issue', input, blame: { unit: 'answering', opinion: 'triageOpinion', '': 'answering' } };
}

function classifyPlan(
  issue: CellReading,
  current: LedgerIssue | undefined,
  fallback: Fallback,
): readonly PlannedCommand[] {
  const {
    class: letter = null,
    rectification = null,
    cause = null,
    analysis = null,
    hidden = false,
  } = current?.row ?? {};
  const known = { class: letter, kind: rectification, cause, analysis, hidden };
  const [first] = changedOf(issue, known);
  if (first === undefined) return [];
  const told = {
    class: issue.text('class') ?? letter,
    kind: issue.text('kind') ?? rectification ?? fallback.kind,
    cause: issue.text('cause') ?? cause,
    analysis: issue.text('analysis') ?? analysis,
  };
  if (!demand(issue, told)) return [];
  const said = issue.get('hidden');
  const blame = {
    ...sameNames(['class', 'hidden', 'kind', 'cause', 'analysis']),
    HIDDEN_ONLY_CLASS_3: 'hidden',
    '': first,
  } as const;
  return [{ verb: 'classify-issue', input: { ...told, hidden: typeof said === 'boolean' ? said : hidden }, blame }];
}

function assignPlan(
  issue: CellReading,
  current: LedgerIssue | undefined,
  fallback: Fallback,
): readonly PlannedCommand[] {
  const row = current?.row;
  const { lead = null, supporting = [], leader = null, owner = null, deadline = null, standard = null } = row ?? {};
  const known = { lead, supporting, leader, owner, deadline, standard };
  const [first] = changedOf(issue, known);
  if (first === undefined) return [];
  const told = {
    lead: issue.text('lead') ?? lead,
    leader: issue.text('leader') ?? leader,
    owner: issue.text('owner') ?? owner ?? fallback.owner,
    standard: issue.text('standard') ?? standard ?? fallback.standard,
  };
  if (!demand(issue, told)) return [];
  const named = issue.list('supporting');
  const input = {
    ...told,
    supporting: [...(named.length > 0 ? named : supporting)],
    deadline: issue.text('deadline') ?? deadline ?? fallback.deadline,
  };
  const blame = {
    ...sameNames(['lead', 'supporting', 'leader', 'owner', 'deadline', 'standard']),
    // Where no list names the owner, the first measure's is the issue's.
    ...(issue.text('owner') === null && owner === null && { owner: 'measureOwner' as const }),
    UNIT_UNKNOWN: 'lead',
    LEAD_ALSO_SUPPORTING: 'supporting',
    DEADLINE_MISSING: 'deadline',
    DEADLINE_IN_PAST: 'deadline',
    '': first,
  } as const;
  return [{ verb: 'assign-issue', input, blame }];
}

/** Columns of which the ledger says something else than there is. */
function changedOf(
  issue: CellReading,
  known: Readonly<Partial<Record<ImportedColumn, LedgerValue>>>,
): readonly ImportedColumn[] {
  const columns = Object.keys(known) as ImportedColumn[]; // keys of what is known are columns
  return columns.filter((column) => differs(issue.get(column), known[column] ?? null));
}

/** What a ledger without lists leaves unsaid of an issue, told by its measures. */
interface Fallback {
  readonly owner: string | null;
  readonly deadline: string | null;
  readonly standard: string | null;
  readonly kind: string | null;
}

function fallbackOf(measures: readonly CellReading[]): Fallback {
  const said = (column: ImportedColumn) =>
    measures.map((cells) => cells.text(column)).filter((value) => value !== null);
  const deadline = said('measureDeadline').sort().at(-1) ?? null;
  const [owner = null] = said('measureOwner');
  const [standard = null] = said('measureStandard');
  return { owner, deadline, standard, kind: deadline === null ? null : 'BY_DATE' };
}

function sameNames<const C extends LedgerColumn>(columns: readonly C[]): { readonly [K in C]: K } {
  return Object.fromEntries(columns.map((column) => [column, column])) as { readonly [K in C]: K }; // each under its own name
}

/** Columns that come from the work itself: written, and read only to be compared. */
const FROM_WORK: readonly LedgerColumn[] = [
  'status',
  'progress',
  'effect',
  'evidence',
  'replies',
  'opinion',
  'closedOn',
  'difficult',
];
/** Columns that people fill in by hand, and that nothing here keeps. */
const NOT_KEPT: readonly LedgerColumn[] = ['objective', 'contact', 'remarks', 'norm', 'normNumber', 'normState'];

function compareRest(
  read: ReadIssue,
  issue: CellReading,
  current: LedgerIssue | undefined,
  today: string,
  faults: ImportFault[],
): void {
  const entry = current && ledgerEntryOf(current, today);
  const known = (column: LedgerColumn): string => plainText(entry?.cells[column] ?? '');
  const said = (column: LedgerColumn): string => plainText(issue.written(column) ?? '');
  const withoutLight = (status: string): string => status.replace(/（[^）]*）$/, '');
  for (const column of FROM_WORK) {
    const [written, kept] =
      column === 'status' ? [withoutLight(said(column)), withoutLight(known(column))] : [said(column), known(column)];
    if (written === '' || written === kept || (column === 'difficult' && written === '否')) continue;
    if (current === undefined) issue.fault(column, IMPORT_FAULTS.notImported, 'note');
    else issue.fault(column, IMPORT_FAULTS.fromWork);
  }
  for (const column of NOT_KEPT)
    if (said(column) !== '' && said(column) !== known(column)) issue.fault(column, IMPORT_FAULTS.notKept, 'note');
  compareShown(read, entry?.measures ?? [], known, faults);
}

/** What a list shows again may be as it was or as the ledger says now; anything else may have been written in the wrong place. */
function compareShown(
  { shown, cells, measures }: ReadIssue,
  knownMeasures: readonly LedgerCells[],
  known: (column: LedgerColumn) => string,
  faults: ImportFault[],
): void {
  for (const { column, cell, measure } of shown) {
    const own = measure === undefined ? cells : measures.find(({ id }) => id === measure)?.cells;
    const here = plainText(own?.get(column)?.text ?? '');
    const before =
      measure === undefined
        ? known(column)
        : plainText(knownMeasures.find(({ measureId }) => measureId === measure)?.[column] ?? '');
    const written = plainText(cell.text);
    if (own?.has(column) === true && written !== '' && written !== here && written !== before)
      faults.push(faultAt(cell, IMPORT_FAULTS.shownDiffers, 'note'));
  }
}
