import { randomUUID } from 'node:crypto';
import type { JsonObject } from '@taizhang/kernel';
import { eventually } from '@taizhang/testkit';
import type { Deployment } from '../deployments/deployment.js';

/** Media type of a workbook. */
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** A job as it is shown. */
export interface ShownJob {
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  readonly expiresAt: string;
  readonly progress: { readonly done: number; readonly total: number | null };
  readonly summary: JsonObject | null;
  readonly failure: { readonly code: string; readonly detail: { readonly zh: string; readonly en: string } } | null;
  readonly file: {
    readonly href: string;
    readonly name: string;
    readonly mediaType: string;
    readonly size: number;
  } | null;
  readonly results: { readonly count: number; readonly items: readonly RowResult[]; readonly next: number | null };
}

/** What an import says of a row. */
export interface RowResult {
  readonly row: number;
  readonly code: string;
  readonly measure: string | null;
  readonly outcome: string;
  readonly commands: readonly string[];
  readonly faults: readonly {
    readonly sheet: string;
    readonly cell: string;
    readonly code: string;
    readonly zh: string;
    readonly en: string;
    readonly level: string;
  }[];
}

/** An answer, whatever it is. */
export interface JobAnswer {
  readonly status: number;
  readonly body: ShownJob & { readonly code?: string };
}

/** How long a job may take on a busy machine, the silence of a killed host included, in milliseconds. */
const JOB_DEADLINE_MS = 120_000;

/** Starts jobs and asks after them, as whoever signs a request. */
export class JobClient {
  constructor(private readonly deployment: () => Deployment) {}

  #url(path: string): string {
    return `${this.deployment().urlOf('issues')}/api/${path}`;
  }

  async start(kind: string, params: object, authorization: string, key: string = randomUUID()): Promise<JobAnswer> {
    return answerOf(
      await fetch(this.#url(`jobs/${kind}`), {
        method: 'POST',
        headers: { authorization, 'idempotency-key': key, 'content-type': 'application/json' },
        body: JSON.stringify(params),
      }),
    );
  }

  async upload(
    kind: string,
    params: Readonly<Record<string, string>>,
    file: Uint8Array,
    authorization: string,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<JobAnswer> {
    return answerOf(
      await fetch(this.#url(`jobs/${kind}?${new URLSearchParams(params).toString()}`), {
        method: 'POST',
        headers: { authorization, 'idempotency-key': randomUUID(), 'content-type': XLSX, ...headers },
        body: file as Uint8Array<ArrayBuffer>, // no shared memory
      }),
    );
  }

  async show(id: string, authorization: string, from = 0): Promise<JobAnswer> {
    return answerOf(await fetch(this.#url(`jobs/${id}?from=${String(from)}`), { headers: { authorization } }));
  }

  async list(context: string, authorization: string): Promise<readonly ShownJob[]> {
    const response = await fetch(this.#url(`${context}/jobs`), { headers: { authorization } });
    return ((await response.json()) as { readonly items: readonly ShownJob[] }).items; // as the route answers
  }

  file(id: string, authorization: string): Promise<Response> {
    return fetch(this.#url(`jobs/${id}/file`), { headers: { authorization } });
  }

  async end(id: string, authorization: string): Promise<number> {
    return (await fetch(this.#url(`jobs/${id}`), { method: 'DELETE', headers: { authorization } })).status;
  }

  /** Waits until a job has ended, however. */
  async ended(started: JobAnswer, authorization: string): Promise<ShownJob> {
    if (started.status !== 202) throw new Error(`the job was not accepted: ${JSON.stringify(started)}`);
    const { id } = started.body;
    return eventually(
      `job ${id} has ended`,
      async () => {
        const { body } = await this.show(id, authorization).catch(() => ({ body: undefined })); // a host that is gone for now
        return body !== undefined && ['DONE', 'FAILED', 'CANCELLED'].includes(body.state) ? body : undefined;
      },
      { deadlineMs: JOB_DEADLINE_MS },
    );
  }

  /** The file of a job that is done. */
  async made(started: JobAnswer, authorization: string): Promise<Buffer> {
    const { id, state, failure } = await this.ended(started, authorization);
    const response = await this.file(id, authorization);
    if (response.status !== 200) throw new Error(`${state} ${JSON.stringify(failure)} ${await response.text()}`);
    return Buffer.from(await response.arrayBuffer());
  }
}

async function answerOf(response: Response): Promise<JobAnswer> {
  const text = await response.text();
  return { status: response.status, body: (text === '' ? {} : JSON.parse(text)) as JobAnswer['body'] }; // as our API answers
}

/** All bytes of a file that is made in parts. */
export async function bytesOf(parts: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const part of parts) all.push(part);
  return Buffer.concat(all);
}
