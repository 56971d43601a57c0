import { z } from 'zod';
import type { JsonObject, JsonValue } from './json.js';

/** Clearance level a sealed field asks of its reader: 1 internal 内部, 2 restricted 敏感, 3 confidential 机密. */
export type Level = 1 | 2 | 3;

/** Class of a field in an event (`x-ledger-class`, ledger-format §8): what may stand openly in a leaf for ever. */
export type FieldClass =
  | { readonly kind: 'open' }
  | { readonly kind: 'redactable'; readonly level: Level }
  | { readonly kind: 'personal'; readonly level: Level; readonly subject: SubjectField };

/** The open sibling of a personal field that says whom it is about. */
export interface SubjectField {
  readonly field: string;
  /** Where that value is unique: a person's id in the deployment, any other number in its stream only. */
  readonly unique: 'deployment' | 'stream';
}

declare const SEALED: unique symbol;

/** Marks a schema in the type system, so that `evolve` cannot even name a sealed field. */
export interface SealedMark {
  readonly [SEALED]: true;
}

/** Key of a field's class in the schema's metadata; it reaches the published JSON Schemas unchanged. */
export const FIELD_CLASS = 'x-ledger-class';

function classed<S extends z.ZodType>(schema: S, fieldClass: FieldClass): S {
  return schema.meta({ ...schema.meta(), [FIELD_CLASS]: fieldClass }) as S; // `meta` returns the same schema, typed wider
}

/** A field that may be erased later: a salted digest stands in the leaf, the value beside it (ledger-format §8). */
export function redactable<S extends z.ZodType>(level: Level, schema: S): S & SealedMark {
  return classed(schema, { kind: 'redactable', level }) as S & SealedMark; // the mark lives in types only
}

/**
 * A personal field (个人信息): redactable, and its value an envelope under the subject's key (ledger-format §9).
 * @param subject sibling field that holds the person's id; or a sibling whose value names somebody within the stream only
 */
export function personal<S extends z.ZodType>(level: Level, schema: S, subject: string | SubjectField): S & SealedMark {
  const named: SubjectField = typeof subject === 'string' ? { field: subject, unique: 'deployment' } : subject;
  return classed(schema, { kind: 'personal', level, subject: named }) as S & SealedMark; // the mark lives in types only
}

const UNIT_REFERENCE = /^[a-z0-9][a-z0-9-]{0,62}(\/[A-Za-z0-9][A-Za-z0-9._-]{0,63})?$/;

/** An opaque identifier: an id, code or number of something, at most 64 characters, never a person's name. */
export function id(): z.ZodString {
  return classed(z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/), { kind: 'open' });
}

/**
 * A unit from anywhere in the deployment: the code of one with a ledger of its own, or `<bureau>/<code>` of a branch. Bureaus
 * may name branches alike, so a code alone says less outside its bureau.
 */
export function unitReference(): z.ZodString {
  return classed(z.string().regex(UNIT_REFERENCE), { kind: 'open' });
}

/** Id of a power in the deployment: where it comes from, its role and holder, as its owner composes it. */
export function powerReference(): z.ZodString {
  return classed(z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:/-]{0,199}$/), { kind: 'open' });
}

/** Identifier of something that may be a whole stream id such as `issue/2014-0001`. */
export function reference(): z.ZodString {
  return classed(z.string().regex(/^[a-z][a-z0-9-]*(\/[A-Za-z0-9._-]{1,64}){1,2}$/), { kind: 'open' });
}

/** Key of an account, a record or a blob: how it is named in its ledger, or an account in the deployment. */
export function recordKey(): z.ZodString {
  return classed(z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:/-]{0,199}$/), { kind: 'open' });
}

/** Id of an event of the same ledger: what a withdrawal names. */
export function eventReference(): z.ZodString {
  return classed(z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/), { kind: 'open' });
}

/** A calendar date `YYYY-MM-DD`. */
export function date(): z.ZodISODate {
  return classed(z.iso.date(), { kind: 'open' });
}

/** An instant in UTC with milliseconds. */
export function instant(): z.ZodISODateTime {
  return classed(z.iso.datetime({ precision: 3 }), { kind: 'open' });
}

/** A SHA-256 in lower-case hexadecimal: how material outside the ledger is named (ledger-format §2). */
export function sha256Hex(): z.ZodString {
  return classed(z.string().regex(/^[0-9a-f]{64}$/), { kind: 'open' });
}

/** Digest by which a leaf holds a sealed value: b64u SHA-256 (ledger-format §8). */
export function sealedDigest(): z.ZodString {
  return classed(z.string().regex(/^[A-Za-z0-9_-]{43}$/), { kind: 'open' });
}

/** An integer a leaf can hold (safe, I-JSON). */
export function int(): z.ZodInt {
  return z.int().min(-Number.MAX_SAFE_INTEGER).max(Number.MAX_SAFE_INTEGER);
}

/** Longest text a field takes, in UTF-16 units: eight of them fit into one leaf. */
export const MAX_TEXT_LENGTH = 4_000;

/** Text written by people: well-formed Unicode, not blank, at most {@link MAX_TEXT_LENGTH}. Never open: wrap it. */
export function text(max: number = MAX_TEXT_LENGTH): z.ZodString {
  return z
    .string()
    .max(max)
    .refine((value) => value.isWellFormed(), 'is not well-formed Unicode')
    .refine((value) => value.trim() !== '', 'is blank');
}

/** What of a schema's value stands openly in the leaf: all that deciders, gates, conditions and policies may see (design §5). */
export type OpenOf<S> = S extends SealedMark
  ? never
  : S extends z.ZodObject<infer Shape>
    ? OpenShape<Shape>
    : S extends z.ZodArray<infer Item>
      ? readonly OpenOf<Item>[]
      : S extends z.ZodExactOptional<infer Inner>
        ? OpenOf<Inner>
        : S extends z.ZodOptional<infer Inner>
          ? OpenOf<Inner> | undefined
          : S extends z.ZodNullable<infer Inner>
            ? OpenOf<Inner> | null
            : z.output<S>;

type OpenKeys<Shape> = { [K in keyof Shape]: Shape[K] extends SealedMark ? never : K }[keyof Shape];
type OptionalKeys<Shape> = {
  [K in OpenKeys<Shape>]: Shape[K] extends z.ZodOptional | z.ZodExactOptional ? K : never;
}[OpenKeys<Shape>];
type OpenShape<Shape> = { readonly [K in Exclude<OpenKeys<Shape>, OptionalKeys<Shape>>]: OpenOf<Shape[K]> } & {
  readonly [K in OptionalKeys<Shape>]?: OpenOf<Shape[K]>;
};

/** Classes of an object's fields, as sealing walks them. Same shape as `FieldClasses` of the ledger library. */
export interface FieldTree {
  readonly [field: string]:
    | FieldClass
    | { readonly kind: 'object'; readonly fields: FieldTree }
    | { readonly kind: 'array'; readonly items: FieldTree };
}

/** A schema that would put free text openly into a leaf, or that sealing cannot walk; a programming error. */
export class FieldClassError extends Error {
  override readonly name = 'FieldClassError';
}

/**
 * Reads the classes of an event's fields.
 * @throws {@link FieldClassError} where a string is neither an enum, id, code or date nor redactable or personal:
 *   free text is never open (design §5); and where the subject of a personal field is not an open sibling.
 */
export function fieldTree(schema: z.ZodObject, path = ''): FieldTree {
  const tree: Record<string, FieldTree[string]> = {};
  for (const [name, field] of Object.entries(schema.shape)) {
    tree[name] = classOf(field as z.ZodType, `${path}/${name}`); // zod types shapes by its core class
  }
  for (const [name, node] of Object.entries(tree)) {
    if (node.kind === 'personal' && tree[node.subject.field]?.kind !== 'open')
      throw new FieldClassError(
        `${path}/${name}: the sibling ${node.subject.field}, which names its subject, is not open`,
      );
  }
  return tree;
}

function classOf(field: z.ZodType, path: string): FieldTree[string] {
  const declared = field.meta()?.[FIELD_CLASS] as FieldClass | undefined; // only `classed` writes this key
  if (declared !== undefined) return declared;
  if (field instanceof z.ZodOptional || field instanceof z.ZodExactOptional || field instanceof z.ZodNullable)
    return classOf(field.unwrap() as z.ZodType, path); // zod types what it wraps by its core class
  if (field instanceof z.ZodObject) return { kind: 'object', fields: fieldTree(field, path) };
  if (field instanceof z.ZodArray) return arrayClassOf(field.element as z.ZodType, path); // as above
  if (isOpenByNature(field)) return { kind: 'open' };
  throw new FieldClassError(
    `${path}: free text is never open; declare it redactable or personal, or as an id, enum or date`,
  );
}

function arrayClassOf(element: z.ZodType, path: string): FieldTree[string] {
  const item = classOf(element, `${path}[]`);
  if (item.kind === 'object') return { kind: 'array', items: item.fields };
  if (item.kind === 'open') return item;
  throw new FieldClassError(`${path}: seal the whole array, not its elements (ledger-format §8)`);
}

function isOpenByNature(field: z.ZodType): boolean {
  return (
    field instanceof z.ZodEnum ||
    field instanceof z.ZodLiteral ||
    field instanceof z.ZodBoolean ||
    field instanceof z.ZodNumber ||
    field instanceof z.ZodNull
  );
}

/** The open part of an event's data: what `evolve` gets, whether or not the sealed values still exist. */
export function openPart(tree: FieldTree, data: JsonObject): JsonObject {
  const open: Record<string, JsonValue> = {};
  for (const [name, value] of Object.entries(data)) {
    const node = tree[name];
    if (node === undefined || node.kind === 'open') open[name] = value;
    else if (node.kind === 'object') open[name] = isObject(value) ? openPart(node.fields, value) : value;
    else if (node.kind === 'array' && Array.isArray(value)) {
      open[name] = value.map((item: JsonValue) => (isObject(item) ? openPart(node.items, item) : item));
    }
  }
  return open;
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
