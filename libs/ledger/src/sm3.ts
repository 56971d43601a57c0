/** Bytes of a block. */
const BLOCK_BYTES = 64;
const INITIAL = [
  0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e,
] as const;

const rotl = (x: number, n: number) => (x << (n & 31)) | (x >>> (32 - (n & 31))) | 0;
const p0 = (x: number) => x ^ rotl(x, 9) ^ rotl(x, 17);
const p1 = (x: number) => x ^ rotl(x, 15) ^ rotl(x, 23);

/**
 * SM3 (国密, GB/T 32905-2016): the hash of the optional second log of ledger-format §13, in the same tree shape. The SHA-256 log stays
 * mandatory, and nothing else here uses this.
 */
export function sm3(message: Uint8Array): Uint8Array {
  const state = Int32Array.from(INITIAL);
  const blocks = padded(message);
  for (let at = 0; at < blocks.byteLength; at += BLOCK_BYTES) compress(state, expanded(blocks, at));
  const digest = new DataView(new ArrayBuffer(32));
  state.forEach((word, i) => {
    digest.setInt32(i * 4, word);
  });
  return new Uint8Array(digest.buffer);
}

/** The message, a one bit, zeros, and its length in bits. */
function padded(message: Uint8Array): DataView {
  const bytes = new Uint8Array(Math.ceil((message.length + 9) / BLOCK_BYTES) * BLOCK_BYTES);
  bytes.set(message);
  bytes[message.length] = 0x80;
  const view = new DataView(bytes.buffer);
  view.setBigUint64(bytes.length - 8, BigInt(message.length) * 8n);
  return view;
}

/** The 68 words that a block becomes. */
function expanded(blocks: DataView, at: number): Int32Array {
  const words = new Int32Array(68);
  const word = (j: number) => words[j] ?? 0;
  for (let j = 0; j < 16; j++) words[j] = blocks.getInt32(at + j * 4);
  for (let j = 16; j < 68; j++)
    words[j] = p1(word(j - 16) ^ word(j - 9) ^ rotl(word(j - 3), 15)) ^ rotl(word(j - 13), 7) ^ word(j - 6);
  return words;
}

function compress(state: Int32Array, words: Int32Array): void {
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let j = 0; j < 64; j++) {
    const word = words[j] ?? 0;
    const early = j < 16;
    const ss1 = rotl((rotl(a, 12) + e + rotl(early ? 0x79cc4519 : 0x7a879d8a, j)) | 0, 7);
    const ff = early ? a ^ b ^ c : (a & b) | (a & c) | (b & c);
    const gg = early ? e ^ f ^ g : (e & f) | (~e & g);
    const tt1 = (ff + d + (ss1 ^ rotl(a, 12)) + (word ^ (words[j + 4] ?? 0))) | 0;
    const tt2 = (gg + h + ss1 + word) | 0;
    [d, c, b, a] = [c, rotl(b, 9), a, tt1];
    [h, g, f, e] = [g, rotl(f, 19), e, p0(tt2)];
  }
  [a, b, c, d, e, f, g, h].forEach((word, i) => {
    state[i] = (state[i] ?? 0) ^ word;
  });
}
