import { id, isLedgerId, ledgerId, type JsonObject } from '@taizhang/kernel';
import {
  blamedColumn,
  givenForRow,
  IMPORTED_WORKBOOK,
  importSummary,
  jobKind,
  readingWorkbook,
  type JobCommand,
  type JobWork,
  type ProblemError,
  type RowOutcome,
} from '@taizhang/platform';
import { openWorkbook, readPlainTable, type LedgerFault, type PlainCell, type PlainRow } from '@taizhang/reporting';
import { z } from 'zod';
import { faultAt } from './register-faults.js';
import { knownRegister } from './register-known.js';
import type { LinePlan, PlannedCommand } from './register-line.js';
import { RegisterPlanner } from './register-plan.js';
import { LEVEL_WORDS, REGISTER_SHEETS, type PersonLine, type PostLine, type UnitLine } from './register-sheets.js';

interface Register {
  readonly dates1904: boolean;
  readonly units: readonly UnitLine[];
  readonly persons: readonly PersonLine[];
  readonly posts: readonly PostLine[];
  readonly faults: readonly LedgerFault[];
}

/** A line, where it stands among all, and how it is planned. */
interface PlacedLine {
  readonly sheet: string;
  readonly line: PlainRow<string>;
  readonly plan: (planner: RegisterPlanner, place: number) => LinePlan;
}

/**
 * Units, persons and posts of a bureau from Excel (导入单位、人员和任职), matched by their ids in an outside system: run twice it
 * changes nothing the second time.
 */
export const registerImport = jobKind({
  name: 'register-import',
  title: {
    zh: '导入单位、人员和任职',
    en: 'Import units, persons and posts from Excel; a dry run (the default) says what would be done, cell by cell.',
  },
  params: z.strictObject({
    bureau: z.string().max(64),
    /** Name of the system whose ids the file has. */
    system: id(),
    dryRun: z.enum(['true', 'false']).default('true'),
  }),
  about: ({ bureau }) => ({ view: 'persons', bureaus: [bureau] }),
  upload: IMPORTED_WORKBOOK,
  run: async ({ bureau, system, dryRun }, work) => {
    const register = await readingWorkbook(async () => readRegister(await work.upload()));
    await work.catchUp(ledgerId('organization', bureau));
    const known = await knownRegister(work, bureau, system, ownLedgersIn(register));
    await carryOut(work, linesOf(register), new RegisterPlanner(known, register.dates1904), dryRun === 'true');
    const told = await importSummary(work, dryRun === 'true', register.faults);
    return { summary: () => told };
  },
});

async function readRegister(bytes: Buffer): Promise<Register> {
  const workbook = await openWorkbook(bytes);
  const { units, persons, posts } = REGISTER_SHEETS;
  const read = {
    units: await readPlainTable(workbook, units.title, units.columns),
    persons: await readPlainTable(workbook, persons.title, persons.columns),
    posts: await readPlainTable(workbook, posts.title, posts.columns),
  };
  return {
    dates1904: workbook.dates1904,
    units: read.units.rows,
    persons: read.persons.rows,
    posts: read.posts.rows,
    faults: [...read.units.faults, ...read.persons.faults, ...read.posts.faults],
  };
}

/** Codes of units with ledgers of their own that the file names. */
function ownLedgersIn({ units }: Register): readonly string[] {
  const isBranch = ({ text }: PlainCell) => ['', 'BRANCH'].includes(text.trim()) || LEVEL_WORDS.支部 === wordOf(text);
  const codes = units.filter(({ cells }) => !isBranch(cells.level)).map(({ cells }) => cells.code.text.trim());
  return [...new Set(codes)].filter((code) => isLedgerId(`organization/${code}`));
}

function wordOf(text: string): string | undefined {
  return Object.entries(LEVEL_WORDS).find(([word]) => word === text.trim())?.[1];
}

function linesOf({ units, persons, posts }: Register): readonly PlacedLine[] {
  return [
    ...units.map((line): PlacedLine => ({
      sheet: REGISTER_SHEETS.units.title,
      line,
      plan: (planner) => planner.unit(line),
    })),
    ...persons.map((line): PlacedLine => ({
      sheet: REGISTER_SHEETS.persons.title,
      line,
      plan: (planner, place) => planner.person(line, place),
    })),
    ...posts.map((line): PlacedLine => ({
      sheet: REGISTER_SHEETS.posts.title,
      line,
      plan: (planner) => planner.post(line),
    })),
  ];
}

/** Line by line: a plan, its rehearsal, and in the real run its commands. Goes on behind the lines that have their result. */
async function carryOut(
  work: JobWork,
  lines: readonly PlacedLine[],
  planner: RegisterPlanner,
  dry: boolean,
): Promise<void> {
  const reported = await work.reported();
  for (const [place, { sheet, line, plan }] of lines.entries()) {
    // Lines that have their result are planned all the same: later ones rest on them.
    const planned = plan(planner, place);
    if (place < reported) continue;
    await work.report([{ sheet, row: line.row, ...(await resultOf(work, line, planned, place, dry)) }]);
    await work.progress(place + 1, lines.length);
  }
}

async function resultOf(
  work: JobWork,
  line: PlainRow<string>,
  { aggregate, bureau, id: of, commands, faults, outcome, waits }: LinePlan,
  place: number,
  dry: boolean,
): Promise<JsonObject> {
  const told = (as: RowOutcome, more: readonly LedgerFault[] = []): JsonObject => ({
    outcome: as,
    commands: as === 'bad' ? [] : commands.map(({ verb }) => verb),
    faults: [...faults, ...more].map((fault) => ({ ...fault })),
  });
  if (outcome === 'bad' || outcome === 'same') return told(outcome);
  const given = commands.map(({ verb, input }): JobCommand => ({ aggregate, verb, bureau, id: of, input }));
  // In a dry run what waits for lines above cannot be rehearsed: they were not given.
  const refused = await givenForRow(work, place, given, { dry, rehearsed: !(dry && waits) });
  if (refused === undefined) return told(outcome);
  return told(refused.outcome, [blamed(line, commands[refused.at], refused.problem)]);
}

/** The cell that a refusal is about: by the code of the refusal, or the field of the input that it names. */
function blamed(line: PlainRow<string>, planned: PlannedCommand | undefined, problem: ProblemError): LedgerFault {
  const column = blamedColumn(planned?.blame ?? {}, problem) ?? '';
  const cell = line.cells[column] ?? Object.values(line.cells)[0] ?? { sheet: '', address: '' };
  const { code, sentence } = problem.definition;
  return faultAt(cell, { code, zh: sentence.zh, en: sentence.en });
}
