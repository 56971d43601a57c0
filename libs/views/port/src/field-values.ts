import type { JsonObject, JsonValue } from '@taizhang/kernel';
import type { ComparedIndex, FieldIndex } from './view.js';
import type { FieldValue, ViewShape } from './view-storage.js';

/** An indexed field of a shape, in a fixed order: adapters may name columns by `position`. */
export interface ShapeField {
  readonly path: string;
  readonly kind: FieldIndex;
  readonly position: number;
}

/** The declared fields in code-unit order of their paths. */
export function shapeFields(shape: ViewShape): readonly ShapeField[] {
  return Object.keys(shape.fields)
    .sort()
    .map((path, position) => ({ path, kind: shape.fields[path] ?? 'keyword', position }));
}

/** @returns whether documents are compared by a field of this kind; others are found by their terms. */
export function isCompared(kind: FieldIndex): kind is ComparedIndex {
  return kind !== 'text' && kind !== 'keywords';
}

/** @returns whether a value is an object with named members. */
export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What stands at a path of a document; arrays are not entered. */
export function valueAt(doc: JsonObject, path: string): JsonValue | undefined {
  if (!path.includes('.')) return Object.hasOwn(doc, path) ? doc[path] : undefined;
  let value: JsonValue | undefined = doc;
  for (const name of path.split('.')) {
    if (!isObject(value) || !Object.hasOwn(value, name)) return undefined;
    value = value[name];
  }
  return value;
}

/** A declared field's value as every adapter indexes it: of the declared kind, else `null` (sealed values too). */
export function fieldValue(doc: JsonObject, path: string, kind: FieldIndex): FieldValue {
  const value = valueAt(doc, path);
  switch (kind) {
    case 'keyword':
    case 'date':
      return typeof value === 'string' ? value : null;
    case 'number':
      return typeof value === 'number' ? value : null;
    case 'boolean':
      return typeof value === 'boolean' ? value : null;
    case 'keywords':
    case 'text':
      return null;
  }
}

/** Order of strings in every adapter: by code point, which is the order of their UTF-8 bytes (JavaScript's own is not). */
export function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i += 1) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x === y) continue;
    // A surrogate stands for a code point beyond U+FFFF, above every other code unit.
    const xSurrogate = x >= 0xd800 && x <= 0xdfff;
    const ySurrogate = y >= 0xd800 && y <= 0xdfff;
    return xSurrogate === ySurrogate ? x - y : xSurrogate ? 1 : -1;
  }
  return a.length - b.length;
}

/** Order of indexed values of one field: `null` first, `false` before `true`. */
export function compareValues(a: FieldValue, b: FieldValue): number {
  if (a === null || b === null) return (a === null ? 0 : 1) - (b === null ? 0 : 1);
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b);
  return Number(a) - Number(b);
}

const MAX_CODE_POINT = 0x10ffff;

/** The smallest string above all that begin with `prefix`; `undefined` when there is none. */
export function prefixEnd(prefix: string): string | undefined {
  const points = Array.from(prefix, (char) => char.codePointAt(0) ?? 0);
  for (let last = points.pop(); last !== undefined; last = points.pop()) {
    if (last === MAX_CODE_POINT) continue;
    const next = last + 1 === 0xd800 ? 0xe000 : last + 1; // surrogates are not code points of text
    return String.fromCodePoint(...points, next);
  }
  return undefined;
}
