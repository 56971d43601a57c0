import { decodeBase64, decodeBase64Url, encodeBase64 } from '../base64.js';
import { sealedDigests } from '../open-data.js';
import { canonicalBytes } from '../jcs.js';
import { isJsonObject, type JsonValue } from '../json.js';
import { decodeLeaf, type Clearance } from '../leaf.js';
import { HASH_BYTES, leafHash } from '../merkle.js';
import { breaches, integer, list, object, optional, spelled, string, type ObjectRule } from '../object-rules.js';
import { parseStrictJson } from '../strict-json.js';
import { BundleError } from './bundle-error.js';

/** Most bytes of one line of `entries.ndjson`. */
export const MAX_ENTRY_LINE_BYTES = 16 * 1024 * 1024;

/** A disclosure that is gone for ever, with the index of the `ledger.DisclosureErased` leaf that says so. */
export interface ErasedDigest {
  readonly by: number;
  /** `b64u` digest. */
  readonly d: string;
}

/** A leaf that its reader may see. */
export interface VisibleEntry {
  readonly idx: number;
  readonly hash: Uint8Array;
  readonly leaf: Uint8Array;
  /** Disclosure strings as kept. */
  readonly sd: readonly string[];
  /** Every erased digest of the leaf, of any level. */
  readonly erased: readonly ErasedDigest[];
}

/** A leaf above the reader's clearance: its hash, and the exporter's signed claim of its class. */
export interface HashOnlyEntry {
  readonly idx: number;
  readonly hash: Uint8Array;
  readonly clr: Clearance;
}

/** One line of `entries.ndjson` (ledger-format §11). */
export type Entry = VisibleEntry | HashOnlyEntry;

const hash = spelled('b64 of a hash', (text) => decodes(() => decodeBase64(text), HASH_BYTES));
const digest = spelled('b64u of a hash', (text) => decodes(() => decodeBase64Url(text), HASH_BYTES));
const HASH_ONLY: ObjectRule = { rules: { clr: integer(0, 3), h: hash, idx: integer(0) } };
const VISIBLE: ObjectRule = {
  rules: {
    idx: integer(0),
    h: hash,
    leaf: string,
    sd: optional(list(string)),
    erased: optional(list(object({ rules: { by: integer(0), d: digest } }))),
  },
};

/** Whether the leaf itself is in the bundle. */
export function isVisible(entry: Entry): entry is VisibleEntry {
  return 'leaf' in entry;
}

/** What an exporter knows of a leaf. */
export interface ExportedLeaf {
  readonly leaf: Uint8Array;
  /** All disclosures that are kept of it, by digest. */
  readonly disclosures: ReadonlyMap<string, string>;
  readonly erased: readonly ErasedDigest[];
}

/**
 * The entry of a leaf for a reader of this clearance: visible iff the leaf's class allows it, and with every disclosure of a level
 * the reader may see, unless erased (ledger-format §11). The leaf is one of our own store.
 */
export function entryFor({ leaf: bytes, disclosures, erased }: ExportedLeaf, clearance: Clearance): Entry {
  const { idx, clr, data } = decodeLeaf(bytes);
  const h = leafHash(bytes);
  if (clr > clearance) return { idx, hash: h, clr };
  const gone = new Set(erased.map(({ d }) => d));
  const sd = sealedDigests(data)
    .filter(({ digest, level }) => level <= clearance && !gone.has(digest))
    .flatMap(({ digest }) => disclosures.get(digest) ?? []);
  return { idx, hash: h, leaf: bytes, sd, erased };
}

/** The line of an entry, without its line end. */
export function formatEntry(entry: Entry): Uint8Array {
  const { idx, hash: h } = entry;
  if (!isVisible(entry)) return canonicalBytes({ clr: entry.clr, h: encodeBase64(h), idx });
  return canonicalBytes({
    ...(entry.erased.length > 0 && { erased: entry.erased }),
    h: encodeBase64(h),
    idx,
    leaf: encodeBase64(entry.leaf),
    ...(entry.sd.length > 0 && { sd: entry.sd }),
  });
}

/**
 * Reads one line of `entries.ndjson`, without its line end; its members may come in any order.
 * @throws {BundleError} `E_ENTRY_FORMAT`
 */
export function parseEntry(line: Uint8Array): Entry {
  const value = parsedLine(line);
  const isHashOnly = isJsonObject(value) && Object.hasOwn(value, 'clr');
  const [breach] = breaches(value, object(isHashOnly ? HASH_ONLY : VISIBLE));
  if (breach !== undefined) throw new BundleError('E_ENTRY_FORMAT', breach.detail, breach.pointer);
  if (isHashOnly) {
    const { clr, h, idx } = value as unknown as RawHashOnly; // as: the rules of this object have just been kept
    return { idx, hash: decodeBase64(h), clr };
  }
  // as: the rules of this object have just been kept
  const { idx, h, leaf, sd = [], erased = [] } = value as unknown as RawVisible;
  return { idx, hash: decodeBase64(h), leaf: decodedLeaf(leaf), sd, erased };
}

/** Apart from the rules, which would decode it once more. */
function decodedLeaf(text: string): Uint8Array {
  try {
    return decodeBase64(text);
  } catch {
    throw new BundleError('E_ENTRY_FORMAT', 'must be b64', '/leaf');
  }
}

interface RawHashOnly {
  readonly clr: Clearance;
  readonly h: string;
  readonly idx: number;
}

interface RawVisible {
  readonly idx: number;
  readonly h: string;
  readonly leaf: string;
  readonly sd?: readonly string[];
  readonly erased?: readonly ErasedDigest[];
}

function parsedLine(line: Uint8Array): JsonValue {
  if (line.length > MAX_ENTRY_LINE_BYTES) throw new BundleError('E_ENTRY_FORMAT', 'too long');
  try {
    return parseStrictJson(line);
  } catch {
    throw new BundleError('E_ENTRY_FORMAT', 'must be JSON without a name twice');
  }
}

function decodes(decode: () => Uint8Array, length?: number): boolean {
  try {
    const bytes = decode();
    return length === undefined || bytes.length === length;
  } catch {
    return false;
  }
}
