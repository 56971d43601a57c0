import { decodeBase64Url } from './base64.js';
import { DisclosureError, disclosureDigest, isEnvelope, parseDisclosure, type DisclosureLevel } from './disclosure.js';
import { childPointer, holdsMember, isJsonObject, type JsonObject, type JsonValue } from './json.js';
import type { Clearance } from './leaf.js';
import { HASH_BYTES } from './merkle.js';
import { DATA_POINTER } from './seal.js';

/** A digest of a leaf with its level and the object whose `_sd` holds it. */
export interface SealedDigest {
  readonly digest: string;
  readonly level: DisclosureLevel;
  /** JSON pointer from the leaf root to the object. */
  readonly pointer: string;
}

/** Data as a reader of some clearance sees it. */
export interface OpenedData {
  /** Disclosed fields back in place, without `_sd` and `_sdl`; what was not disclosed is absent. */
  readonly data: JsonObject;
  /** Above the reader's clearance. */
  readonly withheld: readonly SealedDigest[];
  /** Within the reader's clearance, yet without a disclosure: erased, or stripped on the way. */
  readonly missing: readonly SealedDigest[];
}

/** Members that tell of sealed fields (ledger-format §8). */
const DIGEST_MEMBERS = ['_sd', '_sdl'];

/**
 * Puts disclosed values back into the data of a leaf, for a reader of this clearance.
 * @param disclosures disclosure strings as received, by digest; those of other leaves and above the clearance are not looked at
 * @throws {DisclosureError} `E_SD_FORMAT` (digests of the leaf), `E_DISCLOSURE_UNKNOWN` (not of this digest),
 *   `E_DISCLOSURE_FORMAT`, `E_DISCLOSURE_NAME` (reserved, or there already)
 */
export function openData(data: JsonObject, disclosures: ReadonlyMap<string, string>, clearance: Clearance): OpenedData {
  const withheld: SealedDigest[] = [];
  const missing: SealedDigest[] = [];
  if (!holdsMember(data, DIGEST_MEMBERS)) return { data, withheld, missing }; // as most leaves are
  const opened = openObject(data, { disclosures, clearance, withheld, missing }, DATA_POINTER);
  return { data: opened, withheld, missing };
}

/**
 * Every digest that the data of a leaf holds, in document order.
 * @throws {DisclosureError} `E_SD_FORMAT`
 */
export function sealedDigests(data: JsonObject): readonly SealedDigest[] {
  return openData(data, new Map(), 0).withheld;
}

interface Opening {
  readonly disclosures: ReadonlyMap<string, string>;
  readonly clearance: Clearance;
  readonly withheld: SealedDigest[];
  readonly missing: SealedDigest[];
}

function openObject(object: JsonObject, opening: Opening, pointer: string): JsonObject {
  const members = new Map<string, JsonValue>();
  for (const [name, value] of Object.entries(object)) {
    if (name !== '_sd' && name !== '_sdl') members.set(name, openValue(value, opening, pointer, name));
  }
  for (const sealed of digestsOf(object, pointer)) {
    const disclosure = opening.disclosures.get(sealed.digest);
    if (sealed.level > opening.clearance) opening.withheld.push(sealed);
    else if (disclosure === undefined) opening.missing.push(sealed);
    else putBack(members, sealed, disclosure);
  }
  // fromEntries defines own members whatever their name, `__proto__` too.
  return Object.fromEntries(members);
}

function openValue(value: JsonValue, opening: Opening, within: string, name: string | number): JsonValue {
  if (typeof value !== 'object' || value === null || isEnvelope(value)) return value;
  const pointer = childPointer(within, name);
  if (isJsonObject(value)) return openObject(value, opening, pointer);
  return value.map((item, i) => openValue(item, opening, pointer, i));
}

function putBack(members: Map<string, JsonValue>, { digest, pointer }: SealedDigest, disclosure: string): void {
  if (disclosureDigest(disclosure) !== digest) {
    throw new DisclosureError('E_DISCLOSURE_UNKNOWN', 'disclosure has another digest', pointer);
  }
  const { name, value } = parseDisclosure(disclosure);
  if (members.has(name)) throw new DisclosureError('E_DISCLOSURE_NAME', 'name is there already', pointer);
  members.set(name, value);
}

/** `_sd` and `_sdl` of one object: both or neither, of one length, digests ascending. */
function digestsOf(object: JsonObject, pointer: string): SealedDigest[] {
  const digests = Object.hasOwn(object, '_sd') ? object['_sd'] : undefined;
  const levels = Object.hasOwn(object, '_sdl') ? object['_sdl'] : undefined;
  if (digests === undefined && levels === undefined) return [];
  if (!Array.isArray(digests) || !Array.isArray(levels) || digests.length !== levels.length || digests.length === 0) {
    throw new DisclosureError('E_SD_FORMAT', '_sd and _sdl must be arrays of one length', pointer);
  }
  return digests.map((digest: JsonValue, i) => {
    const level: JsonValue | undefined = levels[i];
    if (!isDigest(digest) || !isLevel(level))
      throw new DisclosureError('E_SD_FORMAT', 'no digest, or no level 1..3', pointer);
    const previous: JsonValue | undefined = digests[i - 1];
    if (typeof previous === 'string' && previous >= digest)
      throw new DisclosureError('E_SD_FORMAT', '_sd is not ascending', pointer);
    return { digest, level, pointer };
  });
}

function isDigest(value: JsonValue): value is string {
  if (typeof value !== 'string') return false;
  try {
    return decodeBase64Url(value).length === HASH_BYTES;
  } catch {
    return false;
  }
}

function isLevel(value: JsonValue | undefined): value is DisclosureLevel {
  return value === 1 || value === 2 || value === 3;
}
