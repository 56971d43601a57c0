import type { FormField } from './form-fields.js';

/** What stands in a form: values by member, dates as text. */
export type FormValues = Readonly<Record<string, unknown>>;

/** Told apart from every value of JSON. */
const LEFT_OUT = Symbol('left out');

/** A form that holds something wrong which no server need be asked about. */
export class MalformedJsonError extends Error {
  override readonly name = 'MalformedJsonError';
  constructor(readonly member: string) {
    super(member);
  }
}

/** What a form begins with: the declaration's own presets, then what is known of the record. */
export function initialValues(fields: readonly FormField[], known: FormValues = {}): FormValues {
  const presets = fields.flatMap((field) => {
    if (field.kind === 'list' && field.preset === undefined && field.required)
      return [
        [field.name, Array.from({ length: Math.max(1, field.least) }, () => initialValues(field.fields))] as const,
      ];
    if (field.kind === 'group' && field.required) return [[field.name, initialValues(field.fields)] as const];
    return field.preset === undefined ? [] : [[field.name, field.preset] as const];
  });
  const named = new Set(fields.map(({ name }) => name));
  return {
    ...Object.fromEntries(presets),
    ...Object.fromEntries(Object.entries(known).filter(([name]) => named.has(name))),
  };
}

/**
 * The body of a command, from what stands in its form: what was left empty is left out, or `null` where the command must say so.
 * @throws {@link MalformedJsonError}
 */
export function bodyOf(fields: readonly FormField[], values: FormValues): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const value = valueOf(field, values[field.name]);
      return value === LEFT_OUT ? [] : [[field.name, value] as const];
    }),
  );
}

/** What stands for a member where nothing was said. */
function nothing(field: FormField): unknown {
  if (!field.required) return LEFT_OUT;
  if (field.nullable) return null;
  if (field.kind === 'boolean') return false;
  return field.kind === 'words' || field.kind === 'choices' || field.kind === 'list' ? [] : LEFT_OUT;
}

const asRecord = (value: unknown): FormValues =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as FormValues) : {}; // an object has members

const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Whether somebody said something: groups that are needed are there even when nothing was put into them. */
function isSaid(value: unknown): boolean {
  if (value === undefined || value === null || value === false) return false;
  if (Array.isArray(value)) return value.length > 0;
  return typeof value !== 'object' || Object.values(value).some(isSaid);
}

function valueOf(field: FormField, value: unknown): unknown {
  switch (field.kind) {
    case 'fixed':
      return field.value;
    case 'boolean':
    case 'integer':
    case 'choice':
    case 'date':
      return value === undefined || value === null || value === '' ? nothing(field) : value;
    case 'text':
      return typeof value !== 'string' || value.trim() === '' ? nothing(field) : value;
    case 'words':
    case 'choices':
      return asList(value).length === 0 ? nothing(field) : value;
    case 'list': {
      const rows = asList(value).map((row) => bodyOf(field.fields, asRecord(row)));
      return rows.length === 0 ? nothing(field) : rows;
    }
    case 'group': {
      const body = bodyOf(field.fields, asRecord(value));
      const said = field.fields.some(({ name, kind }) => kind !== 'fixed' && isSaid(body[name]));
      return said || (field.required && !field.nullable) ? body : nothing(field);
    }
    case 'variants': {
      const chosen = asRecord(value);
      const variant = field.variants.find((one) => one.value === chosen[field.by]);
      return variant === undefined ? nothing(field) : { [field.by]: variant.value, ...bodyOf(variant.fields, chosen) };
    }
    case 'json':
      return typeof value !== 'string' || value.trim() === '' ? nothing(field) : parsed(field.name, value);
  }
}

function parsed(member: string, text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    throw new MalformedJsonError(member);
  }
}
