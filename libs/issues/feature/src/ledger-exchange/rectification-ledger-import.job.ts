import { ledgerId, type JsonObject } from '@taizhang/kernel';
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
import { readLedgerWorkbook, type LedgerReading, type ReadIssue } from '@taizhang/reporting';
import { z } from 'zod';
import { faultAt, type ImportFault } from './ledger-faults.js';
import { ledgerIssueOf, type LedgerIssue } from './ledger-issue.js';
import { planIssue, type IssuePlan, type PlannedCommand } from './ledger-plan.js';
import { LEDGER_VIEW } from './rectification-ledger-export.job.js';

/** Issues that are looked up at once. */
const ISSUES_AT_ONCE = 100;

/** The rectification ledger from Excel (导入整改台账), in the layout that it is exported in. */
export const rectificationLedgerImport = jobKind({
  name: 'rectification-ledger-import',
  title: {
    zh: '导入整改台账',
    en: 'Import the rectification ledger from Excel; a dry run (the default) says what would be done, cell by cell.',
  },
  params: z.strictObject({
    bureau: z.string().max(64),
    dryRun: z.enum(['true', 'false']).default('true'),
  }),
  about: ({ bureau }) => ({ view: LEDGER_VIEW, bureaus: [bureau] }),
  upload: IMPORTED_WORKBOOK,
  run: async ({ bureau, dryRun }, work) => {
    const reading = await readingWorkbook(async () => readLedgerWorkbook(await work.upload()));
    await work.catchUp(ledgerId('issues', bureau));
    await new LedgerImport(work, bureau, dryRun === 'true', reading).run();
    const told = await importSummary(work, dryRun === 'true', reading.faults);
    return { summary: () => ({ ...told, issues: reading.issues.length }) };
  },
});

/** One run over a workbook: per issue a plan, its rehearsal, and in the real run its commands. */
class LedgerImport {
  constructor(
    private readonly work: JobWork,
    private readonly bureau: string,
    private readonly dry: boolean,
    private readonly reading: LedgerReading,
  ) {}

  /** Goes on behind the rows that have their result already. */
  async run(): Promise<void> {
    const { issues } = this.reading;
    const total = issues.reduce((sum, { rows }) => sum + rows.length, 0);
    const reported = await this.work.reported();
    let done = 0;
    let waiting: ReadIssue[] = [];
    for (const issue of issues) {
      done += issue.rows.length;
      if (done <= reported) continue;
      waiting.push(issue);
      if (waiting.length < ISSUES_AT_ONCE) continue;
      await this.#take(waiting, done, total);
      waiting = [];
    }
    if (waiting.length > 0) await this.#take(waiting, done, total);
  }

  async #take(issues: readonly ReadIssue[], upTo: number, total: number): Promise<void> {
    const known = await this.#issuesOf(issues.map(({ code }) => code));
    let done = upTo - issues.reduce((sum, { rows }) => sum + rows.length, 0);
    for (const issue of issues) {
      await this.work.report(await this.#issue(issue, known.get(issue.code), done));
      done += issue.rows.length;
      await this.work.progress(done, total);
    }
  }

  async #issuesOf(codes: readonly string[]): Promise<ReadonlyMap<string, LedgerIssue>> {
    const known = new Map<string, LedgerIssue>();
    const query = { bureau: this.bureau, code: [...new Set(codes)], limit: String(codes.length) };
    for (const item of (await this.work.list(LEDGER_VIEW, query)).items) known.set(item.key, ledgerIssueOf(item));
    return known;
  }

  /** @param place number of the issue's first row among all rows */
  async #issue(read: ReadIssue, current: LedgerIssue | undefined, place: number): Promise<readonly JsonObject[]> {
    const { dates1904 } = this.reading;
    const plan = planIssue(read, current, { today: this.work.today, dates1904 });
    const isBad = plan.faults.some(({ level }) => level === 'bad');
    if (isBad) return resultsOf(read, plan, plan.faults, 'bad');
    const commands = plan.commands.map((planned) => this.#commandOf(read, planned));
    const refused = await givenForRow(this.work, place, commands, { dry: this.dry });
    if (refused === undefined) return resultsOf(read, plan, plan.faults);
    const fault = blamed(read, plan.commands[refused.at], refused.problem);
    return resultsOf(read, plan, [...plan.faults, fault], refused.outcome);
  }

  #commandOf({ code }: ReadIssue, { verb, input }: PlannedCommand): JobCommand {
    return { aggregate: 'issue', verb, bureau: this.bureau, id: code, input };
  }
}

/** The cell that a refusal is about: by the code of the refusal, the field that it names, or what the command changes. */
function blamed(read: ReadIssue, planned: PlannedCommand | undefined, problem: ProblemError): ImportFault {
  const column = (planned && namingColumn(planned, problem)) ?? blamedColumn(planned?.blame ?? {}, problem) ?? 'code';
  const measure = read.measures.find(({ row, cells: own }) =>
    planned?.measure === undefined ? !read.cells.has(column) && own.has(column) : row === planned.measure.row,
  );
  const cells = new Map([...read.cells, ...(measure?.cells ?? [])]);
  const { code, sentence } = problem.definition;
  return faultAt(cells.get(column) ?? read.codeCell, { code, zh: sentence.zh, en: sentence.en });
}

/** The column of the first field that holds one of the persons whom a refusal names. */
function namingColumn({ input, blame }: PlannedCommand, { details: { persons } }: ProblemError) {
  const named: readonly unknown[] = Array.isArray(persons) ? persons : [];
  const field = Object.keys(input).find((each) => named.includes(input[each]));
  return field === undefined ? undefined : blame[field];
}

/** A result for every row of the ledger's sheet; what is wrong anywhere with the issue is told with its first row. */
function resultsOf(
  { code, rows }: ReadIssue,
  { isNew, commands, measures }: IssuePlan,
  faults: readonly ImportFault[],
  failed?: 'bad' | 'refused',
): readonly JsonObject[] {
  return rows.map((row, i) => {
    const measure = measures.find((planned) => planned.row === row);
    const own = commands.filter(({ measure: of }) => (of === undefined ? i === 0 : of.row === row));
    const outcome: RowOutcome =
      failed ??
      (i === 0 && isNew ? 'new' : own.length === 0 ? 'same' : i === 0 ? 'changed' : (measure?.outcome ?? 'same'));
    return {
      row,
      code,
      measure: measure?.id ?? null,
      outcome,
      commands: own.map(({ verb }) => verb),
      faults: i === 0 ? faults.map((fault) => ({ ...fault })) : [],
    };
  });
}
