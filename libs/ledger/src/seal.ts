import {
  DisclosureError,
  isReservedName,
  makeDisclosure,
  refuseReservedNames,
  type Disclosure,
  type DisclosureLevel,
} from './disclosure.js';
import { childPointer, isJsonObject, type JsonObject, type JsonValue } from './json.js';

/** How one field of `data` enters the leaf (ledger-format §8, `x-ledger-class`). */
export type FieldClass =
  | { readonly kind: 'open' }
  | { readonly kind: 'redactable'; readonly level: DisclosureLevel }
  | PersonalClass
  | { readonly kind: 'object'; readonly fields: FieldClasses }
  | { readonly kind: 'array'; readonly items: FieldClasses };

/** A disclosure whose value is an envelope (ledger-format §9). */
export interface PersonalClass {
  readonly kind: 'personal+redactable';
  readonly level: DisclosureLevel;
  /** The open sibling that names the subject, and where that name is unique. */
  readonly subject: { readonly field: string; readonly unique: 'deployment' | 'stream' };
}

/** The classes of all fields of an object, as the event schema declares them. */
export interface FieldClasses {
  readonly [field: string]: FieldClass;
}

/** A disclosure made while sealing, with what its keeper must know. */
export interface SealedDisclosure extends Disclosure {
  readonly level: DisclosureLevel;
  /** JSON pointer from the leaf root that the field would have in place, e.g. `/data/narrative`. */
  readonly path: string;
  /** Whether the value is an envelope under its subject's key. */
  readonly personal: boolean;
}

/** A personal value on its way into an envelope. */
export interface PersonalField {
  readonly name: string;
  readonly value: JsonValue;
  /** What the declared sibling holds. */
  readonly subject: JsonValue | undefined;
  readonly unique: PersonalClass['subject']['unique'];
  /** JSON pointer from the leaf root that the field would have in place. */
  readonly pointer: string;
}

/** Puts a personal value into an envelope (ledger-format §9). Not asked about `null`: nothing is nobody's. */
export type EnvelopeSource = (field: PersonalField) => JsonObject;

/** Data ready for a leaf, and the disclosures to store beside it, before or with the commit. */
export interface SealedData {
  readonly data: JsonObject;
  readonly disclosures: readonly SealedDisclosure[];
}

/**
 * Gives the salt for the field at a JSON pointer from the leaf root: random bytes, or under the manual clock bytes derived from
 * (seed, log, commit id, event, pointer) (design §3). Asked once per redactable field.
 */
export type SaltSource = (pointer: string) => Uint8Array;

/** Where `data` stands in a leaf; paths of disclosures start here. */
export const DATA_POINTER = '/data';

/**
 * Replaces the redactable fields of an event's data by digests. Every redactable field the classes list is disclosed, an absent
 * one as `null`, so that the number of digests says nothing; nested objects and objects in arrays carry their own `_sd`.
 * A nested object or array that is absent or null stays so.
 * @throws {DisclosureError} on reserved names, undeclared fields, and values that are not the object or array declared
 * @throws {LeafProfileError} on a redactable value outside the I-JSON profile
 */
export function sealData(
  data: JsonObject,
  classes: FieldClasses,
  salts: SaltSource,
  envelopes: EnvelopeSource = refuseEnvelopes,
): SealedData {
  const disclosures: SealedDisclosure[] = [];
  return { data: sealObject(data, classes, { salts, envelopes, disclosures }, DATA_POINTER), disclosures };
}

function refuseEnvelopes({ pointer }: PersonalField): never {
  throw new DisclosureError('SEAL_FIELD_SHAPE', 'a personal field needs an envelope', pointer);
}

interface Sealing {
  readonly salts: SaltSource;
  readonly envelopes: EnvelopeSource;
  readonly disclosures: SealedDisclosure[];
}

function sealObject(object: JsonObject, classes: FieldClasses, sealing: Sealing, pointer: string): JsonObject {
  refuseUndeclared(object, classes, pointer);
  const open: [string, JsonValue][] = [];
  const sealed: SealedDisclosure[] = [];
  for (const [name, fieldClass] of Object.entries(classes)) {
    const path = childPointer(pointer, name);
    const value = Object.hasOwn(object, name) ? object[name] : undefined;
    if (fieldClass.kind === 'redactable' || fieldClass.kind === 'personal+redactable') {
      const kept = enveloped({ name, value: value ?? null, object, path }, fieldClass, sealing);
      const personal = kept !== (value ?? null);
      sealed.push({ ...makeDisclosure(name, kept, sealing.salts(path)), level: fieldClass.level, path, personal });
    } else if (value !== undefined) {
      open.push([name, sealField(value, fieldClass, sealing, path)]);
    }
  }
  sealing.disclosures.push(...sealed);
  // fromEntries defines own members whatever their name, `__proto__` too.
  return Object.fromEntries([...open, ...digestMembers(sealed)]);
}

function enveloped(
  field: { readonly name: string; readonly value: JsonValue; readonly object: JsonObject; readonly path: string },
  fieldClass: Extract<FieldClass, { kind: 'redactable' | 'personal+redactable' }>,
  sealing: Sealing,
): JsonValue {
  const { name, value, object, path } = field;
  if (fieldClass.kind === 'redactable' || value === null) return value;
  const { field: sibling, unique } = fieldClass.subject;
  const subject = Object.hasOwn(object, sibling) ? object[sibling] : undefined;
  return sealing.envelopes({ name, value, subject, unique, pointer: path });
}

function sealField(
  value: JsonValue,
  fieldClass: Exclude<FieldClass, { kind: 'redactable' | 'personal+redactable' }>,
  sealing: Sealing,
  pointer: string,
): JsonValue {
  if (fieldClass.kind === 'open') {
    refuseReservedNames(value, pointer);
    return value;
  }
  if (value === null) return null;
  if (fieldClass.kind === 'object')
    return sealObject(mustBeObject(value, pointer), fieldClass.fields, sealing, pointer);
  if (!Array.isArray(value)) throw new DisclosureError('SEAL_FIELD_SHAPE', 'must be an array', pointer);
  return value.map((item: JsonValue, i) => {
    const place = childPointer(pointer, i);
    return sealObject(mustBeObject(item, place), fieldClass.items, sealing, place);
  });
}

/** `_sd` sorted by ASCII, `_sdl` beside it; neither where nothing is sealed. */
function digestMembers(sealed: readonly SealedDisclosure[]): [string, JsonValue][] {
  if (sealed.length === 0) return [];
  const sorted = sealed.toSorted((a, b) => (a.digest < b.digest ? -1 : 1));
  return [
    ['_sd', sorted.map(({ digest }) => digest)],
    ['_sdl', sorted.map(({ level }) => level)],
  ];
}

function refuseUndeclared(object: JsonObject, classes: FieldClasses, pointer: string): void {
  for (const name of [...Object.keys(classes), ...Object.keys(object)]) {
    if (isReservedName(name))
      throw new DisclosureError('E_DISCLOSURE_NAME', 'name is reserved', childPointer(pointer, name));
    // Not let through as open: what nobody classified may be free text.
    if (!Object.hasOwn(classes, name)) {
      throw new DisclosureError('SEAL_FIELD_UNDECLARED', 'field has no class', childPointer(pointer, name));
    }
  }
}

function mustBeObject(value: JsonValue, pointer: string): JsonObject {
  if (!isJsonObject(value)) throw new DisclosureError('SEAL_FIELD_SHAPE', 'must be an object', pointer);
  return value;
}
