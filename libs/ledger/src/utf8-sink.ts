/** Bytes a new sink can hold: more than any leaf, so that leaves never make it grow. */
export const SINK_BYTES = 128 * 1024;

/** Escapes of RFC 8785 §3.2.2.2 that have a letter of their own; the other control characters are written `\u00xx`. */
const SHORT_ESCAPES: Readonly<Record<number, string>> = {
  0x08: '\\b',
  0x09: '\\t',
  0x0a: '\\n',
  0x0c: '\\f',
  0x0d: '\\r',
  0x22: '\\"',
  0x5c: '\\\\',
};

/** Most bytes that one UTF-16 code unit becomes: `\u001f`. */
const MOST_BYTES_PER_UNIT = 6;
/** From this length on, looking for what needs care and copying the rest at once beats going character by character. */
const BULK_LENGTH = 32;
/** What is not copied as it is: escapes, and surrogates, which might be lone. */
// eslint-disable-next-line no-control-regex -- control characters are what it looks for
const NEEDS_CARE = /["\\\u0000-\u001f\ud800-\udfff]/;
const encoder = new TextEncoder();

/**
 * A growing buffer that JSON is written into as UTF-8, at once checked, escaped and encoded: that beats strings joined and
 * encoded afterwards, and leaves are encoded on the append path.
 */
export class Utf8Sink {
  private bytes = new Uint8Array(SINK_BYTES);
  private at = 0;

  /** A copy of what was written. */
  toBytes(): Uint8Array {
    return this.bytes.slice(0, this.at);
  }

  /** Forgets what was written, and the room that only an unusually large value needed. */
  reset(): void {
    this.at = 0;
    if (this.bytes.length > SINK_BYTES) this.bytes = new Uint8Array(SINK_BYTES);
  }

  /** Writes one ASCII character. */
  byte(code: number): void {
    if (this.at === this.bytes.length) this.reserve(1);
    this.bytes[this.at++] = code;
  }

  /** Writes ASCII text as it is. */
  ascii(text: string): void {
    this.reserve(text.length);
    for (let i = 0; i < text.length; i++) this.bytes[this.at++] = text.charCodeAt(i);
  }

  /** Writes a JSON string. @returns false, with nothing of use written, if the text has a lone surrogate */
  string(text: string): boolean {
    this.reserve(text.length * MOST_BYTES_PER_UNIT + 2);
    if (text.length < BULK_LENGTH || NEEDS_CARE.test(text)) return this.byCharacter(text);
    this.bytes[this.at++] = 0x22;
    this.at += encoder.encodeInto(text, this.bytes.subarray(this.at)).written;
    this.bytes[this.at++] = 0x22;
    return true;
  }

  private byCharacter(text: string): boolean {
    const { bytes } = this;
    let at = this.at;
    bytes[at++] = 0x22;
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      if (unit < 0x80) {
        if (unit >= 0x20 && unit !== 0x22 && unit !== 0x5c) bytes[at++] = unit;
        else at = this.escape(unit, at);
      } else if (unit < 0x800) {
        bytes[at++] = 0xc0 | (unit >> 6);
        bytes[at++] = 0x80 | (unit & 0x3f);
      } else if (unit < 0xd800 || unit > 0xdfff) {
        bytes[at++] = 0xe0 | (unit >> 12);
        bytes[at++] = 0x80 | ((unit >> 6) & 0x3f);
        bytes[at++] = 0x80 | (unit & 0x3f);
      } else {
        const low = text.charCodeAt(++i);
        // Past the end charCodeAt gives NaN, which is in no range.
        if (unit > 0xdbff || !(low >= 0xdc00 && low <= 0xdfff)) return false;
        at = this.supplementary(0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00), at);
      }
    }
    bytes[at++] = 0x22;
    this.at = at;
    return true;
  }

  private escape(unit: number, at: number): number {
    const text = SHORT_ESCAPES[unit] ?? `\\u${unit.toString(16).padStart(4, '0')}`;
    for (let i = 0; i < text.length; i++) this.bytes[at++] = text.charCodeAt(i);
    return at;
  }

  private supplementary(codePoint: number, at: number): number {
    this.bytes[at++] = 0xf0 | (codePoint >> 18);
    this.bytes[at++] = 0x80 | ((codePoint >> 12) & 0x3f);
    this.bytes[at++] = 0x80 | ((codePoint >> 6) & 0x3f);
    this.bytes[at++] = 0x80 | (codePoint & 0x3f);
    return at;
  }

  private reserve(count: number): void {
    if (this.at + count <= this.bytes.length) return;
    const grown = new Uint8Array(Math.max(this.bytes.length * 2, this.at + count));
    grown.set(this.bytes);
    this.bytes = grown;
  }
}
