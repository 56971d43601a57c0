import { Readable } from 'node:stream';
import {
  isBlobAddress,
  measured,
  type BlobStore,
  type ByteRange,
  type ReadBlob,
  type StoredBlob,
} from '@taizhang/blobs-port';
import { contextOf, isLedgerId, type Instant, type LedgerId } from '@taizhang/kernel';

interface Kept extends StoredBlob {
  readonly bytes: Uint8Array;
}

/** What several memory stores share, as processes share a folder. */
export type MemoryBlobs = Map<string, Kept>;

/** Blobs in memory: for tests of what stands on the port, and the model that broken stores differ from. */
export class MemoryBlobStore implements BlobStore {
  constructor(
    private readonly blobs: MemoryBlobs = new Map(),
    private readonly now: () => Instant = () => new Date().toISOString(),
  ) {}

  async put(ledger: LedgerId, source: AsyncIterable<Uint8Array>, maxBytes: number): Promise<StoredBlob> {
    const { content, size, sha256 } = measured(source, maxBytes);
    const chunks: Uint8Array[] = [];
    for await (const chunk of content) chunks.push(chunk);
    const stored = { ledger, sha256: sha256(), size: size(), storedAt: this.now() };
    this.blobs.set(keyOf(ledger, stored.sha256), { ...stored, bytes: Buffer.concat(chunks) });
    return stored;
  }

  async get(ledger: LedgerId, sha256: string, range?: ByteRange): Promise<ReadBlob | undefined> {
    const kept = this.blobs.get(keyOf(ledger, sha256));
    if (kept === undefined) return undefined;
    const { bytes, ...stored } = kept;
    const part = range === undefined ? bytes : bytes.subarray(range.start, Math.max(range.start, range.end));
    return Promise.resolve({ ...stored, content: Readable.from(part.length > 0 ? [part] : []) });
  }

  async delete(ledger: LedgerId, sha256: string): Promise<void> {
    await Promise.resolve(this.blobs.delete(keyOf(ledger, sha256)));
  }

  async *list(context: string, before: Instant): AsyncIterable<StoredBlob> {
    for (const { ledger, sha256, size, storedAt } of this.blobs.values())
      if (contextOf(ledger) === context && storedAt < before)
        yield await Promise.resolve({ ledger, sha256, size, storedAt });
  }

  discardUnfinished(): Promise<void> {
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

function keyOf(ledger: LedgerId, sha256: string): string {
  if (!isLedgerId(ledger) || !isBlobAddress(sha256)) throw new RangeError('not the address of a blob');
  return `${ledger}/${sha256}`;
}
