import { FormatError } from './format-error.js';
import { MAX_LEAF_DEPTH } from './jcs.js';
import type { JsonValue } from './json.js';

/** Text is no JSON, or JSON with a name twice in one object, or nested too deep. */
export class StrictJsonError extends FormatError<'JSON_INVALID'> {
  constructor(detail: string) {
    super('JSON_INVALID', detail);
  }
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/** Fatal: never replaces bad bytes. A byte order mark is kept, so that it is refused as the non-JSON it is. */
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Reads JSON of any spelling from a source that is not trusted: strict UTF-8, no name twice in one object, no deeper than
 * `maxDepth` (ledger-format §12: names are matched exactly, duplicates refused everywhere).
 * @throws {StrictJsonError} without quoting the text
 */
export function parseStrictJson(bytes: Uint8Array, maxDepth: number = MAX_LEAF_DEPTH): JsonValue {
  const members = countMembers(bytes, maxDepth);
  let value: JsonValue;
  try {
    // as: JSON.parse returns nothing but JSON values
    value = JSON.parse(utf8.decode(bytes)) as JsonValue;
  } catch {
    // Without its cause: the parser's message quotes the text.
    throw new StrictJsonError('must be JSON');
  }
  // Every member has one colon outside strings; the parser kept only the last of those with one name.
  if (keptMembers(value) !== members) throw new StrictJsonError('a name is there twice');
  return value;
}

/** Colons outside strings. Measures nesting before anything is parsed, so hostile depth costs one pass over the bytes. */
function countMembers(bytes: Uint8Array, maxDepth: number): number {
  let depth = 0;
  let colons = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i];
    if (byte === QUOTE) i = endOfString(bytes, i + 1);
    else if (byte === COLON) colons++;
    else if (byte === OPEN_ARRAY || byte === OPEN_OBJECT) {
      if (++depth > maxDepth) throw new StrictJsonError(`deeper than ${String(maxDepth)}`);
    } else if (byte === CLOSE_ARRAY || byte === CLOSE_OBJECT) depth--;
  }
  return colons;
}

/** Index of the quote that ends the string whose content starts at `from`; past the end where none does. */
function endOfString(bytes: Uint8Array, from: number): number {
  let i = from;
  while (i < bytes.length && bytes[i] !== QUOTE) i += bytes[i] === BACKSLASH ? 2 : 1;
  return i;
}

function keptMembers(value: JsonValue): number {
  if (typeof value !== 'object' || value === null) return 0;
  const children = Object.values(value);
  const own = Array.isArray(value) ? 0 : children.length;
  return children.reduce<number>((sum, child: JsonValue) => sum + keptMembers(child), own);
}
