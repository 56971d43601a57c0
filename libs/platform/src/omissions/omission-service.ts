import type { JsonObject, JsonValue, LocalDate } from '@taizhang/kernel';
import { RECORDED_FROM, recordRead, type AccessLog } from '../access-log/access-log.js';
import { ledgersWithin, type ReadingScopes } from '../asking/reading-scope.js';
import { contextsOf, type Asking } from '../asking/view-service.js';
import type { QueryString } from '../asking/view-parameters.js';
import { SUBORDINATES_FACT, type ContextReads } from '../context/context-feature.js';
import type { ContextRegistry } from '../context/context-registry.js';
import { ProblemError, PROBLEMS } from '../http/problem.js';
import type { ReadScope } from '../identity/authoriser.js';
import type { Principal } from '../identity/identity.js';
import { omissionCsv } from './omission-csv.js';
import { pageOfOmissions, type FoundOmission } from './omission-pages.js';
import { readOmissionParameters, type OmissionParameters } from './omission-parameters.js';
import type { AskedDuties, Omission, OmissionReport } from './omission-report.js';

/** What answering reports of omissions needs of its host. */
export interface OmissionServiceOptions {
  readonly registry: ContextRegistry;
  /** Reads of all of a context's views, whatever their classification. */
  readonly readsOf: (context: string) => ContextReads;
  readonly scopes: Pick<ReadingScopes, 'ofUnits'>;
  readonly accessLog: AccessLog;
  readonly today: () => LocalDate;
  /** Waits until a context's views show its reader's own write. */
  readonly seen: (asking: Asking) => Promise<void>;
}

/** A page of a report, ready to be sent. */
export interface OmissionAnswer {
  readonly body: JsonValue;
  /** Cursor of the next page. */
  readonly next?: string;
  /** Of a body that is no JSON. */
  readonly mediaType?: string;
}

/** Answers who has not done what by when, within the reader's scope (design §9). */
export class OmissionService {
  constructor(private readonly options: OmissionServiceOptions) {}

  /** @throws {@link ProblemError} `UNKNOWN_VIEW`, `FORBIDDEN`, `PARAMETER_INVALID`; 503 where a reading cannot be put on record */
  async answer(asking: Asking, name: string, query: QueryString): Promise<OmissionAnswer> {
    const report = this.options.registry.omissions(asking.context, name);
    if (report === undefined) throw new ProblemError(PROBLEMS.unknownView);
    const parameters = readOmissionParameters(query, report);
    const scope = await this.#scope(asking, report, parameters);
    await this.options.seen(asking);
    const on = parameters.on ?? this.options.today();
    const { found, next } = await pageOfOmissions(report, this.#asked(asking.context, on), {
      ledgers: ledgersWithin(scope, this.#owners(asking.context, report)),
      current: on >= this.options.today(),
      wanted: wantedBy(scope, parameters),
      limit: parameters.limit,
      ...(parameters.cursor !== undefined && { cursor: parameters.cursor }),
    });
    await this.#record(report, scope.principal, found);
    return answerOf(report, { on, rows: found.map(({ omission }) => omission), next }, parameters);
  }

  /** Whoever may ask about a unit may ask about all below it. */
  async #scope(asking: Asking, report: OmissionReport, { unit }: OmissionParameters): Promise<ReadScope> {
    const [home, branch] = unit?.split('/', 2) ?? [];
    const scope = await this.options.scopes.ofUnits(asking, report.allow, home === undefined ? [] : [home]);
    if (scope.principal.clearance < report.classification) throw new ProblemError(PROBLEMS.forbidden);
    if (home === undefined || branch !== undefined || scope.branches !== undefined || report.allow.scope === 'unit')
      return scope;
    const below = await this.#fact(asking.context)({ fact: SUBORDINATES_FACT, key: home });
    return { ...scope, bureaus: [home, ...(Array.isArray(below) ? below.map(String) : [])] };
  }

  #owners(context: string, { among }: OmissionReport): ReadonlySet<string> {
    const served = this.options.registry.view(context, among.view);
    if (served === undefined) throw new ProblemError(PROBLEMS.unknownView);
    return contextsOf(served.view);
  }

  #fact(context: string): AskedDuties['fact'] {
    const { registry, readsOf } = this.options;
    return async (query) => (await registry.fact(context, query.fact)?.(query, readsOf(context)))?.value ?? null;
  }

  #asked(context: string, on: LocalDate): AskedDuties {
    const loaded = new Map<string, Promise<unknown>>();
    const reads = this.options.readsOf(context);
    return {
      on,
      reads,
      fact: (query) => this.#fact(context)({ on, ...query }),
      dayOf: (date) => reads.dayOf(date),
      once: <T>(key: string, load: () => Promise<T>): Promise<T> => {
        const value = loaded.get(key) ?? load();
        loaded.set(key, value);
        return value as Promise<T>; // of whoever named it so
      },
    };
  }

  async #record(report: OmissionReport, principal: Principal, found: readonly FoundOmission[]): Promise<void> {
    if (report.classification < RECORDED_FROM) return;
    const records = new Map(found.map(({ ledger, key }) => [`${ledger}/${key}`, { ledger, key }]));
    await recordRead(this.options.accessLog, principal, report.name, [...records.values()]);
  }
}

/** Rows of the unit that was asked for, of the branches that the reader sees, and of the duties that were named. */
function wantedBy({ branches }: ReadScope, { unit, duties }: OmissionParameters): (omission: Omission) => boolean {
  const named = unit?.includes('/') === true ? [unit] : undefined;
  const within = [branches, named].filter((units) => units !== undefined);
  return (omission) =>
    (duties.length === 0 || duties.includes(omission.duty)) &&
    within.every((units) => units.some((reference) => isOf(omission, reference)));
}

/** A unit stands in a row by its code or by its reference. */
function isOf({ bureau, unit }: Omission, reference: string): boolean {
  return unit === reference || `${bureau}/${unit}` === reference;
}

async function answerOf(
  report: OmissionReport,
  { on, rows, next }: { readonly on: LocalDate; readonly rows: readonly Omission[]; readonly next: string | undefined },
  { format }: OmissionParameters,
): Promise<OmissionAnswer> {
  const further = next !== undefined && { next };
  if (format === 'csv')
    return { body: await omissionCsv(rows, report), mediaType: 'text/csv; charset=utf-8', ...further };
  const { name, clauses, title, duties } = report;
  const body = { report: name, clauses, title: { ...title }, duties, on, rows, ...further };
  return { body: body as unknown as JsonObject, ...further }; // holds JSON only
}
