import { createHmac } from 'node:crypto';

/** Random bytes of a code: 80 bits, which nobody guesses at a few hundred tries a minute. */
export const CODE_BYTES = 10;
/** Characters of one group of a code as it is shown. */
export const CODE_GROUP_LENGTH = 4;
/** Purpose of the deployment's secret that codes are drawn and known by. */
export const CODE_SECRET = 'ballot-code';

const CODE_LENGTH = (CODE_BYTES * 8) / 5;
/** Crockford's base 32: no I, L, O, U. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** What people write for another character, read as that one. */
const MISREAD: Readonly<Record<string, string>> = { I: '1', L: '1', O: '0' };

/**
 * One-time codes (投票码) of secret votes. A code is drawn of the deployment's secret and of what whoever issues it sends along and
 * nobody keeps, so that the same sending gives the same codes again, and whoever has the secret alone none. Only its keyed
 * hash is stored.
 */
export class BallotCodes {
  constructor(private readonly secret: Uint8Array) {}

  /** Codes of one issuing. @param sending all that makes it this one, its Idempotency-Key among it */
  draw(sending: string, number: number): readonly string[] {
    return Array.from({ length: number }, (_none, i) =>
      shown(this.#derived('draw', sending, String(i)).subarray(0, CODE_BYTES)),
    );
  }

  /** Hash that a code is known by; `undefined` for what has not the form of one. */
  hashOf(code: string): string | undefined {
    const digits = digitsOf(code);
    if (digits.length !== CODE_LENGTH || digits.includes(-1)) return undefined;
    return this.#derived('hash', digits.map((digit) => ALPHABET.charAt(digit)).join('')).toString('hex');
  }

  #derived(purpose: string, ...parts: readonly string[]): Buffer {
    return parts
      .reduce(
        (hmac, part) => hmac.update(`${String(part.length)}:${part}`),
        createHmac('sha256', this.secret).update(`${purpose}\n`),
      )
      .digest();
  }
}

function digitsOf(text: string): readonly number[] {
  return [...text.toUpperCase()]
    .filter((character) => character !== '-' && character !== ' ')
    .map((character) => ALPHABET.indexOf(MISREAD[character] ?? character));
}

function shown(bytes: Uint8Array): string {
  let text = '';
  for (let bit = 0; bit < bytes.length * 8; bit += 5) {
    let digit = 0;
    for (let i = bit; i < bit + 5; i += 1) digit = (digit << 1) | (((bytes[i >> 3] ?? 0) >> (7 - (i & 7))) & 1);
    text += ALPHABET.charAt(digit);
  }
  return text.replaceAll(new RegExp(`(.{${String(CODE_GROUP_LENGTH)}})(?=.)`, 'g'), '$1-');
}
