import type { LedgerColumn, ReadMeasure } from '@taizhang/reporting';
import { measureCells } from './ledger-entry-of.js';
import { IMPORT_FAULTS } from './ledger-faults.js';
import type { LedgerIssue, OpenedMeasure } from './ledger-issue.js';
import type { PlannedCommand } from './ledger-plan.js';
import { demand, differs, type CellReading } from './ledger-reading.js';
import { plainText } from './ledger-values.js';

/** What an import makes of one measure. */
export interface PlannedMeasure {
  readonly row: number;
  readonly id: string;
  readonly outcome: 'new' | 'changed' | 'same';
}

interface ReadCells {
  readonly measure: ReadMeasure;
  readonly cells: CellReading;
}

/** Plans the measures of an issue. @param kind of rectification, where a measure does not say its own */
export function planMeasures(
  read: readonly ReadCells[],
  current: LedgerIssue | undefined,
  kind: string | null,
): { readonly commands: readonly PlannedCommand[]; readonly measures: readonly PlannedMeasure[] } {
  const taken = new Set([
    ...Object.keys(current?.row.measures ?? {}),
    ...read.flatMap(({ measure: { id } }) => id ?? []),
  ]);
  const claimed = new Set(read.flatMap(({ measure: { id } }) => id ?? []));
  const commands: PlannedCommand[] = [];
  const measures: PlannedMeasure[] = [];
  for (const { measure, cells } of read) {
    const id = measure.id ?? sameMeasure(cells, current, claimed) ?? nextId(taken);
    claimed.add(id);
    const known = current !== undefined && Object.hasOwn(current.row.measures, id);
    const { row } = measure;
    const place = { id, row };
    const command = known ? changeOf(place, cells, current) : commandOf(place, cells, kind);
    if (command !== undefined) commands.push(command);
    measures.push({ row, id, outcome: command === undefined ? 'same' : known ? 'changed' : 'new' });
    compareWork(id, cells, current);
  }
  const gone = Object.keys(current?.row.measures ?? {}).some((id) => !measures.some((measure) => measure.id === id));
  if (gone) read[0]?.cells.fault('measure', IMPORT_FAULTS.measureGone, 'note');
  return { commands, measures };
}

/** A measure without number that says what one there is says is that one: so the same file changes nothing the second time. */
function sameMeasure(
  cells: CellReading,
  current: LedgerIssue | undefined,
  claimed: ReadonlySet<string>,
): string | undefined {
  const said = cells.text('measure');
  const known = Object.entries(current?.row.measures ?? {}).find(
    ([id, { description }]) =>
      !claimed.has(id) && said !== null && description !== null && plainText(description) === plainText(said),
  );
  return known?.[0];
}

/** A number that no measure of the issue has yet. */
function nextId(taken: Set<string>): string {
  for (let n = 1; ; n += 1) {
    const id = `m-${String(n)}`;
    if (taken.has(id)) continue;
    taken.add(id);
    return id;
  }
}

/** A measure's number, and its row in the ledger. */
type Place = Pick<PlannedMeasure, 'id' | 'row'>;

function changeOf(place: Place, cells: CellReading, { row }: LedgerIssue): PlannedCommand | undefined {
  const known = row.measures[place.id];
  if (known === undefined) return undefined;
  const changed =
    differs(cells.get('measure'), known.description) ||
    differs(cells.get('measureStandard'), known.standard) ||
    differs(cells.get('measureDeadline'), known.deadline) ||
    differs(cells.get('measureOwner'), known.owner) ||
    differs(cells.get('measureKind'), known.kind);
  return changed ? commandOf(place, cells, known.kind, known) : undefined;
}

/** Setting a measure says all of it: what the ledger says nothing of stays as it is. */
function commandOf(
  { id, row }: Place,
  cells: CellReading,
  kind: string | null,
  known?: Pick<OpenedMeasure, 'description' | 'standard' | 'owner' | 'deadline'>,
): PlannedCommand | undefined {
  const told = {
    measure: cells.text('measure') ?? known?.description ?? null,
    measureStandard: cells.text('measureStandard') ?? known?.standard ?? null,
    measureKind: cells.text('measureKind') ?? kind,
  };
  if (!demand(cells, told)) return undefined;
  return {
    verb: 'set-measure',
    measure: { id, row },
    input: {
      measure: id,
      owner: cells.text('measureOwner') ?? known?.owner ?? null,
      deadline: cells.text('measureDeadline') ?? known?.deadline ?? null,
      kind: told.measureKind,
      description: told.measure,
      standard: told.measureStandard,
    },
    blame: {
      description: 'measure',
      standard: 'measureStandard',
      owner: 'measureOwner',
      deadline: 'measureDeadline',
      kind: 'measureKind',
      DEADLINE_IN_PAST: 'measureDeadline',
      '': 'measure',
    },
  };
}

const FROM_WORK: readonly LedgerColumn[] = ['measureDone', 'measureCompletedOn'];

function compareWork(id: string, cells: CellReading, current: LedgerIssue | undefined): void {
  const entry = current && measureCells(current.row).find(({ measureId }) => measureId === id);
  for (const column of FROM_WORK) {
    const written = cells.written(column) ?? '';
    if (
      written === '' ||
      written === plainText(entry?.[column] ?? '') ||
      (column === 'measureDone' && written === '否')
    )
      continue;
    if (entry === undefined) cells.fault(column, IMPORT_FAULTS.notImported, 'note');
    else cells.fault(column, IMPORT_FAULTS.fromWork);
  }
}
