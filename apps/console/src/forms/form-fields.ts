import type { JsonSchema } from '../api/declarations.js';

/** Texts of at most so many UTF-16 units are written on one line. */
export const LONGEST_LINE = 200;
/** Members that every command takes beside its own (补录): asked for apart. */
export const LATE_MEMBERS: readonly string[] = ['effectiveOn', 'lateReason'];

interface Common {
  readonly name: string;
  readonly required: boolean;
  readonly nullable: boolean;
  /** What the declaration takes where nothing is said. */
  readonly preset?: unknown;
}

/** A member of a command as a form asks for it. */
export type FormField = Common &
  (
    | { readonly kind: 'text'; readonly long: boolean; readonly maxLength?: number; readonly pattern?: string }
    | { readonly kind: 'choice'; readonly values: readonly string[] }
    | { readonly kind: 'choices'; readonly values: readonly string[] }
    | { readonly kind: 'words' }
    | { readonly kind: 'integer'; readonly min?: number; readonly max?: number }
    | { readonly kind: 'boolean' }
    | { readonly kind: 'date' }
    | { readonly kind: 'fixed'; readonly value: string | number | boolean }
    | { readonly kind: 'group'; readonly fields: readonly FormField[] }
    | { readonly kind: 'list'; readonly fields: readonly FormField[]; readonly least: number; readonly most?: number }
    | { readonly kind: 'variants'; readonly by: string; readonly variants: readonly Variant[] }
    | { readonly kind: 'json' }
  );

/** One form of a member that has several, told apart by the value of one of its own members. */
export interface Variant {
  readonly value: string;
  readonly fields: readonly FormField[];
}

/** The members that a command's schema asks for, in its order. */
export function fieldsOf(schema: JsonSchema): readonly FormField[] {
  const required = new Set(schema.required ?? []);
  return Object.entries(schema.properties ?? {}).map(([name, member]) => fieldOf(name, member, required.has(name)));
}

/** A schema without `null` among its alternatives. */
function withoutNull(schema: JsonSchema): { readonly schema: JsonSchema; readonly nullable: boolean } {
  const alternatives = schema.anyOf ?? schema.oneOf ?? [];
  const left = alternatives.filter(({ type }) => type !== 'null');
  if (left.length === alternatives.length) return { schema, nullable: false };
  const [only] = left;
  return { schema: left.length === 1 && only !== undefined ? only : { oneOf: left }, nullable: true };
}

function fieldOf(name: string, member: JsonSchema, required: boolean): FormField {
  const { schema, nullable } = withoutNull(member);
  const preset = member.default ?? schema.default;
  const common: Common = { name, required, nullable, ...(preset !== undefined && preset !== null && { preset }) };
  const alternatives = schema.anyOf ?? schema.oneOf;
  if (alternatives !== undefined) return variantsOf(common, alternatives);
  if (schema.const !== undefined) return { ...common, kind: 'fixed', value: schema.const };
  if (schema.enum !== undefined) return { ...common, kind: 'choice', values: schema.enum };
  return typedField(common, schema);
}

function typedField(common: Common, schema: JsonSchema): FormField {
  switch (schema.type) {
    case 'boolean':
      return { ...common, kind: 'boolean' };
    case 'integer':
      return {
        ...common,
        kind: 'integer',
        ...(schema.minimum !== undefined && { min: schema.minimum }),
        ...(schema.maximum !== undefined && { max: schema.maximum }),
      };
    case 'string':
      return textField(common, schema);
    case 'array':
      return arrayField(common, schema);
    case 'object':
      return schema.properties === undefined
        ? { ...common, kind: 'json' }
        : { ...common, kind: 'group', fields: fieldsOf(schema) };
    default:
      return { ...common, kind: 'json' };
  }
}

function textField(common: Common, { format, maxLength, pattern }: JsonSchema): FormField {
  if (format === 'date') return { ...common, kind: 'date' };
  const long = pattern === undefined && (maxLength ?? LONGEST_LINE + 1) > LONGEST_LINE;
  return {
    ...common,
    kind: 'text',
    long,
    ...(maxLength !== undefined && { maxLength }),
    ...(pattern !== undefined && { pattern }),
  };
}

function arrayField(common: Common, { items = {}, minItems = 0, maxItems }: JsonSchema): FormField {
  if (items.enum !== undefined) return { ...common, kind: 'choices', values: items.enum };
  if (items.type === 'string') return { ...common, kind: 'words' };
  if (items.type !== 'object' || items.properties === undefined) return { ...common, kind: 'json' };
  return {
    ...common,
    kind: 'list',
    fields: fieldsOf(items),
    least: minItems,
    ...(maxItems !== undefined && { most: maxItems }),
  };
}

/** Alternatives that are objects, each with another constant in the same member. */
function variantsOf(common: Common, alternatives: readonly JsonSchema[]): FormField {
  const [first] = alternatives;
  const by = Object.entries(first?.properties ?? {}).find(([, member]) => typeof member.const === 'string')?.[0];
  if (by === undefined) return { ...common, kind: 'json' };
  const variants = alternatives.flatMap((alternative): readonly Variant[] => {
    const value = alternative.properties?.[by]?.const;
    if (typeof value !== 'string') return [];
    return [{ value, fields: fieldsOf(alternative).filter(({ name }) => name !== by) }];
  });
  return variants.length === alternatives.length
    ? { ...common, kind: 'variants', by, variants }
    : { ...common, kind: 'json' };
}
