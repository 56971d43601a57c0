import type { Readable } from 'node:stream';
import { Controller, Get, HttpCode, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { isBlobAddress } from '@taizhang/blobs-port';
import { bureauOfPerson } from '@taizhang/contracts';
import { commitIdOfRequest, isLedgerId, type LedgerId } from '@taizhang/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RECORDED_FROM, recordRead } from '../access-log/access-log.js';
import { ViewService } from '../asking/view-service.js';
import { CONTEXT_FACILITIES, type ContextFacilities } from '../context/context-facilities.js';
import type { BlobReference } from '../context/context-feature.js';
import { ContextRegistry } from '../context/context-registry.js';
import { Access, senderOf } from '../http/access.js';
import { ProblemError, PROBLEMS } from '../http/problem.js';
import { idempotencyKeyOf } from '../http/request-headers.js';
import type { Principal, Sender } from '../identity/identity.js';
import { BlobVault, type BlobFacts } from './blob-vault.js';
import { MEDIA_TYPES, mediaTypeOf } from './media-types.js';

/** What a browser may do with evidence: keep it. */
const BLOB_POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'";
const UNIT = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** Upload and download of evidence (佐证材料), for every context that takes it. */
@Controller('api/:context/:bureau/blobs')
@Access('declared')
export class BlobController {
  constructor(
    @Inject(BlobVault) private readonly vault: BlobVault,
    @Inject(ContextRegistry) private readonly registry: ContextRegistry,
    @Inject(ViewService) private readonly views: ViewService,
    @Inject(CONTEXT_FACILITIES) private readonly facilities: ContextFacilities,
  ) {}

  /** The body is the material itself; `unit` names the branch that uploads, where it is not the bureau, `about` a person whom it is about. */
  @Post()
  @HttpCode(201)
  async upload(
    @Param() { context, bureau }: { readonly context: string; readonly bureau: string },
    @Query('unit') unit: string | undefined,
    @Query('about') about: string | undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<BlobFacts> {
    const { blobs, ledger } = this.#declared(context, bureau);
    if (unit !== undefined && !UNIT.test(unit))
      throw new ProblemError(PROBLEMS.parameterInvalid, { parameter: 'unit' });
    if (about !== undefined && bureauOfPerson(about) === undefined)
      throw new ProblemError(PROBLEMS.parameterInvalid, { parameter: 'about' });
    const key = idempotencyKeyOf(request);
    const sender = senderOf(request);
    await this.facilities.authorise(sender, blobs.upload, context, bureau, unit === undefined ? [] : [unit]);
    const { body, headers } = request;
    if (!isByteStream(body)) throw new ProblemError(PROBLEMS.blobType);
    if ((headers['content-encoding'] ?? 'identity') !== 'identity') throw new ProblemError(PROBLEMS.blobType);
    if (Number(headers['content-length'] ?? 0) > this.vault.maxBytes) throw new ProblemError(PROBLEMS.tooLarge);
    const upload = commitIdOfRequest(`${this.facilities.authority}/${ledger}`, sender.account, key);
    try {
      // what is left of a refused body is read and dropped, or its sender would never read the answer
      const content = body.iterator({ destroyOnReturn: false });
      return await this.vault.keep(ledger, upload, mediaTypeOf(headers['content-type']), content, about);
    } catch (error) {
      body.resume();
      void reply.header('Connection', 'close');
      throw error;
    }
  }

  /** Only what a record refers to that this reader may see; to all others there is nothing here. */
  @Get(':sha256')
  async download(
    @Param() { context, bureau, sha256 }: Readonly<Record<'context' | 'bureau' | 'sha256', string>>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { ledger } = this.#declared(context, bureau);
    if (!isBlobAddress(sha256)) throw new ProblemError(PROBLEMS.notFound);
    const { classification, reader } = await this.#readable(senderOf(request), { context, bureau, ledger, sha256 });
    const opened = await this.vault.open(ledger, sha256);
    if (opened === 'erased') throw new ProblemError(PROBLEMS.blobErased);
    const { content, mediaType, size } = opened;
    try {
      if (classification >= RECORDED_FROM)
        await recordRead(this.facilities.accessLog, reader, 'blobs', [{ ledger, key: sha256 }]);
    } catch (error) {
      content.destroy();
      throw error;
    }
    const extension = Object.hasOwn(MEDIA_TYPES, mediaType) ? MEDIA_TYPES[mediaType]?.extension : undefined;
    await reply
      .headers({
        'Content-Length': String(size),
        'Content-Disposition': `attachment; filename="${sha256.slice(0, 16)}.${extension ?? 'bin'}"`,
        'Content-Security-Policy': BLOB_POLICY,
      })
      .type(mediaType)
      .send(content);
  }

  #declared(context: string, bureau: string) {
    const blobs = this.registry.feature(context)?.blobs;
    const ledger = `${context}/${bureau}`;
    if (blobs === undefined || !isLedgerId(ledger)) throw new ProblemError(PROBLEMS.notFound);
    return { blobs, ledger };
  }

  /** @throws problem 404 unless one of the documents that refer to the blob is this reader's to see */
  async #readable(
    sender: Sender,
    {
      context,
      bureau,
      ledger,
      sha256,
    }: Readonly<Record<'context' | 'bureau' | 'sha256', string>> & { ledger: LedgerId },
  ): Promise<{ readonly classification: number; readonly reader: Principal }> {
    const view = this.registry.feature(context)?.blobs?.references ?? '';
    const found = await this.facilities.readsOf(context).get(view, ledger, sha256);
    if (found === undefined) throw new ProblemError(PROBLEMS.notFound);
    const { classification, documents } = found.doc as unknown as BlobReference; // as `BlobDeclaration.references` promises
    for (const { view: shown, key } of documents) {
      const reader = await this.#readerOf(sender, context, bureau, shown, key);
      if (reader !== undefined && reader.clearance >= Math.max(1, classification)) return { classification, reader };
    }
    throw new ProblemError(PROBLEMS.notFound);
  }

  /** Under which power a sender sees a document; `undefined` when under none. */
  async #readerOf(
    sender: Sender,
    context: string,
    bureau: string,
    view: string,
    key: string,
  ): Promise<Principal | undefined> {
    try {
      return (await this.views.document({ context, sender }, { view, bureau, key, owner: context })).reader;
    } catch (error) {
      if (error instanceof ProblemError && [403, 404].includes(error.definition.status)) return undefined;
      throw error;
    }
  }
}

function isByteStream(body: unknown): body is Readable {
  return typeof body === 'object' && body !== null && 'iterator' in body && 'resume' in body;
}
