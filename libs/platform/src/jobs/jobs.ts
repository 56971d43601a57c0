import type { Readable } from 'node:stream';
import { MAX_LISTED_JOBS, type JobRows } from '@taizhang/jobs-port';
import {
  commitIdOfRequest,
  instantMs,
  isLedgerId,
  ledgerId,
  type Clock,
  type JsonObject,
  type LedgerId,
} from '@taizhang/kernel';
import { canonicalize } from '@taizhang/ledger';
import { MAX_LEDGERS_EXPORTED } from '@taizhang/contracts';
import { recordedReader, recordOrRefuse, type AccessLog } from '../access-log/access-log.js';
import type { ReadingScopes } from '../asking/reading-scope.js';
import type { Timelines } from '../asking/timeline.js';
import type { ContextRegistry } from '../context/context-registry.js';
import { inputProblem } from '../http/command-body.js';
import { ProblemError, PROBLEMS, retryLater } from '../http/problem.js';
import type { Power, Principal, Sender } from '../identity/identity.js';
import { STREAM_READERS } from '../streams/event-streams.js';
import type { JobPower, MadeFile } from './job-content.js';
import type { JobFiles } from './job-files.js';
import type { AnyJobKind } from './job-kind.js';
import { keyNameOfJob, type JobRecord, type JobRecords } from './job-records.js';

/** How long a job and what it made are kept, in milliseconds: 7 days (design §9). */
export const JOB_RETENTION_MS = 7 * 24 * 3_600_000;
/** Most jobs of one account that wait or are at work in a context. */
export const MAX_OPEN_JOBS = 5;
/** When an account that has too many may try again, in milliseconds. */
const TRY_AGAIN_MS = 30_000;

/** What jobs need of their host. */
export interface JobsOptions {
  readonly authority: string;
  readonly registry: Pick<ContextRegistry, 'job' | 'view' | 'feature'>;
  readonly rows: JobRows;
  readonly records: JobRecords;
  readonly files: JobFiles;
  readonly scopes: Pick<ReadingScopes, 'of' | 'ofBureaus'>;
  /** Judges who may read a record. */
  readonly timelines: Pick<Timelines, 'reader'>;
  readonly powersOf: (sender: Sender, context: string) => Promise<readonly Power[]>;
  readonly accessLog: AccessLog;
  readonly clock: Clock;
  /** Told that there is something to do. */
  readonly wake: () => void;
}

/** A job that is asked for. */
export interface JobRequest {
  readonly context: string;
  readonly kind: string;
  readonly params: unknown;
  /** The file that comes with it, where its kind takes one. */
  readonly upload?: AsyncIterable<Uint8Array>;
  readonly sender: Sender;
  /** Names the request: sent again, it starts nothing new. */
  readonly idempotencyKey: string;
}

/** A job as its owner sees it, and under which power. */
export interface OwnJob {
  readonly job: JobRecord;
  readonly reader: Principal;
}

/** Starts jobs and shows them to whoever started them, for as long as they hold the power they had then. */
export class Jobs {
  constructor(private readonly options: JobsOptions) {}

  /** @throws {@link ProblemError} `UNKNOWN_JOB_KIND`, `FORBIDDEN`, `INPUT_INVALID`, `TOO_MANY_JOBS`; what the upload throws */
  async start({ context, kind: name, params, upload, sender, idempotencyKey }: JobRequest): Promise<JobRecord> {
    const { registry, records, rows, files, clock } = this.options;
    const kind = registry.job(context, name);
    if (kind === undefined) throw new ProblemError(PROBLEMS.unknownJobKind);
    const parsed = parsedParams(kind, params);
    const power = await this.#powerAt(context, kind, parsed, sender);
    const id = `${context}.${commitIdOfRequest(`${this.options.authority}/jobs/${context}`, sender.account, idempotencyKey)}`;
    const known = await records.get(id);
    if (known !== undefined) return sameRequest(known, name, parsed);
    const open = (await rows.unfinished(context)).filter(({ owner }) => owner === sender.account);
    if (open.length >= MAX_OPEN_JOBS) throw retryLater(PROBLEMS.tooManyJobs, TRY_AGAIN_MS);
    const kept =
      upload === undefined ? null : await files.put(context, keyNameOfJob(id), upload, kind.upload?.maxBytes);
    const created = instantMs(clock.now());
    const record: JobRecord = {
      id,
      context,
      owner: sender.account,
      state: 'WAITING',
      created,
      until: created + JOB_RETENTION_MS,
      revision: 0,
      content: {
        kind: name,
        params: parsed,
        sender,
        power,
        upload: kept,
        file: null,
        ledgers: ledgersOf(context, kind.about(parsed).bureaus),
        done: 0,
        total: null,
        summary: null,
        failure: null,
        finishedAt: null,
        attempts: 0,
      },
    };
    // Sent twice at once, one of both is the first.
    if (!(await records.add(record))) return sameRequest((await records.get(id)) ?? record, name, parsed);
    this.options.wake();
    return record;
  }

  /** Jobs of an account, newest first. What their powers allow no more is left out. */
  async list(context: string, sender: Sender): Promise<readonly JobRecord[]> {
    const own = await this.options.records.ownedBy(context, sender.account);
    const seen: JobRecord[] = [];
    for (const job of own.slice(0, MAX_LISTED_JOBS))
      if (!this.#isOver(job) && (await this.#readerOf(job, sender)) !== undefined) seen.push(job);
    return seen;
  }

  /** @throws {@link ProblemError} `UNKNOWN_JOB` for those of others, `FORBIDDEN` without the power it was started under */
  async own(id: string, sender: Sender): Promise<OwnJob> {
    const job = await this.options.records.get(id);
    if (job === undefined || job.owner !== sender.account) throw new ProblemError(PROBLEMS.unknownJob);
    if (this.#isOver(job)) {
      await this.options.records.remove(job);
      throw new ProblemError(PROBLEMS.unknownJob);
    }
    const reader = await this.#readerOf(job, sender);
    if (reader === undefined) throw new ProblemError(PROBLEMS.forbidden);
    return { job, reader };
  }

  results(job: JobRecord, from: number, most: number): Promise<readonly JsonObject[]> {
    return this.options.records.results(job, from, most);
  }

  resultCount(job: JobRecord): Promise<number> {
    return this.options.records.resultCount(job.id);
  }

  /** Cancels what is at work; of what has ended, removes all that is kept. */
  async end({ job }: OwnJob): Promise<void> {
    const { records } = this.options;
    if (job.state !== 'WAITING' && job.state !== 'RUNNING') {
      await records.remove(job);
      return;
    }
    for (let current: JobRecord | undefined = job; current !== undefined; current = await records.get(job.id)) {
      const cancelled = await records.replace(current, 'CANCELLED', { finishedAt: this.options.clock.now() });
      if (cancelled !== undefined || (current.state !== 'WAITING' && current.state !== 'RUNNING')) break;
    }
    this.options.wake();
  }

  /**
   * Opens the file that a job made, once it is on record who takes it away.
   * @throws {@link ProblemError} `JOB_UNFINISHED`, `JOB_ERASED`, `ACCESS_LOG_UNAVAILABLE`
   */
  async openFile({ job, reader }: OwnJob): Promise<{ readonly file: MadeFile; readonly content: Readable }> {
    const { file, failure } = job.content;
    if (failure?.code === PROBLEMS.jobErased.code) throw new ProblemError(PROBLEMS.jobErased);
    if (file === null) throw new ProblemError(PROBLEMS.jobUnfinished);
    await this.#record(job, file, reader);
    const content = await this.options.files.open(job.context, keyNameOfJob(job.id), file);
    if (content === undefined) throw new ProblemError(PROBLEMS.jobErased);
    return { file, content };
  }

  async #record({ id, content }: JobRecord, { format }: MadeFile, by: Principal): Promise<void> {
    const { bureau, reader } = recordedReader(by);
    const { ledgers, done } = content;
    const parts = Array.from({ length: Math.max(1, Math.ceil(ledgers.length / MAX_LEDGERS_EXPORTED)) }, (_none, n) =>
      ledgers.slice(n * MAX_LEDGERS_EXPORTED, (n + 1) * MAX_LEDGERS_EXPORTED),
    );
    const entries = parts.map((part) => {
      const data = { ...reader, job: id, kind: content.kind, format, records: done, ledgers: [...part] };
      return { type: 'RecordsExported', bureau, data } as const;
    });
    await recordOrRefuse(this.options.accessLog, entries);
  }

  /** The power by which a sender may start a job: the one that the view's list would be shown under. */
  async #powerAt(context: string, kind: AnyJobKind, params: JsonObject, sender: Sender): Promise<JobPower> {
    const { principal } = await this.#scope(context, kind, params, sender);
    const powers = await this.options.powersOf(sender, context);
    const used = powers.find(
      ({ role, unit, clearance, onBehalfOf }) =>
        role === principal.actor.role &&
        unit === principal.unit &&
        clearance === principal.clearance &&
        onBehalfOf === principal.onBehalfOf,
    );
    if (used === undefined) throw new ProblemError(PROBLEMS.forbidden);
    return { id: used.id, role: used.role, unit: used.unit, clearance: used.clearance };
  }

  /** Who looks at a job, if the power it was started under is still held and still reaches as far. */
  async #readerOf({ context, content }: JobRecord, sender: Sender): Promise<Principal | undefined> {
    const { power, kind: name, params, failure } = content;
    const { account, person, claimed } = sender;
    const whole: Sender = {
      account,
      ...(person !== undefined && { person }),
      ...(claimed !== undefined && { claimed }),
    };
    const held = (await this.options.powersOf(whole, context)).some(
      ({ id, role, unit, clearance }) =>
        id === power.id && role === power.role && unit === power.unit && clearance >= power.clearance,
    );
    const kind = this.options.registry.job(context, name);
    if (!held || kind === undefined) return undefined;
    const asked = failure?.code === PROBLEMS.jobErased.code ? undefined : params;
    try {
      if (asked === undefined) return { actor: { id: account, role: power.role }, unit: power.unit, clearance: 0 };
      return (await this.#scope(context, kind, asked, { ...whole, requested: power.id })).principal;
    } catch (error) {
      if (error instanceof ProblemError && error.definition.status === 403) return undefined;
      throw error;
    }
  }

  async #scope(
    context: string,
    kind: AnyJobKind,
    params: JsonObject,
    sender: Sender,
  ): Promise<{ readonly principal: Principal }> {
    const { registry, scopes, timelines } = this.options;
    const subject = kind.about(params);
    const { bureaus } = subject;
    const served = 'view' in subject ? registry.view(context, subject.view) : undefined;
    if ('view' in subject && served === undefined) throw new ProblemError(PROBLEMS.unknownView);
    if (!bureaus.every((bureau) => isLedgerId(`${context}/${bureau}`)))
      throw new ProblemError(PROBLEMS.parameterInvalid, { parameter: 'bureau' });
    if ('record' in subject) return { principal: await timelines.reader({ context, sender }, subject.record) };
    if (served !== undefined) return scopes.of({ context, sender }, served, bureaus);
    const allow = registry.feature(context)?.stream ?? STREAM_READERS;
    return scopes.ofBureaus({ context, sender }, allow, bureaus);
  }

  #isOver({ until }: JobRecord): boolean {
    return until <= instantMs(this.options.clock.now());
  }
}

function parsedParams(kind: AnyJobKind, params: unknown): JsonObject {
  if (typeof params !== 'object' || params === null || Array.isArray(params))
    throw new ProblemError(PROBLEMS.bodyMissing);
  const read = kind.params.strict().safeParse(params);
  if (!read.success) throw inputProblem(read.error.issues);
  return read.data as JsonObject; // parsed JSON is JSON
}

/** @throws `IDEMPOTENCY_KEY_REUSED` where the same key names something else */
function sameRequest(known: JobRecord, kind: string, params: JsonObject): JobRecord {
  const { content } = known;
  const isErased = content.failure?.code === PROBLEMS.jobErased.code;
  if (content.kind !== kind || (!isErased && canonicalize(content.params) !== canonicalize(params)))
    throw new ProblemError(PROBLEMS.keyReused);
  return known;
}

function ledgersOf(context: string, bureaus: readonly string[]): readonly LedgerId[] {
  return bureaus.map((bureau) => ledgerId(context, bureau));
}
