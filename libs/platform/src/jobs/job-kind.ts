import type { FactQuery, Instant, JsonObject, JsonValue, LedgerId, LocalDate, Sentence } from '@taizhang/kernel';
import type { FieldIndex } from '@taizhang/views-port';
import type { z } from 'zod';
import type { ListAnswer } from '../asking/view-service.js';
import type { TimelineAddress } from '../asking/timeline.js';
import type { QueryString } from '../asking/view-parameters.js';
import type { CommandResult } from '../deciding/command-request.js';
import type { ProblemError } from '../http/problem.js';
import type { RecordBundle } from '../seals/record-bundles.js';
import type { ExportedEvent } from '../streams/exported-events.js';

/** A file that a kind of job is started with, as the body of the request; its parameters then stand in the address. */
export interface JobUpload {
  readonly maxBytes: number;
  readonly mediaTypes: readonly string[];
}

/** A file that a job made. */
export interface JobFile {
  /** As it is saved under; nothing of anybody's. */
  readonly name: string;
  readonly mediaType: string;
  /** What the access ledger calls it: `XLSX`, `CSV`. */
  readonly format: string;
  readonly content: AsyncIterable<Uint8Array>;
}

/** What a job came to. */
export interface JobOutcome {
  /** Asked for once, after `run` has returned: it may still read and tell its progress. */
  readonly file?: JobFile;
  /** Counts and codes, for whoever started it; asked for when the file is written. */
  readonly summary?: () => JsonObject;
}

/** A command that a job gives; its commit id follows from the job, its place in it and the command, so that a repeat changes nothing. */
export interface JobCommand {
  readonly aggregate: string;
  readonly verb: string;
  readonly bureau: string;
  readonly id: string;
  readonly input: JsonObject;
}

/** Which of several commands would be refused, and how. */
export interface RehearsedRefusal {
  readonly at: number;
  readonly problem: ProblemError;
}

/**
 * What a job works with. Everything is done under the powers of whoever started it, judged anew each time. A job may be run
 * again from the start after a crash: what it reported stays, and its commands are repeats.
 */
export interface JobWork {
  readonly id: string;
  readonly context: string;
  /** Aborted when the job is cancelled, or the host stops: nothing needs to be tidied up. */
  readonly signal: AbortSignal;
  /** By the store's clock. */
  readonly today: LocalDate;
  readonly now: Instant;
  /** A page of a view as its list gives it, recorded like any reading. @throws as the list does */
  list(view: string, query: QueryString): Promise<ListAnswer>;
  /** How the fields of a view are indexed, by their paths: what they hold. */
  fieldsOf(view: string): Readonly<Record<string, FieldIndex>>;
  /**
   * Events of the context by the parameters of its stream, as there are when it is called, batch by batch, with how many there are
   * to be read; recorded like any reading. @throws as the stream does
   */
  events(query: QueryString): AsyncIterable<{ readonly events: readonly ExportedEvent[]; readonly total: number }>;
  /** The proof of a record of the context, up to what may be seen; recorded as read. @throws as its timeline does, and `NOT_SEALED` */
  bundle(record: TimelineAddress): Promise<RecordBundle>;
  /** A fact as decisions have it, such as a policy in force; `undefined` where the context provides none of that name. */
  fact(query: FactQuery): Promise<JsonValue | undefined>;
  /** From now on lists show everything that a ledger of the context holds by now. */
  catchUp(ledger: LedgerId): Promise<void>;
  /** Decides commands for one aggregate one after another, without recording anything. `undefined` = all would be done. */
  rehearse(commands: readonly JobCommand[]): Promise<RehearsedRefusal | undefined>;
  /** Gives a command. @param place number of the row that it is of @throws its refusal */
  give(place: number, command: JobCommand): Promise<CommandResult>;
  /** Tells how far it is. @throws when the job is to stop */
  progress(done: number, total?: number): Promise<void>;
  /** Keeps results of rows, in their order, behind those that are kept. */
  report(results: readonly JsonObject[]): Promise<void>;
  /** Rows that have their result, from an earlier run too. */
  reported(): Promise<number>;
  /** What was reported so far, in order. */
  results(): AsyncIterable<JsonObject>;
  /** The file that the job was started with. */
  upload(): Promise<Buffer>;
}

/** A kind of job of a context: `POST /api/jobs/<context>.<name>`. */
export interface JobKind<Params extends z.ZodObject = z.ZodObject> {
  /** kebab-case. */
  readonly name: string;
  readonly title: Sentence;
  readonly params: Params;
  /** What it is about, and of which bureaus (none = all within reach): whoever may read that may start it. */
  readonly about: (params: z.output<Params>) => JobSubject;
  readonly upload?: JobUpload;
  readonly run: (params: z.output<Params>, work: JobWork) => Promise<JobOutcome>;
}

/** What a job reads: a view, as its list gives it, the events of its context, as its stream gives them, or one record. */
export type JobSubject = { readonly bureaus: readonly string[] } & (
  { readonly view: string } | { readonly stream: true } | { readonly record: TimelineAddress }
);

/** A {@link JobKind} of any parameters, as a context lists it. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- parameters are parsed by the kind's own schema before `run`
export type AnyJobKind = JobKind<any>;

/** Declares a kind of job. */
export function jobKind<const Params extends z.ZodObject>(kind: JobKind<Params>): JobKind<Params> {
  return kind;
}
