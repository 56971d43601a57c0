import {
  contextOf,
  derivedUuid,
  commitIdOfRequest,
  localDateOf,
  type Clock,
  type FactAnswer,
  type FactQuery,
  type Instant,
  type JsonObject,
  type JsonValue,
  type LedgerId,
} from '@taizhang/kernel';
import { MAX_RESULTS_AT_ONCE } from '@taizhang/jobs-port';
import type { EventStore } from '@taizhang/event-store-port';
import { canonicalize } from '@taizhang/ledger';
import type { FieldIndex } from '@taizhang/views-port';
import type { TimelineAddress } from '../asking/timeline.js';
import type { QueryString } from '../asking/view-parameters.js';
import type { ListAnswer, ViewService } from '../asking/view-service.js';
import type { ContextRegistry } from '../context/context-registry.js';
import type { CommandRequest, CommandResult } from '../deciding/command-request.js';
import type { Rehearsal } from '../deciding/rehearsal.js';
import { isCommandAddress } from '../http/command-address.js';
import { readCommandBody } from '../http/command-body.js';
import { ProblemError, PROBLEMS } from '../http/problem.js';
import type { Sender } from '../identity/identity.js';
import type { BundleRecord, RecordBundle } from '../seals/record-bundles.js';
import type { ReadEvents } from '../streams/event-streams.js';
import type { ExportedEvent } from '../streams/exported-events.js';
import type { JobContent } from './job-content.js';
import { bytesOf, type JobFiles } from './job-files.js';
import type { JobCommand, JobWork, RehearsedRefusal } from './job-kind.js';
import { keyNameOfJob, type JobRecord, type JobRecords } from './job-records.js';

/** How often progress is written down at most, in milliseconds. */
export const PROGRESS_EVERY_MS = 500;

/** The job was cancelled, removed, taken over or touched by an erasure: whoever works on it drops what he has. */
export class JobLostError extends Error {
  override readonly name = 'JobLostError';
}

/** What work on jobs needs of its host. */
export interface JobWorkshop {
  readonly authority: string;
  readonly timeZone: string;
  readonly clock: Clock;
  readonly registry: ContextRegistry;
  readonly records: JobRecords;
  readonly files: JobFiles;
  readonly views: Pick<ViewService, 'list'>;
  readonly store: Pick<EventStore, 'head'>;
  /** Reads events of a context under a sender's powers. */
  readonly events: ReadEvents;
  /** Makes the proof of a record under a sender's powers. */
  readonly bundleRecord: BundleRecord;
  readonly facts: { readonly answer: (context: string, query: FactQuery) => Promise<FactAnswer | undefined> };
  readonly rehearsal: Pick<Rehearsal, 'of'>;
  /** Gives a command as a request would, its refusal recorded. */
  readonly execute: (request: CommandRequest) => Promise<CommandResult>;
}

/** One run of a job. */
export class JobAtWork implements JobWork {
  /** Ledgers whose documents were read. */
  readonly ledgers: Set<LedgerId>;
  #record: JobRecord;
  #position: { readonly ledger: LedgerId; readonly idx: number } | undefined;
  #done = 0;
  #total: number | null = null;
  #savedAt = Number.NEGATIVE_INFINITY;
  #reported: number | undefined;

  constructor(
    private readonly shop: JobWorkshop,
    record: JobRecord,
    readonly signal: AbortSignal,
  ) {
    this.#record = record;
    this.ledgers = new Set(record.content.ledgers);
  }

  get id(): string {
    return this.#record.id;
  }

  get context(): string {
    return this.#record.context;
  }

  get now(): Instant {
    return this.shop.clock.now();
  }

  get today(): string {
    return localDateOf(this.shop.clock.now(), this.shop.timeZone);
  }

  /** The record as it was written last. */
  get record(): JobRecord {
    return this.#record;
  }

  /** How far it is, as it ends. */
  get counted(): Pick<JobContent, 'done' | 'total'> {
    return { done: this.#done, total: this.#total };
  }

  async list(view: string, query: QueryString): Promise<ListAnswer> {
    this.check();
    const asking = {
      context: this.context,
      sender: this.#sender(),
      ...(this.#position !== undefined && { position: this.#position }),
    };
    const answer = await this.shop.views.list(asking, view, query);
    for (const { ledger } of answer.items) this.ledgers.add(ledger);
    return answer;
  }

  fieldsOf(view: string): Readonly<Record<string, FieldIndex>> {
    return this.shop.registry.view(this.context, view)?.view.fields ?? {};
  }

  async *events(
    query: QueryString,
  ): AsyncGenerator<{ readonly events: readonly ExportedEvent[]; readonly total: number }> {
    this.check();
    const { batches, total } = await this.shop.events(this.context, query, this.#sender(), this.signal);
    for await (const events of batches) {
      this.check();
      for (const { ledger } of events) this.ledgers.add(ledger);
      yield { events, total };
    }
  }

  async bundle(record: TimelineAddress): Promise<RecordBundle> {
    this.check();
    const bundle = await this.shop.bundleRecord({ context: this.context, sender: this.#sender() }, record);
    this.ledgers.add(bundle.ledger);
    return bundle;
  }

  async fact(query: FactQuery): Promise<JsonValue | undefined> {
    return (await this.shop.facts.answer(this.context, query))?.value;
  }

  async catchUp(ledger: LedgerId): Promise<void> {
    if (contextOf(ledger) !== this.context) throw new TypeError('a job waits for ledgers of its own context only');
    const size = (await this.shop.store.head(ledger))?.size ?? 0;
    if (size > 0) this.#position = { ledger, idx: size - 1 };
  }

  async rehearse(commands: readonly JobCommand[]): Promise<RehearsedRefusal | undefined> {
    this.check();
    const requests: CommandRequest[] = [];
    for (const [at, command] of commands.entries()) {
      try {
        requests.push(this.#requestOf(at, command));
      } catch (problem) {
        if (problem instanceof ProblemError) return { at, problem };
        throw problem;
      }
    }
    return this.shop.rehearsal.of(requests);
  }

  async give(place: number, command: JobCommand): Promise<CommandResult> {
    this.check();
    return this.shop.execute(this.#requestOf(place, command));
  }

  async progress(done: number, total?: number): Promise<void> {
    this.check();
    this.#done = done;
    if (total !== undefined) this.#total = total;
    if (performance.now() - this.#savedAt < PROGRESS_EVERY_MS) return;
    this.#savedAt = performance.now();
    await this.save(this.counted);
  }

  async report(results: readonly JsonObject[]): Promise<void> {
    const first = await this.reported();
    await this.shop.records.addResults(this.#record, first, results);
    this.#reported = first + results.length;
  }

  async reported(): Promise<number> {
    this.#reported ??= await this.shop.records.resultCount(this.id);
    return this.#reported;
  }

  async *results(): AsyncGenerator<JsonObject> {
    for (let from = 0; ;) {
      const some = await this.shop.records.results(this.#record, from, MAX_RESULTS_AT_ONCE);
      yield* some;
      from += some.length;
      if (some.length === 0) return;
    }
  }

  async upload(): Promise<Buffer> {
    const { upload } = this.#record.content;
    const content = upload && (await this.shop.files.open(this.context, keyNameOfJob(this.id), upload));
    if (!content) throw new ProblemError(PROBLEMS.jobErased);
    return bytesOf(content);
  }

  /** @throws {@link JobLostError} */
  async save(changes: Partial<JobContent>): Promise<void> {
    const saved = await this.shop.records.replace(this.#record, 'RUNNING', changes);
    if (saved === undefined) throw new JobLostError('the job has changed');
    this.#record = saved;
  }

  /** @throws {@link JobLostError} when the job is to stop */
  check(): void {
    if (this.signal.aborted) throw new JobLostError('the job is to stop');
  }

  /** Whoever started it, under the power that it was started under. */
  #sender(): Sender {
    const { sender, power } = this.#record.content;
    return { ...sender, requested: power.id };
  }

  #requestOf(place: number, { aggregate, verb, bureau, id, input }: JobCommand): CommandRequest {
    const { sender } = this.#record.content;
    const found = this.shop.registry.command(this.context, aggregate, verb);
    if (found === undefined || !isCommandAddress({ context: this.context, bureau, aggregate, id }))
      throw new ProblemError(PROBLEMS.unknownCommand);
    const key = derivedUuid('job', this.id, String(place), aggregate, id, verb, canonicalize(input));
    const log = `${this.shop.authority}/${this.context}/${bureau}`;
    const commitId = commitIdOfRequest(log, sender.account, key);
    return { found, bureau, id, ...readCommandBody(found.command, input), commitId, sender };
  }
}
