import type { JsonValue } from '@taizhang/kernel';
import { ProblemError, PROBLEMS, type ProblemDefinition } from './problem.js';

/** Deepest nesting of a body; a leaf takes 16 levels, of which its data is one (ledger-format §2). */
export const MAX_BODY_DEPTH = 16;

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WHOLE = /^(?:0|-?[1-9]\d*)$/;
// eslint-disable-next-line no-control-regex -- JSON forbids exactly these characters inside a string (RFC 8259 §7)
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const BLANK = /[ \t\n\r]*/y;
const WORDS: readonly (readonly [string, JsonValue])[] = [
  ['true', true],
  ['false', false],
  ['null', null],
];
// `ignoreBOM` keeps a byte order mark in the text, where it is no JSON; the default would swallow it
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Reads a body in the I-JSON profile of the leaves (ledger-format §2). `JSON.parse` cannot do this: it takes duplicate names,
 * lone surrogates and numbers it must round, and nests as deep as the sender likes.
 * @throws {@link ProblemError} 400 for what is no JSON, a name twice or too deep; 422 for a number that is no plain safe
 *   integer and for a lone surrogate
 */
export function readStrictJson(bytes: Uint8Array): JsonValue {
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch {
    throw new ProblemError(PROBLEMS.malformedJson);
  }
  return new StrictReader(text).read();
}

class StrictReader {
  #at = 0;
  /** Syntax comes first: content is complained about only when the whole text is JSON. */
  #content: ProblemDefinition | undefined;

  constructor(private readonly text: string) {}

  read(): JsonValue {
    const value = this.#value(0);
    this.#skip(BLANK);
    if (this.#at !== this.text.length) throw new ProblemError(PROBLEMS.malformedJson);
    if (this.#content !== undefined) throw new ProblemError(this.#content);
    return value;
  }

  #skip(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.text);
    if (match === null) return undefined;
    this.#at += match[0].length;
    return match[0];
  }

  #next(): string {
    this.#skip(BLANK);
    return this.text.charAt(this.#at);
  }

  /** Takes one character where it must stand. */
  #take(character: string): void {
    if (this.#next() !== character) throw new ProblemError(PROBLEMS.malformedJson);
    this.#at += 1;
  }

  #value(depth: number): JsonValue {
    if (depth > MAX_BODY_DEPTH) throw new ProblemError(PROBLEMS.tooDeep);
    const first = this.#next();
    if (first === '{') return this.#object(depth);
    if (first === '[') return this.#array(depth);
    if (first === '"') return this.#string();
    const word = WORDS.find(([name]) => this.text.startsWith(name, this.#at));
    if (word === undefined) return this.#number();
    this.#at += word[0].length;
    return word[1];
  }

  #object(depth: number): JsonValue {
    const members = new Map<string, JsonValue>();
    this.#take('{');
    if (this.#next() === '}') return this.#end({});
    for (;;) {
      if (this.#next() !== '"') throw new ProblemError(PROBLEMS.malformedJson);
      const name = this.#string();
      this.#take(':');
      const value = this.#value(depth + 1);
      if (members.has(name)) throw new ProblemError(PROBLEMS.duplicateMember);
      members.set(name, value);
      if (this.#next() === '}') return this.#end(Object.fromEntries(members)); // defines own members, `__proto__` too
      this.#take(',');
    }
  }

  #array(depth: number): JsonValue {
    const items: JsonValue[] = [];
    this.#take('[');
    if (this.#next() === ']') return this.#end(items);
    for (;;) {
      items.push(this.#value(depth + 1));
      if (this.#next() === ']') return this.#end(items);
      this.#take(',');
    }
  }

  #end<V extends JsonValue>(value: V): V {
    this.#at += 1;
    return value;
  }

  #string(): string {
    const token = this.#skip(STRING);
    if (token === undefined) throw new ProblemError(PROBLEMS.malformedJson);
    const value: unknown = JSON.parse(token);
    if (typeof value !== 'string') throw new ProblemError(PROBLEMS.malformedJson);
    if (!value.isWellFormed()) this.#content ??= PROBLEMS.loneSurrogate;
    return value;
  }

  #number(): number {
    const token = this.#skip(NUMBER);
    if (token === undefined || token === '') throw new ProblemError(PROBLEMS.malformedJson);
    const value = Number(token);
    if (!WHOLE.test(token) || !Number.isSafeInteger(value)) this.#content ??= PROBLEMS.notInteger;
    return value;
  }
}
