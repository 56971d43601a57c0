import { createHash } from 'node:crypto';
import { BlobTooLargeError } from './blob-store.js';

/** Bytes on their way into a storage: hashed, counted and bounded as they pass. */
export interface MeasuredContent {
  readonly content: AsyncIterable<Uint8Array>;
  /** Bytes that have passed. */
  readonly size: () => number;
  /** Hash of all bytes that have passed; ends the measuring. */
  readonly sha256: () => string;
  /** What the source threw, when it did: a storage's own failure must not be taken for it. */
  readonly sourceError: () => { readonly error: unknown } | undefined;
}

/** Measures a put. The content throws {@link BlobTooLargeError} with the first byte beyond `maxBytes`. */
export function measured(source: AsyncIterable<Uint8Array>, maxBytes: number): MeasuredContent {
  const hash = createHash('sha256');
  let size = 0;
  let failure: { readonly error: unknown } | undefined;
  async function* pass(): AsyncGenerator<Uint8Array> {
    try {
      for await (const chunk of source) {
        size += chunk.length;
        if (size > maxBytes) throw new BlobTooLargeError(`more than ${String(maxBytes)} bytes`);
        hash.update(chunk);
        if (chunk.length > 0) yield chunk;
      }
    } catch (error) {
      failure = { error };
      throw error;
    }
  }
  return { content: pass(), size: () => size, sha256: () => hash.digest('hex'), sourceError: () => failure };
}
