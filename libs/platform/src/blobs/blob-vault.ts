import { Readable } from 'node:stream';
import { BlobTooLargeError, isBlobAddress, type BlobStore, type ReadBlob } from '@taizhang/blobs-port';
import { contextOf, instantMs, type Instant, type LedgerId } from '@taizhang/kernel';
import { ProblemError, PROBLEMS } from '../http/problem.js';
import {
  contentSize,
  HEAD_BYTES,
  keyNameOf,
  noteOf,
  openBlob,
  OPENING_BYTES,
  sealBlob,
  sealedSize,
} from './blob-cipher.js';
import { checkedContent } from './media-types.js';

/** Largest piece of evidence, in bytes: 50 MiB. */
export const DEFAULT_MAX_BLOB_BYTES = 50 * 1024 * 1024;
/** How long after its upload evidence can be attached, in milliseconds: a day. */
export const BLOB_ATTACH_WINDOW_MS = 24 * 3_600_000;
/** How much longer a blob that nothing refers to is kept, in milliseconds: far longer than any decision takes. */
export const BLOB_SWEEP_MARGIN_MS = 3_600_000;

/** The keys of blobs: those of data at rest in the `keys` database. Destroying one erases what it encrypts. */
export interface BlobKeys {
  make(
    purpose: 'blob',
    entries: readonly { readonly ledger: LedgerId; readonly name: string; readonly group?: string }[],
  ): Promise<readonly Uint8Array[]>;
  get(purpose: 'blob', ledger: LedgerId, names: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>>;
  destroy(purpose: 'blob', ledger: LedgerId, names: readonly string[]): Promise<void>;
}

/** What a kept piece of evidence is. */
export interface BlobFacts {
  /** SHA-256 of the encrypted bytes: its address in the ledger. */
  readonly sha256: string;
  /** Bytes of the content. */
  readonly size: number;
  readonly mediaType: string;
}

/** A blob that is opened; `content` is read to its end or destroyed. */
export interface OpenedBlob extends BlobFacts {
  readonly content: Readable;
}

/** What the vault is made of. */
export interface BlobVaultOptions {
  readonly store: BlobStore;
  readonly keys: BlobKeys;
  /** Key of a person in a ledger: material about the person is erased with it. */
  readonly subjectKey: (ledger: LedgerId, person: string) => Promise<{ readonly kid: string }>;
  /** The machine's clock, by which blobs are swept, in milliseconds. */
  readonly now: () => number;
  readonly maxBytes?: number;
}

/** Evidence (佐证材料), encrypted under a key of its own before it reaches the storage (design §9). */
export class BlobVault {
  constructor(private readonly options: BlobVaultOptions) {}

  get maxBytes(): number {
    return this.options.maxBytes ?? DEFAULT_MAX_BLOB_BYTES;
  }

  /**
   * Encrypts and keeps a content as it comes, in constant memory.
   * @param upload id of the upload, the same for every retry: the same content has then the same address
   * @param about person whom the material is about, if anybody: erasing the person erases it
   * @throws problem 410 when the person is erased meanwhile, 413, 415, 422; errors of the blobs port and of `content` as they are
   */
  async keep(
    ledger: LedgerId,
    upload: string,
    declared: string,
    source: AsyncIterable<Uint8Array>,
    about?: string,
  ): Promise<BlobFacts> {
    const { store, keys, subjectKey } = this.options;
    const { mediaType, content } = await checkedContent(source, declared);
    const group = about === undefined ? undefined : (await subjectKey(ledger, about)).kid;
    const [key] = await keys.make('blob', [{ ledger, name: upload, ...(group !== undefined && { group }) }]);
    if (key === undefined) throw new TypeError('no key was made');
    // An erasure that is through by now looked for keys before this one was made, and does not come back.
    if (about !== undefined && (await subjectKey(ledger, about)).kid !== group) {
      await keys.destroy('blob', ledger, [upload]);
      throw new ProblemError(PROBLEMS.blobErased);
    }
    try {
      const sealed = sealBlob(key, upload, { mediaType }, content);
      const { sha256, size } = await store.put(ledger, sealed, sealedSize(this.maxBytes));
      return { sha256, size: contentSize(size), mediaType };
    } catch (error) {
      if (error instanceof BlobTooLargeError) throw new ProblemError(PROBLEMS.tooLarge);
      throw error;
    }
  }

  /** What a blob is, and when it was uploaded; `undefined` when there is none or its key is destroyed. */
  async find(ledger: LedgerId, sha256: string): Promise<(BlobFacts & { readonly storedAt: Instant }) | undefined> {
    const found = await this.#start(ledger, sha256);
    const key = found === undefined ? undefined : await this.#key(ledger, found.name);
    if (found === undefined || key === undefined) return undefined;
    const { size, storedAt } = found.blob;
    return { sha256, size: contentSize(size), mediaType: mediaTypeIn(noteOf(key, found.start)), storedAt };
  }

  /** @returns `erased` when there is no such blob any more, or no key of it */
  async open(ledger: LedgerId, sha256: string): Promise<OpenedBlob | 'erased'> {
    const found = await this.#start(ledger, sha256);
    const key = found === undefined ? undefined : await this.#key(ledger, found.name);
    if (found === undefined || key === undefined) return 'erased';
    const facts = { sha256, size: contentSize(found.blob.size), mediaType: mediaTypeIn(noteOf(key, found.start)) };
    const rest = await this.options.store.get(ledger, sha256, { start: OPENING_BYTES, end: found.blob.size });
    if (rest === undefined) return 'erased';
    const head = found.start.subarray(0, HEAD_BYTES);
    return { ...facts, content: Readable.from(openBlob(key, head, rest.content), { objectMode: false }) };
  }

  /** Destroys the key of a blob, then the blob: nobody reads it again, in whatever copy of the storage. Idempotent. */
  async erase(ledger: LedgerId, sha256: string): Promise<void> {
    if (!isBlobAddress(sha256)) return;
    const found = await this.#start(ledger, sha256);
    if (found === undefined) return;
    await this.options.keys.destroy('blob', ledger, [found.name]);
    await this.options.store.delete(ledger, sha256);
  }

  /**
   * Removes the bytes of blobs that are encrypted under keys of these names; the keys stay until their owner destroys them.
   * Looks at all blobs of the ledger, since addresses do not tell keys: for what is rare. Idempotent.
   */
  async removeUnder(ledger: LedgerId, names: ReadonlySet<string>): Promise<void> {
    // The storage's clock may be ahead of ours: whatever is there by now is meant.
    const before = new Date(this.options.now() + BLOB_SWEEP_MARGIN_MS).toISOString();
    for await (const listed of this.options.store.list(contextOf(ledger), before)) {
      if (listed.ledger !== ledger) continue;
      const found = await this.#start(ledger, listed.sha256);
      if (found !== undefined && names.has(found.name)) await this.options.store.delete(ledger, listed.sha256);
    }
  }

  /** Whether a blob that nothing refers to may still be attached: a decision that is under way must find it kept. */
  mayBeAttached(storedAt: Instant): boolean {
    return instantMs(storedAt) + BLOB_ATTACH_WINDOW_MS >= this.options.now();
  }

  /**
   * Removes blobs of a context that nothing refers to, with their keys, an hour after they could be attached last. Several
   * hosts may do so at once.
   * @returns how many were removed
   */
  async sweep(context: string, isReferred: (ledger: LedgerId, sha256: string) => Promise<boolean>): Promise<number> {
    const { store, now } = this.options;
    const before = new Date(now() - BLOB_ATTACH_WINDOW_MS - BLOB_SWEEP_MARGIN_MS).toISOString();
    await store.discardUnfinished(before);
    let removed = 0;
    for await (const { ledger, sha256 } of store.list(context, before)) {
      if (await isReferred(ledger, sha256)) continue;
      await this.erase(ledger, sha256);
      removed += 1;
    }
    return removed;
  }

  async #key(ledger: LedgerId, name: string): Promise<Uint8Array | undefined> {
    return (await this.options.keys.get('blob', ledger, [name])).get(name);
  }

  /** The first bytes of a blob, and the name of its key. */
  async #start(ledger: LedgerId, sha256: string) {
    if (!isBlobAddress(sha256)) return undefined;
    const blob: ReadBlob | undefined = await this.options.store.get(ledger, sha256, { start: 0, end: OPENING_BYTES });
    if (blob === undefined) return undefined;
    const parts: Uint8Array[] = [];
    for await (const part of blob.content) parts.push(part as Uint8Array); // a byte stream
    const start = Buffer.concat(parts);
    return { blob, start, name: keyNameOf(start) };
  }
}

function mediaTypeIn(note: unknown): string {
  const named = typeof note === 'object' && note !== null && 'mediaType' in note ? note.mediaType : undefined;
  return typeof named === 'string' ? named : 'application/octet-stream';
}
