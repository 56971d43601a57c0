import { createHash } from 'node:crypto';
import type { BlobStore, ByteRange, StoredBlob } from '@taizhang/blobs-port';
import { ledgerId } from '@taizhang/kernel';

/** Two ledgers of one context and one of another. */
export const LEDGER = ledgerId('issues', 'wgx-0371');
export const NEIGHBOUR = ledgerId('issues', 'wgx-0372');
export const ELSEWHERE = ledgerId('discipline', 'wgx-0371');
/** An instant before and one after everything that is kept here. */
export const LONG_AGO = '1990-01-01T00:00:00.000Z';
export const FAR_AHEAD = '2990-01-01T00:00:00.000Z';
/** More than any case keeps, unless the bound is what it is about. */
export const ROOM = 64 * 1024 * 1024;

/** Bytes made so far: many cases take the same large ones. */
const made = new Map<string, Uint8Array>();

/** Bytes that repeat late, so that a part put in another's place is noticed. */
export function bytesOf(size: number, seed = 1): Uint8Array {
  const known = made.get(`${String(size)}/${String(seed)}`);
  if (known !== undefined) return known;
  const bytes = new Uint8Array(size);
  made.set(`${String(size)}/${String(seed)}`, bytes);
  let state = seed;
  for (let i = 0; i < size; i += 1) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    bytes[i] = state >>> 24;
  }
  return bytes;
}

/** The bytes in chunks, as a network brings them. */
export async function* inChunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size) {
    yield bytes.subarray(start, start + size);
    await Promise.resolve();
  }
}

/** Content that breaks off, as a client's does that goes away. */
export async function* brokenOff(bytes: Uint8Array, error: Error): AsyncGenerator<Uint8Array> {
  yield* inChunks(bytes, 64 * 1024);
  throw error;
}

export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export async function readBlob(
  store: BlobStore,
  { ledger, sha256 }: Pick<StoredBlob, 'ledger' | 'sha256'>,
  range?: ByteRange,
): Promise<Uint8Array | undefined> {
  const found = await store.get(ledger, sha256, range);
  if (found === undefined) return undefined;
  const chunks: Uint8Array[] = [];
  for await (const chunk of found.content) chunks.push(chunk as Uint8Array); // a byte stream
  return Buffer.concat(chunks);
}

export async function listed(store: BlobStore, context: string, before: string): Promise<readonly StoredBlob[]> {
  const found: StoredBlob[] = [];
  for await (const blob of store.list(context, before)) found.push(blob);
  return found;
}
