import {
  BlobDamagedError,
  CHUNK_BYTES,
  contentSize,
  HEAD_BYTES,
  keyNameOf,
  noteOf,
  openBlob,
  OPENING_BYTES,
  sealBlob,
  sealedSize,
} from './blob-cipher.js';

const KEY = new Uint8Array(32).fill(1);
const NOTE = { mediaType: 'application/pdf' };
const SEALED_CHUNK = CHUNK_BYTES + 28;

async function* inParts(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}

async function gathered(parts: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const part of parts) all.push(part);
  return Buffer.concat(all);
}

const bytesOf = (size: number) => Uint8Array.from({ length: size }, (_, i) => (i * 31 + (i >> 8)) & 255);
const sealed = (size: number, part = 10_000, key = KEY) =>
  gathered(sealBlob(key, 'key-1', NOTE, inParts(bytesOf(size), part)));
const opened = (blob: Buffer, key = KEY, part = 7_777) =>
  gathered(openBlob(key, blob.subarray(0, HEAD_BYTES), inParts(blob.subarray(OPENING_BYTES), part)));

describe('the cipher of blobs', () => {
  it.each([1, 100, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES, 200_001])(
    'gives %i bytes back, however they came',
    async (size) => {
      for (const part of [size, 10_000, CHUNK_BYTES]) {
        const blob = await sealed(size, part);
        expect(blob).toHaveLength(sealedSize(size));
        expect(contentSize(blob.length)).toBe(size);
        expect(keyNameOf(blob)).toBe('key-1');
        expect(noteOf(KEY, blob.subarray(0, OPENING_BYTES))).toEqual(NOTE);
        expect((await opened(blob)).equals(bytesOf(size))).toBe(true);
      }
    },
  );

  it('makes the same bytes of the same content under the same key, however it came, and others of other content', async () => {
    expect((await sealed(100_000, 999)).equals(await sealed(100_000, 70_000))).toBe(true);
    const one = await sealed(CHUNK_BYTES);
    const other = await gathered(sealBlob(KEY, 'key-1', NOTE, inParts(bytesOf(CHUNK_BYTES).fill(9, 5, 6), 1_000)));
    const nonceOf = (blob: Buffer) => blob.subarray(OPENING_BYTES, OPENING_BYTES + 12).toString('hex');
    expect(nonceOf(one)).not.toBe(nonceOf(other));
  });

  it('holds nothing of the content', async () => {
    const content = Buffer.from('公开'.repeat(50_000));
    const blob = await gathered(sealBlob(KEY, 'key-1', NOTE, inParts(content, 9_000)));
    expect(blob.includes('公开')).toBe(false);
    expect(blob.includes('pdf')).toBe(false);
  });

  const chunk = (blob: Buffer, i: number) =>
    blob.subarray(OPENING_BYTES + i * SEALED_CHUNK, OPENING_BYTES + (i + 1) * SEALED_CHUNK);
  const changed = (blob: Buffer, at: number) => {
    const copy = Buffer.from(blob);
    copy.writeUInt8(copy.readUInt8(at) ^ 1, at);
    return copy;
  };

  it.each<[string, (blob: Buffer) => Buffer]>([
    ['cut at a chunk', (blob) => blob.subarray(0, OPENING_BYTES + SEALED_CHUNK)],
    ['cut within a chunk', (blob) => blob.subarray(0, -1)],
    ['cut to its opening', (blob) => blob.subarray(0, OPENING_BYTES)],
    [
      'with chunks exchanged',
      (b) => Buffer.concat([b.subarray(0, OPENING_BYTES), chunk(b, 1), chunk(b, 0), chunk(b, 2)]),
    ],
    ['with a chunk twice', (b) => Buffer.concat([b.subarray(0, OPENING_BYTES), chunk(b, 0), chunk(b, 0), chunk(b, 2)])],
    ['with a chunk missing', (b) => Buffer.concat([b.subarray(0, OPENING_BYTES), chunk(b, 0), chunk(b, 2)])],
    ['longer', (blob) => Buffer.concat([blob, Buffer.from([0])])],
    ['with another bit', (blob) => changed(blob, OPENING_BYTES + 5_000)],
    ['with another head', (blob) => changed(blob, 20)],
  ])('refuses a blob %s', async (_what, damage) => {
    const blob = await sealed(2 * CHUNK_BYTES + 500);
    await expect(opened(damage(blob))).rejects.toThrow(BlobDamagedError);
  });

  it('refuses another key, and another blob’s chunk', async () => {
    const blob = await sealed(500);
    const other = new Uint8Array(32).fill(2);
    await expect(opened(blob, other)).rejects.toThrow(BlobDamagedError);
    expect(() => noteOf(other, blob.subarray(0, OPENING_BYTES))).toThrow(BlobDamagedError);
  });

  it('knows what is no blob', () => {
    for (const start of ['', 'taizhang-blob/v2\nk\n', 'x'.repeat(64), `taizhang-blob/v1\n../k\n${'\n'.repeat(64)}`])
      expect(() => keyNameOf(Buffer.from(start))).toThrow(BlobDamagedError);
    for (const size of [0, OPENING_BYTES, OPENING_BYTES + 28])
      expect(() => contentSize(size)).toThrow(BlobDamagedError);
  });
});
