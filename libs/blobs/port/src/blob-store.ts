import type { Readable } from 'node:stream';
import type { Instant, LedgerId } from '@taizhang/kernel';

/** A blob as it is kept: the bytes of one piece of material (佐证材料), encrypted by whoever puts them. */
export interface StoredBlob {
  readonly ledger: LedgerId;
  /** SHA-256 of the stored bytes, lower-case hexadecimal: their address within the ledger. */
  readonly sha256: string;
  /** Bytes stored. */
  readonly size: number;
  /** When it was stored, by the storage's own clock. */
  readonly storedAt: Instant;
}

/** A part of a blob, in bytes: from `start` inclusive to `end` exclusive, cut off where the blob ends. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** A blob that is read. Whoever asked for it reads `content` to its end or destroys it. */
export interface ReadBlob extends StoredBlob {
  readonly content: Readable;
}

/**
 * Where evidence is kept (design §3): bytes addressed by ledger and hash, never by a name that a client chose.
 * What is put becomes visible as a whole or not at all, and only once it is durable.
 */
export interface BlobStore {
  /**
   * Keeps bytes, in constant memory. Putting the same bytes again keeps them anew: {@link StoredBlob.storedAt} is now.
   * @throws {BlobTooLargeError} beyond `maxBytes`
   * @throws {BlobStoreFullError} {@link BlobStoreUnavailableError}
   * @throws what `content` throws, as it is; nothing is kept then
   */
  put(ledger: LedgerId, content: AsyncIterable<Uint8Array>, maxBytes: number): Promise<StoredBlob>;
  /** @returns the blob, or the given range of its bytes; `undefined` when there is none. */
  get(ledger: LedgerId, sha256: string, range?: ByteRange): Promise<ReadBlob | undefined>;
  /** Idempotent. */
  delete(ledger: LedgerId, sha256: string): Promise<void>;
  /** Blobs of one context's ledgers that were stored before an instant, in no particular order. */
  list(context: string, before: Instant): AsyncIterable<StoredBlob>;
  /** Removes what interrupted puts begun before an instant have left behind. */
  discardUnfinished(before: Instant): Promise<void>;
  close(): Promise<void>;
}

/** After how long a storage that failed may be asked again, in milliseconds. */
export const BLOB_STORE_RETRY_MS = 5_000;

/** More bytes came than the sender of a put allowed. */
export class BlobTooLargeError extends Error {
  override readonly name = 'BlobTooLargeError';
  readonly code = 'BLOB_TOO_LARGE';
}

/** The storage has no room left. */
export class BlobStoreFullError extends Error {
  override readonly name = 'BlobStoreFullError';
  readonly code = 'BLOB_STORE_FULL';
  readonly retryAfterMs = BLOB_STORE_RETRY_MS;
}

/** The storage cannot be reached, or cannot read or write. */
export class BlobStoreUnavailableError extends Error {
  override readonly name = 'BlobStoreUnavailableError';
  readonly code = 'BLOB_STORE_UNAVAILABLE';
  readonly retryAfterMs = BLOB_STORE_RETRY_MS;
}

const SHA256 = /^[0-9a-f]{64}$/;

/** @returns whether `text` can be a blob's address; nothing else is ever made part of a path or key. */
export function isBlobAddress(text: string): boolean {
  return SHA256.test(text);
}
