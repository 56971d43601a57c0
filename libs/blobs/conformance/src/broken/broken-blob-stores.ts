import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { BlobStore, ByteRange, ReadBlob, StoredBlob } from '@taizhang/blobs-port';
import { contextOf, ledgerId, type Instant, type LedgerId } from '@taizhang/kernel';
import { MemoryBlobStore, type MemoryBlobs } from '../memory/memory-blob-store.js';

type Content = AsyncIterable<Uint8Array>;

/** A store with one fault, and a case that must notice it. */
export interface BrokenBlobStore {
  readonly fault: string;
  /** Part of the title of a case that fails. */
  readonly caught: string;
  readonly make: (blobs: MemoryBlobs) => BlobStore;
}

/** A store that does nothing at all. */
export class DoNothingBlobStore implements BlobStore {
  put(ledger: LedgerId): Promise<StoredBlob> {
    return Promise.resolve({ ledger, sha256: '', size: 0, storedAt: '' });
  }
  get(): Promise<undefined> {
    return Promise.resolve(undefined);
  }
  delete(): Promise<void> {
    return Promise.resolve();
  }
  async *list(): AsyncIterable<StoredBlob> {
    await Promise.resolve();
    yield* [];
  }
  discardUnfinished(): Promise<void> {
    return Promise.resolve();
  }
  close(): Promise<void> {
    return Promise.resolve();
  }
}

class BreaksOff extends MemoryBlobStore {
  override put(ledger: LedgerId, content: Content, maxBytes: number): Promise<StoredBlob> {
    async function* whatCame(): AsyncGenerator<Uint8Array> {
      try {
        yield* content;
      } catch {
        // takes what has come for the whole
      }
    }
    return super.put(ledger, whatCame(), maxBytes);
  }
}

class Unbounded extends MemoryBlobStore {
  override put(ledger: LedgerId, content: Content): Promise<StoredBlob> {
    return super.put(ledger, content, Number.MAX_SAFE_INTEGER);
  }
}

class OneLess extends MemoryBlobStore {
  override put(ledger: LedgerId, content: Content, maxBytes: number): Promise<StoredBlob> {
    return super.put(ledger, content, maxBytes - 1);
  }
}

class OwnName extends MemoryBlobStore {
  override async put(ledger: LedgerId, content: Content, maxBytes: number): Promise<StoredBlob> {
    const stored = await super.put(ledger, content, maxBytes);
    return { ...stored, sha256: createHash('sha256').update(stored.sha256).digest('hex') };
  }
}

class OwnError extends MemoryBlobStore {
  override put(ledger: LedgerId, content: Content, maxBytes: number): Promise<StoredBlob> {
    return super.put(ledger, content, maxBytes).catch((cause: unknown) => {
      throw new Error('it failed', { cause });
    });
  }
}

class WholeAlways extends MemoryBlobStore {
  override get(ledger: LedgerId, sha256: string): Promise<ReadBlob | undefined> {
    return super.get(ledger, sha256);
  }
}

class SizeOfPart extends MemoryBlobStore {
  override async get(ledger: LedgerId, sha256: string, range?: ByteRange): Promise<ReadBlob | undefined> {
    const found = await super.get(ledger, sha256, range);
    return found === undefined || range === undefined ? found : { ...found, size: range.end - range.start };
  }
}

class EmptyWhereMissing extends MemoryBlobStore {
  override async get(ledger: LedgerId, sha256: string, range?: ByteRange): Promise<ReadBlob | undefined> {
    const none = { ledger, sha256, size: 0, storedAt: '', content: Readable.from([]) };
    return (await super.get(ledger, sha256, range)) ?? none;
  }
}

class OneDrawer extends MemoryBlobStore {
  override async put(ledger: LedgerId, content: Content, maxBytes: number): Promise<StoredBlob> {
    return { ...(await super.put(ledgerId(contextOf(ledger), 'all'), content, maxBytes)), ledger };
  }
  override get(ledger: LedgerId, sha256: string, range?: ByteRange): Promise<ReadBlob | undefined> {
    return super.get(ledgerId(contextOf(ledger), 'all'), sha256, range);
  }
}

class KeepsDeleted extends MemoryBlobStore {
  override delete(): Promise<void> {
    return Promise.resolve();
  }
}

class DeletesOnce extends MemoryBlobStore {
  override async delete(ledger: LedgerId, sha256: string): Promise<void> {
    if ((await this.get(ledger, sha256)) === undefined) throw new Error('there is nothing to delete');
    await super.delete(ledger, sha256);
  }
}

class ListsYoung extends MemoryBlobStore {
  override list(context: string): AsyncIterable<StoredBlob> {
    return super.list(context, '9999-01-01T00:00:00.000Z');
  }
}

class ListsOneLedger extends MemoryBlobStore {
  override async *list(context: string, before: Instant): AsyncIterable<StoredBlob> {
    let first: LedgerId | undefined;
    for await (const blob of super.list(context, before)) if ((first ??= blob.ledger) === blob.ledger) yield blob;
  }
}

class DiscardsAll extends MemoryBlobStore {
  constructor(private readonly all: MemoryBlobs) {
    super(all);
  }
  override async discardUnfinished(): Promise<void> {
    await Promise.resolve(this.all.clear());
  }
}

/** Sees only what it put itself, until it is opened anew. */
const ownOnly = (): BlobStore => new MemoryBlobStore(new Map());

/** Stores that look right at first sight. */
export const brokenBlobStores: readonly BrokenBlobStore[] = [
  { fault: 'takes content that breaks off for whole', caught: 'breaks off', make: (blobs) => new BreaksOff(blobs) },
  { fault: 'knows no bound', caught: 'refuses one more', make: (blobs) => new Unbounded(blobs) },
  { fault: 'refuses the last byte allowed', caught: 'as many bytes as', make: (blobs) => new OneLess(blobs) },
  { fault: 'answers another address', caught: 'under their hash', make: (blobs) => new OwnName(blobs) },
  { fault: 'hides why the content broke off', caught: 'says why', make: (blobs) => new OwnError(blobs) },
  { fault: 'gives the whole for a range', caught: 'a range of the bytes', make: (blobs) => new WholeAlways(blobs) },
  { fault: 'takes the size of a range for the whole', caught: 'a range of', make: (blobs) => new SizeOfPart(blobs) },
  { fault: 'gives nothing for what is missing', caught: 'no range of', make: (blobs) => new EmptyWhereMissing(blobs) },
  { fault: 'keeps all ledgers in one', caught: 'keeps ledgers apart', make: (blobs) => new OneDrawer(blobs) },
  { fault: 'keeps what is deleted', caught: 'was deleted', make: (blobs) => new KeepsDeleted(blobs) },
  { fault: 'fails to delete again', caught: 'deletes it again', make: (blobs) => new DeletesOnce(blobs) },
  { fault: 'lists blobs of any age', caught: 'stored before', make: (blobs) => new ListsYoung(blobs) },
  { fault: 'lists one ledger', caught: 'of all ledgers', make: (blobs) => new ListsOneLedger(blobs) },
  { fault: 'discards finished puts too', caught: 'nothing else', make: (blobs) => new DiscardsAll(blobs) },
  { fault: 'shows nothing to other processes', caught: 'other processes', make: ownOnly },
];
