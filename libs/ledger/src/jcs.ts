import { childPointer } from './json.js';
import { LeafProfileError, type LeafErrorReason } from './leaf-error.js';
import { Utf8Sink } from './utf8-sink.js';

/** Deepest nesting of a leaf; the leaf object itself is depth 1 (ledger-format §2, §12). */
export const MAX_LEAF_DEPTH = 16;

/** Where a value stands in the document it belongs to, and how deep it may go. */
export interface JcsOptions {
  /** Most containers inside one another, the value itself included. Default {@link MAX_LEAF_DEPTH}. */
  readonly maxDepth?: number;
  /** JSON pointer of the value, put before the pointers of errors. Default `''`. */
  readonly pointer?: string;
}

/** Which numbers may be written. */
type NumberProfile = 'integers' | 'any';

/**
 * The JCS form (RFC 8785) of a value within the I-JSON profile of leaves (ledger-format §2), as UTF-8: numbers are safe
 * integers and not -0, strings are well-formed Unicode, containers are plain objects and arrays without holes or
 * `undefined`.
 * @throws {LeafProfileError} `E_LEAF_SCHEMA` with the reason and the place
 */
export function canonicalBytes(value: unknown, options?: JcsOptions): Uint8Array {
  return isWrittenSo(value, options) ? encoder.encode(JSON.stringify(value)) : write(value, 'integers', options);
}

/**
 * {@link canonicalBytes} as text.
 * @throws {LeafProfileError} `E_LEAF_SCHEMA` with the reason and the place
 */
export function canonicalize(value: unknown, options?: JcsOptions): string {
  return isWrittenSo(value, options) ? JSON.stringify(value) : utf8.decode(write(value, 'integers', options));
}

/** ECMAScript's own serialisation is the JCS form of whatever is within the profile and in order already (RFC 8785 §3.2). */
function isWrittenSo(value: unknown, options: JcsOptions | undefined): boolean {
  return isInOrder(value, options?.maxDepth ?? MAX_LEAF_DEPTH);
}

/**
 * The JCS form (RFC 8785) of any JSON value, floats included: for JSON that is not ours. Leaves use {@link canonicalize}.
 * @throws {LeafProfileError} on what is no JSON at all: NaN, lone surrogates, functions, `undefined`; and on too much depth
 */
export function canonicalizeAnyNumber(value: unknown, options?: JcsOptions): string {
  return utf8.decode(write(value, 'any', options));
}

const encoder = new TextEncoder();
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
let idleSink: Utf8Sink | undefined;

function write(value: unknown, numbers: NumberProfile, options?: JcsOptions): Uint8Array {
  // Taken, not shared: a getter of the value might come here again.
  const sink = idleSink ?? new Utf8Sink();
  idleSink = undefined;
  try {
    new JcsWriter(sink, numbers, options).value(value, 0);
    return sink.toBytes();
  } finally {
    sink.reset();
    idleSink = sink;
  }
}

const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/**
 * Writes one value. The path is kept as one token per depth, overwritten as the walk goes on, and becomes a pointer only
 * when something is refused: leaves are written on the append path, errors are not.
 */
class JcsWriter {
  private readonly path: (string | number)[] = [];
  private readonly maxDepth: number;
  private readonly pointer: string;

  constructor(
    private readonly sink: Utf8Sink,
    private readonly numbers: NumberProfile,
    { maxDepth = MAX_LEAF_DEPTH, pointer = '' }: JcsOptions = {},
  ) {
    this.maxDepth = maxDepth;
    this.pointer = pointer;
  }

  /** @param depth containers around `value` */
  value(value: unknown, depth: number): void {
    switch (typeof value) {
      case 'string':
        this.string(value, depth);
        break;
      case 'number':
        this.number(value, depth);
        break;
      case 'boolean':
        this.sink.ascii(value ? 'true' : 'false');
        break;
      case 'object':
        if (value === null) this.sink.ascii('null');
        else this.container(value, depth);
        break;
      default:
        this.refuse('NOT_JSON', `a ${typeof value} is no JSON value`, depth);
    }
  }

  private string(value: string, depth: number): void {
    if (!this.sink.string(value)) this.refuse('LONE_SURROGATE', 'lone surrogate', depth);
  }

  /** RFC 8785 §3.2.2.3 is ECMAScript's own number to string. */
  private number(value: number, depth: number): void {
    if (!Number.isFinite(value)) this.refuse('NOT_FINITE', 'not a finite number', depth);
    if (this.numbers === 'integers') {
      if (!Number.isInteger(value)) this.refuse('NOT_INTEGER', 'not an integer: decimals are strings', depth);
      if (!Number.isSafeInteger(value)) this.refuse('UNSAFE_INTEGER', 'beyond 2^53-1', depth);
      if (Object.is(value, -0)) this.refuse('NEGATIVE_ZERO', 'minus zero', depth);
    }
    this.sink.ascii(String(value));
  }

  private container(value: object, depth: number): void {
    if (depth >= this.maxDepth) this.refuse('TOO_DEEP', `deeper than ${String(this.maxDepth)}`, depth);
    if (Array.isArray(value)) this.array(value, depth);
    else if (!isPlain(value)) this.refuse('NOT_JSON', 'not a plain object', depth);
    // as: a plain object may be read by its own string keys
    else this.object(value as Readonly<Record<string, unknown>>, depth);
  }

  private array(items: readonly unknown[], depth: number): void {
    this.sink.byte(OPEN_ARRAY);
    for (let i = 0; i < items.length; i++) {
      this.path[depth] = i;
      if (i > 0) this.sink.byte(COMMA);
      this.value(items[i], depth + 1);
    }
    this.sink.byte(CLOSE_ARRAY);
  }

  private object(members: Readonly<Record<string, unknown>>, depth: number): void {
    this.sink.byte(OPEN_OBJECT);
    let first = true;
    for (const name of sortedKeys(members)) {
      this.path[depth] = name;
      if (!first) this.sink.byte(COMMA);
      first = false;
      this.string(name, depth + 1);
      this.sink.byte(COLON);
      this.value(members[name], depth + 1);
    }
    this.sink.byte(CLOSE_OBJECT);
  }

  private refuse(reason: LeafErrorReason, detail: string, depth: number): never {
    const pointer = this.path.slice(0, depth).reduce<string>(childPointer, this.pointer);
    throw new LeafProfileError('E_LEAF_SCHEMA', reason, detail, pointer);
  }
}

/**
 * Whether a value keeps the profile and all its names are sorted: almost always, since leaves are built that way. False sends
 * it to {@link JcsWriter}, which sorts, or refuses with reason and place.
 * @param room containers that may still be opened
 */
function isInOrder(value: unknown, room: number): boolean {
  switch (typeof value) {
    case 'string':
      return value.isWellFormed();
    case 'number':
      return Number.isSafeInteger(value) && !Object.is(value, -0);
    case 'boolean':
      return true;
    case 'object':
      if (value === null) return true;
      if (room === 0) return false;
      // as: a plain object may be read by its own string keys
      return Array.isArray(value)
        ? value.every((item) => isInOrder(item, room - 1)) && !hasHoles(value)
        : isPlain(value) && membersInOrder(value as Readonly<Record<string, unknown>>, room - 1);
    default:
      return false;
  }
}

function membersInOrder(members: Readonly<Record<string, unknown>>, room: number): boolean {
  let before = '';
  for (const name of Object.keys(members)) {
    if (name < before || !name.isWellFormed() || !isInOrder(members[name], room)) return false;
    before = name;
  }
  return true;
}

/** `every` passes over holes, which are no JSON. */
function hasHoles(items: readonly unknown[]): boolean {
  for (let i = 0; i < items.length; i++) if (!(i in items)) return true;
  return false;
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
