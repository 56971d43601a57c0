import { childPointer } from './json.js';
import { LeafProfileError, type LeafErrorReason } from './leaf-error.js';

/** Deepest nesting of a leaf; the leaf object itself is depth 1 (ledger-format §2, §12). */
export const MAX_LEAF_DEPTH = 16;

/** Where a value stands in the document it belongs to, and how deep it may go. */
export interface JcsOptions {
  /** Most containers inside one another, the value itself included. Default {@link MAX_LEAF_DEPTH}. */
  readonly maxDepth?: number;
  /** JSON pointer of the value, put before the pointers of errors. Default `''`. */
  readonly pointer?: string;
}

/**
 * The JCS form (RFC 8785) of a value within the I-JSON profile of leaves (ledger-format §2): numbers are safe integers and
 * not -0, strings are well-formed Unicode, containers are plain objects and arrays without holes or `undefined`.
 * @throws {LeafProfileError} `E_LEAF_SCHEMA` with the reason and the place
 */
export function canonicalize(value: unknown, options?: JcsOptions): string {
  return new JcsWriter(integerText, options).text(value, 0);
}

/**
 * The JCS form (RFC 8785) of any JSON value, floats included: for JSON that is not ours. Leaves use {@link canonicalize}.
 * @throws {LeafProfileError} on what is no JSON at all: NaN, lone surrogates, functions, `undefined`; and on too much depth
 */
export function canonicalizeAnyNumber(value: unknown, options?: JcsOptions): string {
  return new JcsWriter(numberText, options).text(value, 0);
}

/**
 * The JSON text of a string that stands at a place known beforehand: what {@link canonicalize} does, less its walk.
 * @throws {LeafProfileError} `E_LEAF_SCHEMA` at `pointer`
 */
export function canonicalString(value: string, pointer: string): string {
  return typeof value === 'string' && !NEEDS_CARE.test(value) ? `"${value}"` : canonicalize(value, { pointer });
}

/**
 * The JSON text of an integer that stands at a place known beforehand.
 * @throws {LeafProfileError} `E_LEAF_SCHEMA` at `pointer`
 */
export function canonicalInteger(value: number, pointer: string): string {
  return Number.isSafeInteger(value) && value !== 0 ? String(value) : canonicalize(value, { pointer });
}

/** What of a string JSON must escape, and every surrogate, paired or not: strings without these are copied as they are. */
// eslint-disable-next-line no-control-regex -- control characters are the very thing to find
const NEEDS_CARE = /["\\\u0000-\u001f\ud800-\udfff]/;
const LONE_SURROGATE = /\p{Surrogate}/u;

/** A refusal by one of the scalar writers; the JcsWriter adds the place. */
class Refusal {
  constructor(
    readonly reason: LeafErrorReason,
    readonly detail: string,
  ) {}
}

/** The JSON text of a string; exactly what RFC 8785 §3.2.2.2 asks for. */
function stringText(value: string): string | Refusal {
  if (!NEEDS_CARE.test(value)) return `"${value}"`;
  if (LONE_SURROGATE.test(value)) return new Refusal('LONE_SURROGATE', 'lone surrogate');
  return JSON.stringify(value);
}

/** RFC 8785 §3.2.2.3 is ECMAScript's own number to string. */
function numberText(value: number): string | Refusal {
  return Number.isFinite(value) ? String(value) : new Refusal('NOT_FINITE', 'not a finite number');
}

function integerText(value: number): string | Refusal {
  if (Number.isSafeInteger(value) && !Object.is(value, -0)) return String(value);
  if (value === 0) return new Refusal('NEGATIVE_ZERO', 'minus zero');
  if (!Number.isFinite(value)) return new Refusal('NOT_FINITE', 'not a finite number');
  if (!Number.isInteger(value)) return new Refusal('NOT_INTEGER', 'not an integer: decimals are strings');
  return new Refusal('UNSAFE_INTEGER', 'beyond 2^53-1');
}

/**
 * Writes one value. The path is kept as one token per depth, overwritten as the walk goes on, and becomes a pointer only
 * when something is refused: leaves are written on the append path, errors are not.
 */
class JcsWriter {
  private readonly path: (string | number)[] = [];
  private readonly maxDepth: number;
  private readonly pointer: string;

  constructor(
    private readonly number: (value: number) => string | Refusal,
    { maxDepth = MAX_LEAF_DEPTH, pointer = '' }: JcsOptions = {},
  ) {
    this.maxDepth = maxDepth;
    this.pointer = pointer;
  }

  /** @param depth containers around `value` */
  text(value: unknown, depth: number): string {
    switch (typeof value) {
      case 'string':
        return this.accept(stringText(value), depth);
      case 'number':
        return this.accept(this.number(value), depth);
      case 'boolean':
        return value ? 'true' : 'false';
      case 'object':
        return value === null ? 'null' : this.container(value, depth);
      default:
        return this.refuse('NOT_JSON', `a ${typeof value} is no JSON value`, depth);
    }
  }

  private container(value: object, depth: number): string {
    if (depth >= this.maxDepth) this.refuse('TOO_DEEP', `deeper than ${String(this.maxDepth)}`, depth);
    if (Array.isArray(value)) return this.array(value, depth);
    if (!isPlain(value)) this.refuse('NOT_JSON', 'not a plain object', depth);
    // as: a plain object may be read by its own string keys
    return this.object(value as Readonly<Record<string, unknown>>, depth);
  }

  private array(items: readonly unknown[], depth: number): string {
    let text = '[';
    for (let i = 0; i < items.length; i++) {
      this.path[depth] = i;
      text += i === 0 ? this.text(items[i], depth + 1) : `,${this.text(items[i], depth + 1)}`;
    }
    return `${text}]`;
  }

  private object(members: Readonly<Record<string, unknown>>, depth: number): string {
    let text = '{';
    for (const name of sortedKeys(members)) {
      this.path[depth] = name;
      const member = `${this.accept(stringText(name), depth + 1)}:${this.text(members[name], depth + 1)}`;
      text += text.length === 1 ? member : `,${member}`;
    }
    return `${text}}`;
  }

  private accept(text: string | Refusal, depth: number): string {
    return typeof text === 'string' ? text : this.refuse(text.reason, text.detail, depth);
  }

  private refuse(reason: LeafErrorReason, detail: string, depth: number): never {
    const pointer = this.path.slice(0, depth).reduce<string>(childPointer, this.pointer);
    throw new LeafProfileError('E_LEAF_SCHEMA', reason, detail, pointer);
  }
}

/** Own names in order of UTF-16 code units (RFC 8785 §3.2.3), which is how ECMAScript compares strings. */
function sortedKeys(members: object): string[] {
  const names = Object.keys(members);
  for (let i = 1; i < names.length; i++) {
    // Most objects come sorted already: looking costs less than sorting.
    if ((names[i - 1] ?? '') > (names[i] ?? '')) return names.sort();
  }
  return names;
}

/** Object literals and parsed JSON, of any realm; not Dates, Maps or class instances. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null || Object.getPrototypeOf(prototype) === null;
}
