/**
 * A JSON value as leaves hold it: numbers are safe integers, decimals and money are strings (ledger-format §2).
 * The same shape as in the kernel: neither library may import the other.
 */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;

/** A JSON object. */
export interface JsonObject {
  readonly [name: string]: JsonValue;
}

/** Whether a JSON value is an object, that is: neither a primitive nor an array. */
export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether any object within a value, itself included, has one of these members. */
export function holdsMember(value: JsonValue, names: readonly string[]): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (isJsonObject(value) && names.some((name) => Object.hasOwn(value, name))) return true;
  return Object.values(value).some((child: JsonValue) => holdsMember(child, names));
}

/** Extends a JSON pointer (RFC 6901) by one reference token. */
export function childPointer(pointer: string, token: string | number): string {
  return `${pointer}/${String(token).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
