import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto';

/** Bytes of content that one chunk holds: what is read before anything of it is given out. */
export const CHUNK_BYTES = 64 * 1024;
/** Bytes of the first chunk: what is told of the content, padded. */
export const NOTE_BYTES = 256;
/** Bytes of the open head: the format, and the name of the key. */
export const HEAD_BYTES = 64;

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const SEAL_BYTES = NONCE_BYTES + TAG_BYTES;
const FORMAT = 'taizhang-blob/v1';
const KEY_NAME = /^[A-Za-z0-9_-]{1,46}$/;

/** Stored bytes that are not what was stored: changed, cut, put in another order, or under another key. */
export class BlobDamagedError extends Error {
  override readonly name = 'BlobDamagedError';
  readonly code = 'BLOB_DAMAGED';
}

/** Bytes stored of so many bytes of content, of which there is at least one. */
export function sealedSize(size: number): number {
  return HEAD_BYTES + NOTE_BYTES + SEAL_BYTES + size + Math.ceil(size / CHUNK_BYTES) * SEAL_BYTES;
}

/** Bytes of content in so many bytes stored. @throws {BlobDamagedError} */
export function contentSize(stored: number): number {
  const rest = stored - HEAD_BYTES - NOTE_BYTES - SEAL_BYTES;
  const size = rest - Math.ceil(rest / (CHUNK_BYTES + SEAL_BYTES)) * SEAL_BYTES;
  if (rest <= SEAL_BYTES || size < 1 || sealedSize(size) !== stored) throw new BlobDamagedError('cut off');
  return size;
}

/** Bytes from the start of a blob that tell its key and its note. */
export const OPENING_BYTES = HEAD_BYTES + NOTE_BYTES + SEAL_BYTES;

/**
 * Encrypts in constant memory: AES-256-GCM per chunk of {@link CHUNK_BYTES}, each bound to its number and to whether it is the
 * last (after STREAM, Hoang et al. 2015), so that none can be moved, repeated or left out. A nonce is the HMAC of what it is
 * used for, content included: the same content under the same key is the same bytes, so that a repeated upload has the same
 * address, and other content under the same key never meets the same nonce.
 * @param keyName by which whoever decrypts finds the key
 * @param note what is told of the content, at most {@link NOTE_BYTES} of JSON
 */
export async function* sealBlob(
  key: Uint8Array,
  keyName: string,
  note: object,
  content: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const head = headOf(keyName);
  const chunks = new ChunkSeal(key, head);
  yield head;
  yield chunks.seal(0, false, padded(note));
  let waiting: Buffer[] = [];
  let waitingBytes = 0;
  let number = 1;
  for await (const part of content) {
    waiting.push(Buffer.from(part.buffer, part.byteOffset, part.byteLength));
    waitingBytes += part.length;
    if (waitingBytes <= CHUNK_BYTES) continue;
    const joined = Buffer.concat(waiting, waitingBytes);
    let start = 0;
    // the last bytes wait for what follows: only the end of the content tells which chunk is the last
    for (; joined.length - start > CHUNK_BYTES; start += CHUNK_BYTES, number += 1)
      yield chunks.seal(number, false, joined.subarray(start, start + CHUNK_BYTES));
    waiting = [joined.subarray(start)];
    waitingBytes = joined.length - start;
  }
  yield chunks.seal(number, true, Buffer.concat(waiting, waitingBytes));
}

/** Name of the key of a blob, from its first bytes. @throws {BlobDamagedError} */
export function keyNameOf(start: Uint8Array): string {
  const head = Buffer.from(start).subarray(0, HEAD_BYTES);
  const [format, name = ''] = head.toString('latin1').split('\n', 2);
  if (head.length < HEAD_BYTES || format !== FORMAT || !KEY_NAME.test(name)) throw new BlobDamagedError('not a blob');
  return name;
}

/** The note of a blob, from its first {@link OPENING_BYTES}. @throws {BlobDamagedError} */
export function noteOf(key: Uint8Array, start: Uint8Array): unknown {
  const head = Buffer.from(start).subarray(0, HEAD_BYTES);
  const text = new ChunkSeal(key, head).open(0, false, Buffer.from(start).subarray(HEAD_BYTES, OPENING_BYTES));
  return JSON.parse(text.toString('utf8'));
}

/**
 * Decrypts the chunks behind a blob's opening. Every chunk is given out only once it is known to be what was stored; at a cut
 * the content breaks off with an error, and whoever passes it on must break off too.
 * @throws {BlobDamagedError}
 */
export async function* openBlob(
  key: Uint8Array,
  head: Uint8Array,
  sealed: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const chunks = new ChunkSeal(key, head);
  const whole = CHUNK_BYTES + SEAL_BYTES;
  let waiting = Buffer.alloc(0);
  let number = 1;
  for await (const part of sealed) {
    waiting = Buffer.concat([waiting, part]);
    for (; waiting.length > whole; waiting = waiting.subarray(whole), number += 1)
      yield chunks.open(number, false, waiting.subarray(0, whole));
  }
  yield chunks.open(number, true, waiting);
}

/** Seals and opens single chunks of one blob. */
class ChunkSeal {
  readonly #encryption: Uint8Array;
  readonly #nonces: Uint8Array;

  constructor(
    key: Uint8Array,
    private readonly head: Uint8Array,
  ) {
    const derived = (purpose: string) => new Uint8Array(hkdfSync('sha256', key, head, `${FORMAT}/${purpose}`, 32));
    this.#encryption = derived('encryption');
    this.#nonces = derived('nonces');
  }

  seal(number: number, last: boolean, chunk: Uint8Array): Buffer {
    const bound = this.#bound(number, last);
    const nonce = createHmac('sha256', this.#nonces).update(bound).update(chunk).digest().subarray(0, NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.#encryption, nonce).setAAD(bound);
    return Buffer.concat([nonce, cipher.update(chunk), cipher.final(), cipher.getAuthTag()]);
  }

  open(number: number, last: boolean, sealed: Uint8Array): Buffer {
    if (sealed.length <= SEAL_BYTES) throw new BlobDamagedError('cut off');
    const decipher = createDecipheriv('aes-256-gcm', this.#encryption, sealed.subarray(0, NONCE_BYTES));
    decipher.setAAD(this.#bound(number, last)).setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
    try {
      const chunk = decipher.update(sealed.subarray(NONCE_BYTES, sealed.length - TAG_BYTES));
      return Buffer.concat([chunk, decipher.final()]);
    } catch (cause) {
      throw new BlobDamagedError('a chunk is not what was stored', { cause });
    }
  }

  #bound(number: number, last: boolean): Buffer {
    const place = Buffer.alloc(5);
    place.writeUInt32BE(number);
    place.writeUInt8(last ? 1 : 0, 4);
    return Buffer.concat([this.head, place]);
  }
}

function headOf(keyName: string): Buffer {
  if (!KEY_NAME.test(keyName)) throw new RangeError('the name of a blob’s key is malformed');
  const head = Buffer.alloc(HEAD_BYTES, '\n');
  head.write(`${FORMAT}\n${keyName}\n`, 'latin1');
  return head;
}

function padded(note: object): Buffer {
  const text = JSON.stringify(note);
  if (Buffer.byteLength(text) > NOTE_BYTES) throw new RangeError('the note of a blob is too long');
  return Buffer.from(text + ' '.repeat(NOTE_BYTES - Buffer.byteLength(text))); // trailing blanks are legal JSON
}
