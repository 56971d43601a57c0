import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** Random bytes of a receipt code: 128 bits, which nobody guesses. */
export const RECEIPT_RANDOM_BYTES = 16;
/** Bytes of the tag by which the deployment knows its own codes without looking them up. */
export const RECEIPT_TAG_BYTES = 9;
/** Characters of one group of a code as it is shown. */
export const RECEIPT_GROUP_LENGTH = 5;

const CODE_BYTES = RECEIPT_RANDOM_BYTES + RECEIPT_TAG_BYTES;
const CODE_LENGTH = (CODE_BYTES * 8) / 5;
/** Crockford's base 32: no I, L, O, U. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** What people write for another character, read as that one. */
const MISREAD: Readonly<Record<string, string>> = { I: '1', L: '1', O: '0' };

/** A code that was sent, judged without looking anything up. */
export interface SentReceipt {
  /** Whether it has the form of a code and the deployment's tag. */
  readonly genuine: boolean;
  /** What is stored of it; of one that is not genuine, a hash that nothing is stored under. */
  readonly hash: string;
}

/** Everything a report's address and proof derive from. */
export interface Receipt {
  readonly code: string;
  readonly hash: string;
  /** Id of the report's stream: random like the code, and not to be traced back to it. */
  readonly intake: string;
  /** Id under which the reporter's own data are sealed. */
  readonly reporter: string;
}

/** One-way functions that codes are made and judged with; counted in tests. */
export interface ReceiptHashing {
  hmac(key: Uint8Array, ...parts: readonly (string | Uint8Array)[]): Buffer;
  hash(...parts: readonly (string | Uint8Array)[]): Buffer;
}

/** HMAC and hash with SHA-256. */
export const receiptHashing: ReceiptHashing = {
  hmac: (key, ...parts) => parts.reduce((hmac, part) => hmac.update(part), createHmac('sha256', key)).digest(),
  hash: (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest(),
};

/**
 * Receipt codes (查询码): proof and key at once. A code is random and signed under a secret of the deployment, so that a
 * mistyped or made-up one is known as such; only its hash is stored.
 */
export class ReceiptCodes {
  constructor(
    private readonly secret: Uint8Array,
    private readonly hashing: ReceiptHashing = receiptHashing,
  ) {}

  /**
   * The receipt of one sending of a form: whoever repeats it unchanged under its Idempotency-Key gets the same, since the
   * answer may have been lost. Nobody else can: it derives from the deployment's secret.
   */
  of(sending: string): Receipt {
    const random = this.#derived('random', sending).subarray(0, RECEIPT_RANDOM_BYTES);
    const bytes = Buffer.concat([random, this.#tagOf(random)]);
    return {
      code: shown(bytes),
      hash: this.#hashOf(bytes),
      intake: this.#derived('intake', sending).toString('hex').slice(0, 32),
      reporter: this.#derived('reporter', sending).toString('hex').slice(0, 32),
    };
  }

  /** Does the same work whatever was sent. */
  read(text: string): SentReceipt {
    const bytes = decoded(text);
    const random = bytes.subarray(0, RECEIPT_RANDOM_BYTES);
    const tagged = timingSafeEqual(this.#tagOf(random), bytes.subarray(RECEIPT_RANDOM_BYTES));
    const genuine = tagged && wellFormed(text);
    return { genuine, hash: this.#hashOf(genuine ? bytes : Buffer.concat([Buffer.from([0]), bytes])) };
  }

  #derived(purpose: string, sending: string): Buffer {
    return this.hashing.hmac(this.secret, `receipt/${purpose}\n`, sending);
  }

  #tagOf(random: Uint8Array): Buffer {
    return this.hashing.hmac(this.secret, 'receipt/tag\n', random).subarray(0, RECEIPT_TAG_BYTES);
  }

  #hashOf(bytes: Uint8Array): string {
    return this.hashing.hash('taizhang/receipt/v1\n', bytes).toString('hex');
  }
}

function digitsOf(text: string): readonly number[] {
  return [...text.toUpperCase()]
    .filter((character) => character !== '-' && character !== ' ')
    .map((character) => ALPHABET.indexOf(MISREAD[character] ?? character));
}

function wellFormed(text: string): boolean {
  const digits = digitsOf(text);
  return digits.length === CODE_LENGTH && digits.every((digit) => digit >= 0);
}

/** As many bytes as a code has, whatever the text: what is no digit counts as 0, what is too long is cut. */
function decoded(text: string): Buffer {
  const digits = digitsOf(text);
  const bytes = Buffer.alloc(CODE_BYTES);
  for (let bit = 0; bit < CODE_BYTES * 8; bit += 1) {
    const digit = Math.max(0, digits[Math.floor(bit / 5)] ?? 0);
    const set = (digit >> (4 - (bit % 5))) & 1;
    bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) | (set << (7 - (bit & 7)));
  }
  return bytes;
}

function shown(bytes: Uint8Array): string {
  let text = '';
  for (let bit = 0; bit < bytes.length * 8; bit += 5) {
    let digit = 0;
    for (let i = bit; i < bit + 5; i += 1) digit = (digit << 1) | (((bytes[i >> 3] ?? 0) >> (7 - (i & 7))) & 1);
    text += ALPHABET.charAt(digit);
  }
  return text.replaceAll(new RegExp(`(.{${String(RECEIPT_GROUP_LENGTH)}})(?=.)`, 'g'), '$1-');
}
