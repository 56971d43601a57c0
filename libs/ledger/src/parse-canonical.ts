import { canonicalize, canonicalizeAnyNumber, MAX_LEAF_DEPTH } from './jcs.js';
import type { JsonValue } from './json.js';
import { LeafProfileError } from './leaf-error.js';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN = new Set([0x5b, 0x7b]);
const CLOSE = new Set([0x5d, 0x7d]);

/** Fatal: never replaces bad bytes. A byte order mark is kept, so that it is refused as the non-JSON it is. */
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Reads JSON that must be its own canonical form: strict UTF-8, `JCS(parse(b)) == b`, which also refuses duplicate names,
 * blanks and other spellings of a number, and the I-JSON profile on top (ledger-format §2). Nesting is measured before
 * parsing, so hostile depth costs one pass over the bytes.
 * @throws {LeafProfileError} `E_LEAF_NOT_CANONICAL`, or `E_LEAF_SCHEMA` for what the profile forbids
 */
export function parseCanonical(bytes: Uint8Array, maxDepth: number = MAX_LEAF_DEPTH): JsonValue {
  const text = decodeUtf8(bytes);
  if (isDeeperThan(bytes, maxDepth))
    throw new LeafProfileError('E_LEAF_SCHEMA', 'TOO_DEEP', `deeper than ${String(maxDepth)}`);
  const value = parseJson(text);
  if (profileForm(value, text, maxDepth) !== text) throw notCanonical();
  return value;
}

/** The canonical form within the profile. Of a text that is not canonical either, that is said: it is the graver fault. */
function profileForm(value: JsonValue, text: string, maxDepth: number): string {
  try {
    return canonicalize(value, { maxDepth });
  } catch (breach) {
    if (canonicalizeAnyNumber(value, { maxDepth }) !== text) throw notCanonical();
    throw breach;
  }
}

function notCanonical(): LeafProfileError {
  return new LeafProfileError('E_LEAF_NOT_CANONICAL', 'NOT_CANONICAL', 'not the canonical form of what it says');
}

function decodeUtf8(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch (cause) {
    throw new LeafProfileError('E_LEAF_NOT_CANONICAL', 'NOT_UTF8', 'not UTF-8', '', { cause });
  }
}

function parseJson(text: string): JsonValue {
  try {
    // as: JSON.parse returns nothing but JSON values
    return JSON.parse(text) as JsonValue;
  } catch {
    // Without its cause: the parser's message quotes the text.
    throw new LeafProfileError('E_LEAF_NOT_CANONICAL', 'NOT_JSON', 'not JSON');
  }
}

/** Counts brackets outside strings; of no meaning where the bytes are no JSON, which the parser then says. */
function isDeeperThan(bytes: Uint8Array, maxDepth: number): boolean {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] ?? 0;
    if (inString) {
      if (byte === BACKSLASH) i++;
      else inString = byte !== QUOTE;
    } else if (byte === QUOTE) inString = true;
    else if (OPEN.has(byte) && ++depth > maxDepth) return true;
    else if (CLOSE.has(byte)) depth--;
  }
  return false;
}
