import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, opendir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import {
  BlobStoreFullError,
  BlobStoreUnavailableError,
  isBlobAddress,
  measured,
  type BlobStore,
  type ByteRange,
  type ReadBlob,
  type StoredBlob,
} from '@taizhang/blobs-port';
import { instantMs, instantOf, isLedgerId, ledgerId, type Instant, type LedgerId } from '@taizhang/kernel';

/** Folder of puts that have not ended, within the store's folder: no context has a name like it. */
export const INCOMING_FOLDER = '.incoming';
/** Permissions of what is made: for the owner only. */
const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;

/**
 * Blobs as files: `<context>/<bureau>/<first two digits>/<sha256>`. Each is written under a random name, flushed to the disk,
 * then renamed, and the folder flushed too; so a file with an address for its name is whole. The folder may be shared by
 * several processes.
 */
export class FolderBlobStore implements BlobStore {
  constructor(private readonly folder: string) {}

  async put(ledger: LedgerId, source: AsyncIterable<Uint8Array>, maxBytes: number): Promise<StoredBlob> {
    const { content, size, sha256, sourceError } = measured(source, maxBytes);
    const draft = join(this.folder, INCOMING_FOLDER, randomUUID());
    try {
      await mkdir(dirname(draft), { recursive: true, mode: FOLDER_MODE });
      await writeFlushed(draft, content);
      const address = sha256();
      const file = this.#fileOf(ledger, address);
      await makeDurably(dirname(file));
      await rename(draft, file);
      await flushFolder(dirname(file));
      return { ledger, sha256: address, size: size(), storedAt: instantOf((await stat(file)).mtimeMs) };
    } catch (error) {
      await rm(draft, { force: true }).catch(() => undefined); // else `discardUnfinished` finds it
      throw sourceError()?.error ?? asStoreError(error);
    }
  }

  async get(ledger: LedgerId, sha256: string, range?: ByteRange): Promise<ReadBlob | undefined> {
    const file = await openIfThere(this.#fileOf(ledger, sha256));
    if (file === undefined) return undefined;
    try {
      const { size, mtimeMs } = await file.stat();
      const start = Math.min(range?.start ?? 0, size);
      const end = Math.min(range?.end ?? size, size);
      const blob = { ledger, sha256, size, storedAt: instantOf(mtimeMs) };
      if (start < end) return { ...blob, content: contentOf(file, start, end) };
      await file.close();
      return { ...blob, content: Readable.from([]) };
    } catch (error) {
      await file.close().catch(() => undefined);
      throw asStoreError(error);
    }
  }

  async delete(ledger: LedgerId, sha256: string): Promise<void> {
    const file = this.#fileOf(ledger, sha256);
    await rm(file, { force: true })
      .then(() => flushFolder(dirname(file)))
      .catch((error: unknown) => {
        if (!isCode(error, 'ENOENT')) throw asStoreError(error);
      });
  }

  async *list(context: string, before: Instant): AsyncIterable<StoredBlob> {
    for await (const bureau of namesIn(join(this.folder, context))) {
      const ledger = `${context}/${bureau}`;
      if (isLedgerId(ledger)) yield* this.#listLedger(ledgerId(context, bureau), instantMs(before));
    }
  }

  async discardUnfinished(before: Instant): Promise<void> {
    const incoming = join(this.folder, INCOMING_FOLDER);
    for await (const name of namesIn(incoming)) {
      const mtime = await mtimeOf(join(incoming, name));
      if (mtime !== undefined && mtime.mtimeMs < instantMs(before)) await rm(join(incoming, name), { force: true });
    }
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  async *#listLedger(ledger: LedgerId, beforeMs: number): AsyncIterable<StoredBlob> {
    for await (const part of namesIn(join(this.folder, ledger))) {
      for await (const sha256 of namesIn(join(this.folder, ledger, part))) {
        if (!isBlobAddress(sha256)) continue;
        const found = await mtimeOf(join(this.folder, ledger, part, sha256));
        if (found !== undefined && found.mtimeMs < beforeMs)
          yield { ledger, sha256, size: found.size, storedAt: instantOf(found.mtimeMs) };
      }
    }
  }

  /** Both parts have been checked for their form: neither can leave the folder. */
  #fileOf(ledger: LedgerId, sha256: string): string {
    if (!isLedgerId(ledger) || !isBlobAddress(sha256)) throw new RangeError('not the address of a blob');
    return join(this.folder, ledger, sha256.slice(0, 2), sha256);
  }
}

async function writeFlushed(file: string, content: AsyncIterable<Uint8Array>): Promise<void> {
  const handle = await open(file, 'wx', FILE_MODE);
  try {
    for await (const chunk of content) await writeAll(handle, chunk);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function writeAll(handle: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let written = 0; written < chunk.length;)
    written += (await handle.write(chunk, written, chunk.length - written)).bytesWritten;
}

/** Makes a folder with those above it, and flushes where the first new one was entered. */
async function makeDurably(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true, mode: FOLDER_MODE });
  if (first === undefined) return;
  for (let made = folder; made.length >= first.length; made = dirname(made)) await flushFolder(dirname(made));
}

async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function contentOf(file: FileHandle, start: number, end: number): Readable {
  return createReadStream('', { fd: file, start, end: end - 1, autoClose: true });
}

async function openIfThere(file: string): Promise<FileHandle | undefined> {
  try {
    return await open(file, 'r');
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    throw asStoreError(error);
  }
}

async function mtimeOf(file: string): Promise<{ readonly mtimeMs: number; readonly size: number } | undefined> {
  try {
    return await stat(file);
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined; // deleted meanwhile
    throw asStoreError(error);
  }
}

/** Names in a folder, none where it does not exist. */
async function* namesIn(folder: string): AsyncIterable<string> {
  try {
    for await (const { name } of await opendir(folder)) yield name;
  } catch (error) {
    if (!isCode(error, 'ENOENT')) throw asStoreError(error);
  }
}

function asStoreError(cause: unknown): unknown {
  if (isCode(cause, 'ENOSPC') || isCode(cause, 'EDQUOT'))
    return new BlobStoreFullError('The folder of the blobs has no room left.', { cause });
  if (typeof cause === 'object' && cause !== null && 'syscall' in cause)
    return new BlobStoreUnavailableError('The folder of the blobs can be neither read nor written.', { cause });
  return cause;
}

function isCode(error: unknown, code: string): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === code;
}
