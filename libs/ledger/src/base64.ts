import { FormatError } from './format-error.js';

/** Text is not the one canonical base64 form of any bytes (ledger-format, Notation). */
export class Base64Error extends FormatError<'BASE64_INVALID'> {
  constructor(detail: string) {
    super('BASE64_INVALID', detail);
  }
}

interface Alphabet {
  readonly digits: Uint8Array;
  /** Value of each ASCII code; `NO_DIGIT` where it is none. */
  readonly values: Uint8Array;
  readonly padded: boolean;
}

const NO_DIGIT = 0xff;
const PADDING = 0x3d;
const LETTERS_AND_FIGURES = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const STANDARD = alphabet(`${LETTERS_AND_FIGURES}+/`, true);
const URL_SAFE = alphabet(`${LETTERS_AND_FIGURES}-_`, false);
const ascii = new TextDecoder();

function alphabet(text: string, padded: boolean): Alphabet {
  const digits = new TextEncoder().encode(text);
  const values = new Uint8Array(128).fill(NO_DIGIT);
  digits.forEach((code, value) => (values[code] = value));
  return { digits, values, padded };
}

/** Standard base64 with padding (`b64`, RFC 4648 §4). */
export function encodeBase64(bytes: Uint8Array): string {
  return encode(bytes, STANDARD);
}

/** base64url without padding (`b64u`, RFC 4648 §5). */
export function encodeBase64Url(bytes: Uint8Array): string {
  return encode(bytes, URL_SAFE);
}

/**
 * Decodes `b64`.
 * @throws {Base64Error} on anything {@link encodeBase64} would not have written: wrong padding, non-zero trailing bits, blanks.
 */
export function decodeBase64(text: string): Uint8Array {
  if (text.length % 4 !== 0) throw new Base64Error('length is not a multiple of four');
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  return decode(text, text.length - padding, STANDARD);
}

/**
 * Decodes `b64u`.
 * @throws {Base64Error} on anything {@link encodeBase64Url} would not have written: padding, non-zero trailing bits, blanks.
 */
export function decodeBase64Url(text: string): Uint8Array {
  return decode(text, text.length, URL_SAFE);
}

function encode(bytes: Uint8Array, { digits, padded }: Alphabet): string {
  const length = Math.ceil((bytes.length * 4) / 3);
  const out = new Uint8Array(padded ? Math.ceil(bytes.length / 3) * 4 : length).fill(PADDING);
  let buffer = 0;
  let bits = 0;
  let at = 0;
  for (const byte of bytes) {
    buffer = ((buffer << 8) | byte) & 0xffff;
    for (bits += 8; bits >= 6;) {
      bits -= 6;
      out[at++] = digits[(buffer >> bits) & 0x3f] ?? 0;
    }
  }
  if (bits > 0) out[at] = digits[(buffer << (6 - bits)) & 0x3f] ?? 0;
  return ascii.decode(out);
}

function decode(text: string, digitCount: number, { values }: Alphabet): Uint8Array {
  if (digitCount % 4 === 1) throw new Base64Error('a single digit is left over');
  const out = new Uint8Array(Math.floor((digitCount * 3) / 4));
  let buffer = 0;
  let bits = 0;
  let at = 0;
  for (let i = 0; i < digitCount; i++) {
    const value = values[text.charCodeAt(i)] ?? NO_DIGIT;
    if (value === NO_DIGIT) throw new Base64Error(`character ${String(i)} is not in the alphabet`);
    buffer = ((buffer << 6) | value) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      out[at++] = (buffer >> bits) & 0xff;
    }
  }
  if ((buffer & ((1 << bits) - 1)) !== 0) throw new Base64Error('trailing bits are not zero');
  return out;
}
