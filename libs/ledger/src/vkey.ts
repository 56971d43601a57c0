import { sha256 } from '#sha256';
import { bytesToHex, concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';

import { decodeBase64, encodeBase64 } from './base64.js';
import { FormatError } from './format-error.js';
import { parseOrigin } from './origin.js';

/** Signature type of log and export keys: plain Ed25519 (C2SP signed-note; ledger-format §4, §11). */
export const KEY_TYPE_ED25519 = 0x01;
/** Signature type of witness keys: Ed25519 `cosignature/v1` (C2SP tlog-cosignature; ledger-format §5). */
export const KEY_TYPE_COSIGNATURE = 0x04;
/** Signature types that we read and write. */
export type KeyType = typeof KEY_TYPE_ED25519 | typeof KEY_TYPE_COSIGNATURE;

/** Bytes of an Ed25519 public key. */
export const PUBLIC_KEY_BYTES = 32;
/** Bytes of a key id. */
export const KEY_ID_BYTES = 4;

/** A public key with its name, as a vkey string holds it. */
export interface VerifierKey {
  /** A log's origin, `<origin>/export`, or `<authority>/witness/<superior bureau>`. */
  readonly name: string;
  readonly type: KeyType;
  readonly publicKey: Uint8Array;
}

/** Text or parts that are no vkey of a type we know. */
export class VkeyError extends FormatError<'VKEY_INVALID'> {
  constructor(detail: string, options?: ErrorOptions) {
    super('VKEY_INVALID', detail, '', options);
  }
}

/** Neither empty nor with a plus or any Unicode blank (C2SP signed-note). */
const KEY_NAME = /^[^\s\u0085+]+$/;

/** Whether a text may be the name of a key. */
export function isKeyName(text: string): boolean {
  return KEY_NAME.test(text);
}

/** `H(name || 0x0A || type || public key)[:4]`, big-endian (ledger-format §4). */
export function keyId({ name, type, publicKey }: VerifierKey): Uint8Array {
  return sha256(concatBytes(utf8ToBytes(name), Uint8Array.of(0x0a, type), publicKey)).slice(0, KEY_ID_BYTES);
}

/**
 * Writes `<name>+<8 lower hex key id>+<b64(type || public key)>`.
 * @throws {VkeyError} on a malformed name or a public key of another length
 */
export function formatVkey(key: VerifierKey): string {
  if (!isKeyName(key.name)) throw new VkeyError('key name is empty or has a plus or a blank');
  if (key.publicKey.length !== PUBLIC_KEY_BYTES)
    throw new VkeyError(`a public key has ${String(PUBLIC_KEY_BYTES)} bytes`);
  return `${key.name}+${bytesToHex(keyId(key))}+${encodeBase64(concatBytes(Uint8Array.of(key.type), key.publicKey))}`;
}

/**
 * Reads a vkey string and checks that its key id is the key's own.
 * @throws {VkeyError} also on a signature type that we do not know
 */
export function parseVkey(text: string): VerifierKey {
  const [, name, encoded] = /^([^+]*)\+[^+]*\+(.*)$/.exec(text) ?? [];
  if (name === undefined || encoded === undefined) throw new VkeyError('must be <name>+<key id>+<key>');
  const [type, ...publicKey] = decodeKey(encoded);
  if (type !== KEY_TYPE_ED25519 && type !== KEY_TYPE_COSIGNATURE) throw new VkeyError('unknown signature type');
  const key: VerifierKey = { name, type, publicKey: Uint8Array.from(publicKey) };
  if (formatVkey(key) !== text) throw new VkeyError('key id is not that of the key');
  return key;
}

function decodeKey(encoded: string): Uint8Array {
  try {
    return decodeBase64(encoded);
  } catch (cause) {
    throw new VkeyError('key is not base64', { cause });
  }
}

/** The vkey of a ledger's log key: its name is the origin, byte for byte (ledger-format §4). Throws {@link OriginError}, {@link VkeyError}. */
export function logVkey(origin: string, publicKey: Uint8Array): string {
  parseOrigin(origin);
  return formatVkey({ name: origin, type: KEY_TYPE_ED25519, publicKey });
}

/** The vkey of a ledger's export key, named `<origin>/export` (ledger-format §11). Throws {@link OriginError}, {@link VkeyError}. */
export function exportVkey(origin: string, publicKey: Uint8Array): string {
  parseOrigin(origin);
  return formatVkey({ name: `${origin}/export`, type: KEY_TYPE_ED25519, publicKey });
}

/** The vkey of a witness (上级局), named `<authority>/witness/<superior bureau>` (ledger-format §5). Throws {@link VkeyError}. */
export function witnessVkey(name: string, publicKey: Uint8Array): string {
  return formatVkey({ name, type: KEY_TYPE_COSIGNATURE, publicKey });
}
