import type { JsonObject, JsonValue, LedgerId } from '@taizhang/kernel';
import { isObject } from './field-values.js';
import type { SealedValue } from './view.js';

/** Where disclosures are fetched: the owner's event store, or its API. Erased or unknown ones are absent. */
export interface SealedFields {
  disclosures(ledger: LedgerId, digests: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

/** A stored disclosure that is not `b64u(JCS([salt, name, value]))` (ledger-format §8). */
export class DisclosureFormatError extends Error {
  override readonly name = 'DisclosureFormatError';
  readonly code = 'DISCLOSURE_FORMAT';
}

/** Name and value of a disclosure (ledger-format §8). @throws {@link DisclosureFormatError} */
export function readDisclosure(disclosure: string): { readonly name: string; readonly value: JsonValue } {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(disclosure, 'base64url').toString('utf8'));
  } catch {
    throw new DisclosureFormatError('a disclosure is not JSON');
  }
  if (!Array.isArray(parts) || parts.length !== 3 || typeof parts[1] !== 'string') {
    throw new DisclosureFormatError('a disclosure is not [salt, name, value]');
  }
  return { name: parts[1], value: parts[2] as JsonValue }; // what JSON.parse gives is a JSON value
}

/** The place of a sealed field in an event's data, before its name is known. */
export interface SealedPlace {
  /** Path of the object it belongs to, ending in a dot, or empty. */
  readonly at: string;
  readonly digest: string;
  readonly level: 1 | 2 | 3;
}

/** Takes `_sd` and `_sdl` out of an event's data, at every depth. Data without them is returned as it is. */
export function splitSealed(data: JsonObject): { readonly open: JsonObject; readonly places: readonly SealedPlace[] } {
  const places: SealedPlace[] = [];
  const open = takeOut(data, '', places);
  return { open: isObject(open) ? open : data, places };
}

function takeOut(value: JsonValue, at: string, places: SealedPlace[]): JsonValue {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const items = value.map((item: JsonValue, i) => takeOut(item, `${at}${String(i)}.`, places));
    return items.some((item, i) => item !== value[i]) ? items : value;
  }
  const object = value as JsonObject; // neither scalar, null nor array
  let changed = false;
  const open: Record<string, JsonValue> = {};
  for (const name of Object.keys(object)) {
    const member = object[name] ?? null;
    if (name === '_sd' || name === '_sdl') {
      changed = true;
      if (name === '_sd') places.push(...placesOf(object, at));
      continue;
    }
    const taken = takeOut(member, `${at}${name}.`, places);
    if (taken !== member) changed = true;
    define(open, name, taken);
  }
  return changed ? open : object;
}

function placesOf({ _sd: digests, _sdl: levels }: JsonObject, at: string): SealedPlace[] {
  if (!Array.isArray(digests) || !Array.isArray(levels)) return [];
  return digests.flatMap((digest: JsonValue, i) => {
    const level: unknown = levels[i];
    if (typeof digest !== 'string' || (level !== 1 && level !== 2 && level !== 3)) return [];
    return [{ at, digest, level } as const];
  });
}

/** Sets an own member even where its name means something else to an object (`__proto__`). */
function define(object: Record<string, JsonValue>, name: string, value: JsonValue): void {
  if (name === '__proto__')
    Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
  else object[name] = value;
}

/** The placeholder in a value, if it is one. */
export function sealedIn(value: JsonValue | undefined): SealedValue | undefined {
  if (!isObject(value)) return undefined;
  const sealed = value['$sealed'];
  return isObject(sealed) && typeof sealed['digest'] === 'string' ? (value as unknown as SealedValue) : undefined; // only handlers write `$sealed`
}

/** Replaces the placeholders of a document, wherever they stand; a document without any is returned as it is. */
export function mapSealed(doc: JsonObject, map: (sealed: SealedValue, path: string) => JsonValue): JsonObject {
  const mapped = mapValue(doc, '', map);
  return isObject(mapped) ? mapped : doc;
}

function mapValue(value: JsonValue, path: string, map: (sealed: SealedValue, path: string) => JsonValue): JsonValue {
  if (typeof value !== 'object' || value === null) return value;
  const sealed = sealedIn(value);
  if (sealed !== undefined) return map(sealed, path);
  const below = path === '' ? '' : `${path}.`;
  if (Array.isArray(value)) {
    const items = value.map((item: JsonValue, i) => mapValue(item, `${below}${String(i)}`, map));
    return items.some((item, i) => item !== value[i]) ? items : value;
  }
  const object = value as JsonObject; // neither scalar, null nor array
  let copy: Record<string, JsonValue> | undefined;
  for (const name of Object.keys(object)) {
    const member = object[name] ?? null;
    const next = mapValue(member, `${below}${name}`, map);
    if (next === member) continue;
    copy ??= { ...object };
    define(copy, name, next);
  }
  return copy ?? object;
}

/** All placeholders of a document. */
export function sealedValues(doc: JsonObject): readonly SealedValue[] {
  const found: SealedValue[] = [];
  mapSealed(doc, (sealed) => {
    found.push(sealed);
    return sealed as unknown as JsonValue; // put back as it was
  });
  return found;
}

/** A placeholder as a JSON value: it consists of nothing else. */
export function sealedJson(sealed: SealedValue): JsonValue {
  return sealed as unknown as JsonValue; // an interface without index signature, made of JSON values
}
