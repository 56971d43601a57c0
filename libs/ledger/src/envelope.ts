import { gcm } from '@noble/ciphers/aes.js';
import { equalBytes } from '@noble/ciphers/utils.js';
import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';

import { decodeBase64Url, encodeBase64Url } from './base64.js';
import { FormatError } from './format-error.js';
import { canonicalBytes } from './jcs.js';
import { isJsonObject, type JsonObject, type JsonValue } from './json.js';

/** Algorithm of envelopes (ledger-format §9). */
export const ENVELOPE_ALGORITHM = 'HKDF-A256GCM';
/** Bytes of the salt of an envelope. */
export const ENVELOPE_SALT_BYTES = 16;
/** Bytes of a subject's key. */
export const ENVELOPE_KEY_BYTES = 32;
const FORMAT = 'rectify-ledger/enc/v1';
/** Plaintexts are padded to multiples of this, so that lengths say little. */
const BLOCK_BYTES = 32;
const TAG_BYTES = 16;
const BLANK = 0x20;
const KID = /^k1_[A-Za-z0-9_-]{22}$/;
const MEMBERS = ['alg', 'ct', 'kc', 'kid', 'salt'];

/** Codes of ledger-format §12, stage 6. */
export type EnvelopeErrorCode = 'E_ENC_FORMAT' | 'E_KEY_COMMITMENT' | 'E_ENC_OPEN';

/** An envelope does not have its form, is not of this key, or does not open at this place. */
export class EnvelopeError extends FormatError<EnvelopeErrorCode> {}

/** The place that an envelope is bound to. */
export interface EnvelopePlace {
  /** Origin of the ledger. */
  readonly log: string;
  readonly event: string;
  /** JSON pointer from the leaf root; inside a disclosure: the one it would have in place. */
  readonly pointer: string;
}

/** What seals one value: the subject's key with its name, and a salt fresh for this envelope. */
export interface EnvelopeKey {
  readonly kid: string;
  readonly key: Uint8Array;
  readonly salt: Uint8Array;
}

interface Parts {
  readonly kid: string;
  readonly salt: Uint8Array;
  readonly kc: Uint8Array;
  readonly ct: Uint8Array;
}

/**
 * Encrypts a personal value for its subject (ledger-format §9).
 * @throws {EnvelopeError} `E_ENC_FORMAT` on a malformed kid, key or salt
 * @throws {LeafProfileError} on a value outside the I-JSON profile
 */
export function sealEnvelope(value: JsonValue, { kid, key, salt }: EnvelopeKey, place: EnvelopePlace): JsonObject {
  if (!KID.test(kid) || key.length !== ENVELOPE_KEY_BYTES || salt.length !== ENVELOPE_SALT_BYTES)
    throw new EnvelopeError('E_ENC_FORMAT', 'kid, key or salt has another form', place.pointer);
  const { cipherKey, nonce, kc } = derived(key, salt, kid);
  const ct = gcm(cipherKey, nonce, associatedData(place, kid)).encrypt(padded(canonicalBytes(value)));
  return {
    _enc: {
      alg: ENVELOPE_ALGORITHM,
      ct: encodeBase64Url(ct),
      kc: encodeBase64Url(kc),
      kid,
      salt: encodeBase64Url(salt),
    },
  };
}

/**
 * Decrypts an envelope. That it is of this key is judged first, in constant time: GCM alone commits to no key.
 * @throws {EnvelopeError}
 */
export function openEnvelope(envelope: JsonValue, key: Uint8Array, place: EnvelopePlace): JsonValue {
  const { kid, salt, kc, ct } = partsOf(envelope, place.pointer);
  const known = derived(key, salt, kid);
  if (!equalBytes(known.kc, kc)) throw new EnvelopeError('E_KEY_COMMITMENT', 'is not of this key', place.pointer);
  try {
    const plain = gcm(known.cipherKey, known.nonce, associatedData(place, kid)).decrypt(ct);
    // as: JSON.parse returns nothing but JSON values; blanks at its end are legal
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(plain)) as JsonValue;
  } catch {
    // Without its cause: a parser's message quotes the value.
    throw new EnvelopeError('E_ENC_OPEN', 'does not open here', place.pointer);
  }
}

/** The kid that an envelope names. @throws {EnvelopeError} `E_ENC_FORMAT` */
export function kidOf(envelope: JsonValue, pointer = ''): string {
  return partsOf(envelope, pointer).kid;
}

function derived(key: Uint8Array, salt: Uint8Array, kid: string) {
  const okm = hkdf(sha256, key, salt, utf8ToBytes(`${FORMAT}\n${kid}`), 76);
  return { cipherKey: okm.subarray(0, 32), nonce: okm.subarray(32, 44), kc: okm.subarray(44, 76) };
}

function associatedData({ log, event, pointer }: EnvelopePlace, kid: string): Uint8Array {
  return canonicalBytes([FORMAT, log, event, pointer, kid]);
}

function padded(plain: Uint8Array): Uint8Array {
  const block = new Uint8Array(Math.max(1, Math.ceil(plain.length / BLOCK_BYTES)) * BLOCK_BYTES).fill(BLANK);
  block.set(plain);
  return block;
}

function partsOf(envelope: JsonValue, pointer: string): Parts {
  const inner = isJsonObject(envelope) && Object.keys(envelope).length === 1 ? envelope['_enc'] : undefined;
  if (
    !isJsonObject(inner) ||
    Object.keys(inner).sort().join() !== MEMBERS.join() ||
    inner['alg'] !== ENVELOPE_ALGORITHM
  )
    throw new EnvelopeError('E_ENC_FORMAT', 'must be an envelope', pointer);
  const { kid, salt, kc, ct } = inner;
  if (typeof kid !== 'string' || !KID.test(kid)) throw new EnvelopeError('E_ENC_FORMAT', 'kid is malformed', pointer);
  const parts = { kid, salt: bytesOf(salt, pointer), kc: bytesOf(kc, pointer), ct: bytesOf(ct, pointer) };
  const isWhole = (parts.ct.length - TAG_BYTES) % BLOCK_BYTES === 0 && parts.ct.length > TAG_BYTES;
  if (parts.salt.length !== ENVELOPE_SALT_BYTES || parts.kc.length !== ENVELOPE_KEY_BYTES || !isWhole)
    throw new EnvelopeError('E_ENC_FORMAT', 'a part has another length', pointer);
  return parts;
}

function bytesOf(text: JsonValue | undefined, pointer: string): Uint8Array {
  try {
    if (typeof text === 'string') return decodeBase64Url(text);
  } catch {
    // told below, without the text
  }
  throw new EnvelopeError('E_ENC_FORMAT', 'a part is no b64u', pointer);
}
