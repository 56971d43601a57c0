import { sha256 } from '#sha256';
import { utf8ToBytes } from '@noble/hashes/utils.js';

import { decodeBase64Url, encodeBase64Url } from './base64.js';
import { FormatError } from './format-error.js';
import { canonicalBytes } from './jcs.js';
import { isJsonObject, type JsonValue } from './json.js';
import { parseStrictJson } from './strict-json.js';

/** Bytes of the salt of a disclosure (ledger-format §8). */
export const DISCLOSURE_SALT_BYTES = 16;

/** Least clearance that reads a redactable field: 1 internal 内部, 2 restricted 敏感, 3 confidential 机密. */
export type DisclosureLevel = 1 | 2 | 3;

/** Codes of ledger-format §12, stage 5, and three of our own for data that cannot be sealed. */
export type DisclosureErrorCode =
  | 'E_SD_FORMAT'
  | 'E_DISCLOSURE_FORMAT'
  | 'E_DISCLOSURE_NAME'
  | 'E_DISCLOSURE_UNKNOWN'
  | 'SEAL_SALT_LENGTH'
  | 'SEAL_FIELD_UNDECLARED'
  | 'SEAL_FIELD_SHAPE';

/** Data, a disclosure or its digests do not have the form of ledger-format §8. */
export class DisclosureError extends FormatError<DisclosureErrorCode> {}

/** A salted disclosure and its digest, both `b64u` (RFC 9901 §4.2). */
export interface Disclosure {
  readonly disclosure: string;
  readonly digest: string;
}

/** What a disclosure says. */
export interface DisclosedField {
  readonly salt: string;
  readonly name: string;
  readonly value: JsonValue;
}

/** Names that sealing itself puts into objects, and RFC 9901's `...`; no field may be called so. */
const RESERVED = new Set(['_sd', '_sdl', '_enc', '...']);

/** Whether a name is kept for sealing (ledger-format §8). */
export function isReservedName(name: string): boolean {
  return RESERVED.has(name);
}

/** Whether a value is `{"_enc": {…}}`: an encrypted personal value, opaque here (ledger-format §9). */
export function isEnvelope(value: JsonValue): boolean {
  return isJsonObject(value) && Object.keys(value).length === 1 && isJsonObject(value['_enc']);
}

/**
 * Makes the disclosure of one field.
 * @param salt {@link DISCLOSURE_SALT_BYTES} bytes, fresh for this disclosure
 * @throws {DisclosureError} on a reserved name, here or inside the value, or another length of salt
 * @throws {LeafProfileError} on a value outside the I-JSON profile
 */
export function makeDisclosure(name: string, value: JsonValue, salt: Uint8Array): Disclosure {
  if (salt.length !== DISCLOSURE_SALT_BYTES) {
    throw new DisclosureError('SEAL_SALT_LENGTH', `a salt has ${String(DISCLOSURE_SALT_BYTES)} bytes`);
  }
  if (isReservedName(name)) throw new DisclosureError('E_DISCLOSURE_NAME', 'name is reserved');
  refuseReservedNames(value);
  const disclosure = encodeBase64Url(canonicalBytes([encodeBase64Url(salt), name, value]));
  return { disclosure, digest: disclosureDigest(disclosure) };
}

/** `b64u(H(ASCII(disclosure)))`: of the string as received, never of a re-encoding (RFC 9901 §4.2.3). */
export function disclosureDigest(disclosure: string): string {
  return encodeBase64Url(sha256(utf8ToBytes(disclosure)));
}

/**
 * Reads a disclosure as received; its JSON need not be canonical.
 * @throws {DisclosureError} `E_DISCLOSURE_FORMAT`, or `E_DISCLOSURE_NAME` for a reserved name
 */
export function parseDisclosure(disclosure: string): DisclosedField {
  const parts = decodeJson(disclosure);
  const [salt, name, value] = Array.isArray(parts) && parts.length === 3 ? parts : [];
  if (typeof salt !== 'string' || typeof name !== 'string' || value === undefined) {
    throw new DisclosureError('E_DISCLOSURE_FORMAT', 'must be [salt, name, value]');
  }
  if (isReservedName(name)) throw new DisclosureError('E_DISCLOSURE_NAME', 'name is reserved');
  refuseReservedNames(value);
  return { salt, name, value };
}

function decodeJson(disclosure: string): JsonValue {
  try {
    return parseStrictJson(decodeBase64Url(disclosure));
  } catch {
    // Without its cause: it is of no use to readers.
    throw new DisclosureError('E_DISCLOSURE_FORMAT', 'must be b64u of JSON');
  }
}

/** A disclosed or open value holds no digests of its own, and `_enc` only as an envelope (ledger-format §8, profile). */
export function refuseReservedNames(value: JsonValue, pointer = ''): void {
  const pending: JsonValue[] = [value];
  for (let item = pending.pop(); item !== undefined; item = pending.pop()) {
    if (typeof item !== 'object' || item === null || isEnvelope(item)) continue;
    if (!Array.isArray(item) && Object.keys(item).some(isReservedName)) {
      throw new DisclosureError('E_DISCLOSURE_NAME', 'a reserved name inside a value', pointer);
    }
    pending.push(...Object.values(item));
  }
}
