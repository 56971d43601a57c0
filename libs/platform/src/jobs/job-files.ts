import { Readable } from 'node:stream';
import type { BlobStore } from '@taizhang/blobs-port';
import { ledgerId, type LedgerId } from '@taizhang/kernel';
import { contentSize, HEAD_BYTES, openBlob, OPENING_BYTES, sealBlob, sealedSize } from '../blobs/blob-cipher.js';
import type { BlobKeys } from '../blobs/blob-vault.js';
import type { KeptFile } from './job-content.js';

/** Largest file that a job makes, in bytes: 512 MiB. */
export const MAX_JOB_FILE_BYTES = 512 * 1024 * 1024;

/** First part of the places where jobs keep files and keys: no context is called so. */
const JOBS = 'jobs';

/** Files of jobs and their keys, one key per job: destroying it makes all that the job holds unreadable. */
export class JobFiles {
  constructor(
    private readonly store: Pick<BlobStore, 'put' | 'get' | 'delete'>,
    private readonly keys: BlobKeys,
  ) {}

  /** The key of a job, made where there is none. */
  async makeKey(context: string, name: string): Promise<Uint8Array> {
    const [key] = await this.keys.make('blob', [{ ledger: placeOf(context), name }]);
    if (key === undefined) throw new TypeError('no key was made');
    return key;
  }

  /** The key of a job; `undefined` when it is destroyed. */
  async key(context: string, name: string): Promise<Uint8Array | undefined> {
    return (await this.keys.get('blob', placeOf(context), [name])).get(name);
  }

  destroyKey(context: string, name: string): Promise<void> {
    return this.keys.destroy('blob', placeOf(context), [name]);
  }

  /** Encrypts and keeps a file as it comes, in constant memory. @throws what the content throws; nothing is kept then */
  async put(
    context: string,
    name: string,
    content: AsyncIterable<Uint8Array>,
    maxBytes = MAX_JOB_FILE_BYTES,
  ): Promise<KeptFile> {
    const sealed = sealBlob(await this.makeKey(context, name), name, {}, content);
    const { sha256, size } = await this.store.put(placeOf(context), sealed, sealedSize(maxBytes));
    return { sha256, size: contentSize(size) };
  }

  /** A file that is read to its end or destroyed; `undefined` when it is gone. */
  async open(context: string, name: string, { sha256, size }: KeptFile): Promise<Readable | undefined> {
    const key = await this.key(context, name);
    const ledger = placeOf(context);
    const start = key && (await this.store.get(ledger, sha256, { start: 0, end: HEAD_BYTES }));
    if (key === undefined || start === undefined) return undefined;
    const head = await bytesOf(start.content);
    const rest = await this.store.get(ledger, sha256, { start: OPENING_BYTES, end: sealedSize(size) });
    return rest && Readable.from(openBlob(key, head, rest.content), { objectMode: false });
  }

  async delete(context: string, { sha256 }: KeptFile): Promise<void> {
    await this.store.delete(placeOf(context), sha256);
  }
}

/** All bytes of a stream. */
export async function bytesOf(content: AsyncIterable<unknown>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of content) parts.push(part as Uint8Array); // a byte stream
  return Buffer.concat(parts);
}

function placeOf(context: string): LedgerId {
  return ledgerId(JOBS, context);
}
