import type { Readable } from 'node:stream';
import { Controller, Delete, Get, HttpCode, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { JsonObject } from '@taizhang/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { mediaTypeOf } from '../blobs/media-types.js';
import { ContextRegistry } from '../context/context-registry.js';
import type { QueryString } from '../asking/view-parameters.js';
import { Access, senderOf } from '../http/access.js';
import { ProblemError, PROBLEMS } from '../http/problem.js';
import { idempotencyKeyOf } from '../http/request-headers.js';
import { Jobs } from './jobs.js';
import type { JobRecord } from './job-records.js';

/** Results that are told with a job, at most. */
export const MAX_RESULTS_TOLD = 200;
/** What a browser may do with an export: keep it. */
const FILE_POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'";

/** Jobs (任务): exports, imports and other work that takes its time. */
@Controller('api')
@Access('declared')
export class JobController {
  constructor(
    @Inject(Jobs) private readonly jobs: Jobs,
    @Inject(ContextRegistry) private readonly registry: ContextRegistry,
  ) {}

  /** `kind` is `<context>.<name>`; where it takes a file, the body is the file and the parameters stand in the address. */
  @Post('jobs/:kind')
  @HttpCode(202)
  async start(
    @Param('kind') address: string,
    @Query() query: QueryString,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JsonObject> {
    const { context, name } = partsOf(address, PROBLEMS.unknownJobKind);
    const kind = this.registry.job(context, name);
    if (kind === undefined) throw new ProblemError(PROBLEMS.unknownJobKind);
    const idempotencyKey = idempotencyKeyOf(request);
    const { body, headers } = request;
    const sender = senderOf(request);
    const asked = { context, kind: name, sender, idempotencyKey };
    if (kind.upload === undefined) {
      if (isByteStream(body)) throw new ProblemError(PROBLEMS.mediaType);
      return this.#accepted(await this.jobs.start({ ...asked, params: body }), reply);
    }
    if (!isByteStream(body) || !kind.upload.mediaTypes.includes(mediaTypeOf(headers['content-type'])))
      throw new ProblemError(PROBLEMS.blobType);
    if ((headers['content-encoding'] ?? 'identity') !== 'identity') throw new ProblemError(PROBLEMS.blobType);
    try {
      if (Number(headers['content-length'] ?? 0) > kind.upload.maxBytes) throw new ProblemError(PROBLEMS.tooLarge);
      // what is left of a refused body is read and dropped, or its sender would never read the answer
      const upload = body.iterator({ destroyOnReturn: false });
      return this.#accepted(await this.jobs.start({ ...asked, params: { ...query }, upload }), reply);
    } catch (error) {
      body.resume();
      void reply.header('Connection', 'close');
      throw error;
    }
  }

  /** The download centre (下载中心): jobs of one's own. */
  @Get(':context/jobs')
  async list(@Param('context') context: string, @Req() request: FastifyRequest): Promise<JsonObject> {
    if (this.registry.feature(context) === undefined) throw new ProblemError(PROBLEMS.notFound);
    return { items: (await this.jobs.list(context, senderOf(request))).map(shownJob) };
  }

  @Get('jobs/:id')
  async show(@Param('id') id: string, @Query('from') from: string | undefined, @Req() request: FastifyRequest) {
    partsOf(id, PROBLEMS.unknownJob);
    if (from !== undefined && !/^(0|[1-9]\d{0,8})$/.test(from))
      throw new ProblemError(PROBLEMS.parameterInvalid, { parameter: 'from' });
    const { job } = await this.jobs.own(id, senderOf(request));
    const first = Number(from ?? 0);
    const [items, count] = [await this.jobs.results(job, first, MAX_RESULTS_TOLD), await this.jobs.resultCount(job)];
    const next = first + items.length < count && items.length > 0 ? first + items.length : null;
    return { ...shownJob(job), results: { count, from: first, items, next } };
  }

  @Get('jobs/:id/file')
  async file(@Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    partsOf(id, PROBLEMS.unknownJob);
    const { file, content } = await this.jobs.openFile(await this.jobs.own(id, senderOf(request)));
    await reply
      .headers({
        'Content-Length': String(file.size),
        'Content-Disposition': dispositionOf(file.name),
        'Content-Security-Policy': FILE_POLICY,
        'Cache-Control': 'no-store',
      })
      .type(file.mediaType)
      .send(content);
  }

  /** Cancels what is at work, removes what has ended. */
  @Delete('jobs/:id')
  @HttpCode(204)
  async end(@Param('id') id: string, @Req() request: FastifyRequest): Promise<void> {
    partsOf(id, PROBLEMS.unknownJob);
    await this.jobs.end(await this.jobs.own(id, senderOf(request)));
  }

  #accepted(job: JobRecord, reply: FastifyReply): JsonObject {
    void reply.header('Location', `/api/jobs/${job.id}`);
    return shownJob(job);
  }
}

/** Nothing but what its owner asked for and counts: no value of any record. */
function shownJob({ id, context, state, created, until, content }: JobRecord): JsonObject {
  const { kind, params, done, total, summary, failure, file, finishedAt } = content;
  return {
    id,
    kind: `${context}.${kind}`,
    params,
    state,
    createdAt: new Date(created).toISOString(),
    expiresAt: new Date(until).toISOString(),
    finishedAt,
    progress: { done, total },
    summary,
    failure: failure && { code: failure.code, detail: { zh: failure.sentence.zh, en: failure.sentence.en } },
    file: file && { href: `/api/jobs/${id}/file`, name: file.name, mediaType: file.mediaType, size: file.size },
  };
}

/** @throws the given problem for what is no `<context>.<rest>` */
function partsOf(address: string, otherwise: typeof PROBLEMS.unknownJob | typeof PROBLEMS.unknownJobKind) {
  const [, context, name] = /^([a-z][a-z0-9-]{0,40})\.([a-z0-9][a-z0-9-]{0,80})$/.exec(address) ?? [];
  if (context === undefined || name === undefined) throw new ProblemError(otherwise);
  return { context, name };
}

/** In the form of RFC 6266, with a plain name for whoever does not know it. */
function dispositionOf(name: string): string {
  const plain = `export${/\.[a-z]{1,7}$/.exec(name)?.[0] ?? ''}`;
  return `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`;
}

function isByteStream(body: unknown): body is Readable {
  return typeof body === 'object' && body !== null && 'iterator' in body && 'resume' in body;
}
