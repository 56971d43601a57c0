import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  paginateListObjectsV2,
  S3Client,
  type ListMultipartUploadsCommandOutput,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import {
  isBlobAddress,
  measured,
  type BlobStore,
  type ByteRange,
  type ReadBlob,
  type StoredBlob,
} from '@taizhang/blobs-port';
import { isLedgerId, type Instant, type LedgerId } from '@taizhang/kernel';
import { asStoreError, isMissing } from './s3-errors.js';

/** Bytes of a part of an upload, the least that S3 takes: what one put holds in memory, times {@link PARTS_IN_FLIGHT}. */
export const PART_BYTES = 5 * 1024 * 1024;
/** Parts of one upload that are sent at once. */
export const PARTS_IN_FLIGHT = 2;
/** How long a server may take to be connected, in milliseconds. */
export const CONNECTION_TIMEOUT_MS = 5_000;
/** How long a connection may be silent, in milliseconds. */
export const SOCKET_TIMEOUT_MS = 30_000;

/** First part of the keys of blobs, and of those that have not got their address yet. */
const BLOBS = 'blobs/';
const INCOMING = 'incoming/';

/** A bucket of an S3-compatible server that exists already. */
export interface S3BlobStoreOptions {
  /** Absent: the service of the region. */
  readonly endpoint?: string;
  readonly region: string;
  readonly bucket: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/**
 * Blobs as objects of one bucket: `blobs/<context>/<bureau>/<sha256>`. An object appears whole or not at all; since its address
 * is known only at its end, it is sent under a random key, copied within the bucket, and the draft deleted.
 */
export class S3BlobStore implements BlobStore {
  readonly #client: S3Client;
  readonly #bucket: string;

  constructor({ endpoint, region, bucket, accessKeyId, secretAccessKey }: S3BlobStoreOptions) {
    this.#bucket = bucket;
    this.#client = new S3Client({
      region,
      credentials: { accessKeyId, secretAccessKey },
      forcePathStyle: endpoint !== undefined, // a server of one's own has seldom a name per bucket
      requestChecksumCalculation: 'WHEN_REQUIRED', // many compatible servers know no trailing checksums
      responseChecksumValidation: 'WHEN_REQUIRED',
      requestHandler: { connectionTimeout: CONNECTION_TIMEOUT_MS, socketTimeout: SOCKET_TIMEOUT_MS },
      ...(endpoint !== undefined && { endpoint }),
    });
  }

  async put(ledger: LedgerId, source: AsyncIterable<Uint8Array>, maxBytes: number): Promise<StoredBlob> {
    const { content, size, sha256, sourceError } = measured(source, maxBytes);
    const draft = `${INCOMING}${randomUUID()}`;
    try {
      await this.#upload(draft, content);
      const key = keyOf(ledger, sha256());
      const from = { CopySource: `${this.#bucket}/${draft}` };
      const copied = await this.#client.send(new CopyObjectCommand({ ...this.#at(key), ...from }));
      await this.#discard(draft);
      const storedAt = copied.CopyObjectResult?.LastModified ?? new Date();
      return { ledger, sha256: key.slice(-64), size: size(), storedAt: storedAt.toISOString() };
    } catch (error) {
      await this.#discard(draft);
      throw sourceError()?.error ?? asStoreError(error);
    }
  }

  async get(ledger: LedgerId, sha256: string, range?: ByteRange): Promise<ReadBlob | undefined> {
    const key = keyOf(ledger, sha256);
    try {
      if (range !== undefined) return await this.#part(ledger, key, range);
      const { Body, ContentLength = 0, LastModified } = await this.#client.send(new GetObjectCommand(this.#at(key)));
      const content = Body as Readable; // on Node the body of an answer is its stream
      return { ledger, sha256, size: ContentLength, storedAt: instantOfDate(LastModified), content };
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw asStoreError(error);
    }
  }

  async delete(ledger: LedgerId, sha256: string): Promise<void> {
    try {
      await this.#client.send(new DeleteObjectCommand(this.#at(keyOf(ledger, sha256))));
    } catch (error) {
      if (!isMissing(error)) throw asStoreError(error);
    }
  }

  async *list(context: string, before: Instant): AsyncIterable<StoredBlob> {
    const input = { Bucket: this.#bucket, Prefix: `${BLOBS}${context}/` };
    try {
      for await (const { Contents = [] } of paginateListObjectsV2({ client: this.#client }, input)) {
        for (const { Key = '', Size = 0, LastModified } of Contents) {
          const [, bureau = '', sha256 = '', ...more] = Key.slice(BLOBS.length).split('/');
          const ledger = `${context}/${bureau}`;
          const storedAt = instantOfDate(LastModified);
          if (more.length === 0 && isLedgerId(ledger) && isBlobAddress(sha256) && storedAt < before)
            yield { ledger, sha256, size: Size, storedAt };
        }
      }
    } catch (error) {
      throw asStoreError(error);
    }
  }

  async discardUnfinished(before: Instant): Promise<void> {
    const input = { Bucket: this.#bucket, Prefix: INCOMING };
    const paginator = { client: this.#client };
    try {
      for await (const { Contents = [] } of paginateListObjectsV2(paginator, input)) {
        for (const { Key = '', LastModified } of Contents)
          if (instantOfDate(LastModified) < before) await this.#client.send(new DeleteObjectCommand(this.#at(Key)));
      }
      for (let from: { KeyMarker?: string | undefined; UploadIdMarker?: string | undefined } | undefined = {}; from;) {
        const page: ListMultipartUploadsCommandOutput = await this.#client.send(
          new ListMultipartUploadsCommand({ ...input, ...from }),
        );
        await this.#abort(page, before);
        const { IsTruncated, NextKeyMarker: KeyMarker, NextUploadIdMarker: UploadIdMarker } = page;
        from = IsTruncated === true ? { KeyMarker, UploadIdMarker } : undefined;
      }
    } catch (error) {
      throw asStoreError(error);
    }
  }

  close(): Promise<void> {
    this.#client.destroy();
    return Promise.resolve();
  }

  async #upload(key: string, content: AsyncIterable<Uint8Array>): Promise<void> {
    const upload = new Upload({
      client: this.#client,
      params: { ...this.#at(key), Body: Readable.from(content, { objectMode: false }) },
      partSize: PART_BYTES,
      queueSize: PARTS_IN_FLIGHT,
    });
    await upload.done();
  }

  /** The whole size stands in the answer to a range, but a range that begins beyond the end is refused. */
  async #part(ledger: LedgerId, key: string, { start, end }: ByteRange): Promise<ReadBlob> {
    const head = await this.#client.send(new HeadObjectCommand(this.#at(key)));
    const size = head.ContentLength ?? 0;
    const blob = { ledger, sha256: key.slice(-64), size, storedAt: instantOfDate(head.LastModified) };
    if (start >= Math.min(end, size)) return { ...blob, content: Readable.from([]) };
    const Range = `bytes=${String(start)}-${String(Math.min(end, size) - 1)}`;
    const { Body } = await this.#client.send(new GetObjectCommand({ ...this.#at(key), Range }));
    return { ...blob, content: Body as Readable }; // as above
  }

  async #abort({ Uploads = [] }: ListMultipartUploadsCommandOutput, before: Instant): Promise<void> {
    for (const { Key = '', UploadId, Initiated } of Uploads) {
      if (Key.startsWith(INCOMING) && instantOfDate(Initiated) < before)
        await this.#client.send(new AbortMultipartUploadCommand({ ...this.#at(Key), UploadId }));
    }
  }

  /** What cannot be removed now is found by {@link discardUnfinished}. */
  async #discard(draft: string): Promise<void> {
    await this.#client.send(new DeleteObjectCommand(this.#at(draft))).catch(() => undefined);
  }

  #at(Key: string): { readonly Bucket: string; readonly Key: string } {
    return { Bucket: this.#bucket, Key };
  }
}

function keyOf(ledger: LedgerId, sha256: string): string {
  if (!isLedgerId(ledger) || !isBlobAddress(sha256)) throw new RangeError('not the address of a blob');
  return `${BLOBS}${ledger}/${sha256}`;
}

function instantOfDate(date: Date | undefined): Instant {
  return (date ?? new Date()).toISOString(); // a server that tells no time: new enough to be left alone
}
