import { createHmac } from 'node:crypto';
import type { JsonValue, LedgerId } from '@taizhang/kernel';

/**
 * Words of a text, for searching: over Chinese, Japanese and Korean runs all pairs of neighbouring characters (so that
 * every two-character word is found without a dictionary), of anything else whole words in lower case. Full and half
 * width are one (NFKC). A single Chinese character is no term: its keyed hash would be read off by its frequency, and
 * sealed text is searched by pairs only (design §5).
 */
const RUNS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+|[\p{L}\p{N}\p{M}]+?(?=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]|[^\p{L}\p{N}\p{M}]|$)/gu;
const PAIRED = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** Longest word that is told apart from others, in UTF-16 units. */
export const MAX_WORD_LENGTH = 64;

/** Terms of a text, without repetition, in order of appearance. */
export function textTerms(text: string): readonly string[] {
  const terms = new Set<string>();
  for (const [run] of text.normalize('NFKC').toLowerCase().matchAll(RUNS)) {
    if (!PAIRED.test(run)) {
      terms.add(run.slice(0, MAX_WORD_LENGTH));
      continue;
    }
    const characters = Array.from(run);
    for (let i = 1; i < characters.length; i += 1) terms.add(`${characters[i - 1] ?? ''}${characters[i] ?? ''}`);
  }
  return [...terms];
}

/** Gives the search key of a ledger: terms of sealed fields are stored and asked for only as HMACs under it (design §5). */
export type SearchKeys = (ledger: LedgerId) => Promise<Uint8Array>;

const HASHED_TERM_BYTES = 16;

/**
 * A term of a sealed field as stored: it tells nothing without the ledger's key, and differs from field to field and from
 * level to level, so that a search asks only for what its reader may open.
 */
export function hashedTerm(key: Uint8Array, field: string, level: 1 | 2 | 3, term: string): string {
  const mac = createHmac('sha256', key)
    .update(`${field}\n${String(level)}\n${term}`)
    .digest();
  return `#${mac.subarray(0, HASHED_TERM_BYTES).toString('base64url')}`; // `#` begins no plain term
}

/** Texts in a value: a string, or strings in an array; anything else has none. */
export function textsOf(value: JsonValue | undefined): readonly string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}
