import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** Random bytes that {@link uuidV7} takes. */
export const UUID_V7_RANDOM_BYTES = 10;

const MAX_UUID_V7_MS = 2 ** 48 - 1;

/**
 * A UUIDv8 (RFC 9562 §5.8) that is a pure function of its parts: SHA-256, cut to 128 bits. Each part is framed as
 * `<length in bytes>:<UTF-8>`, so `('ab', 'c')` and `('a', 'bc')` differ. A retry thus has the id of the first try (design §4).
 */
export function uuidV8(...parts: readonly string[]): string {
  const framed = sha256.create();
  for (const part of parts) {
    const bytes = utf8ToBytes(part);
    framed.update(utf8ToBytes(`${String(bytes.length)}:`)).update(bytes);
  }
  return format(framed.digest().slice(0, 16), 8);
}

/**
 * A UUIDv7 (RFC 9562 §5.7).
 * @param unixMs instant in milliseconds since 1970, 0..2^48-1
 * @param random exactly {@link UUID_V7_RANDOM_BYTES} random bytes; six of their bits give way to version and variant
 * @throws {RangeError} on an instant or a length outside these limits
 */
export function uuidV7(unixMs: number, random: Uint8Array): string {
  if (!Number.isInteger(unixMs) || unixMs < 0 || unixMs > MAX_UUID_V7_MS)
    throw new RangeError('instant outside 0..2^48-1 ms');
  if (random.length !== UUID_V7_RANDOM_BYTES)
    throw new RangeError(`a UUIDv7 takes ${String(UUID_V7_RANDOM_BYTES)} random bytes`);
  const bytes = new Uint8Array(16);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, Math.floor(unixMs / 2 ** 32));
  view.setUint32(2, unixMs % 2 ** 32);
  bytes.set(random, 6);
  return format(bytes, 7);
}

/** Sets version and variant in 16 bytes and writes them as lower-case text. */
function format(bytes: Uint8Array, version: 7 | 8): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, 16);
  view.setUint8(6, (view.getUint8(6) & 0x0f) | (version << 4));
  view.setUint8(8, (view.getUint8(8) & 0x3f) | 0x80);
  const hex = bytesToHex(bytes);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
