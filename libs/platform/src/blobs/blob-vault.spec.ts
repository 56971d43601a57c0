import { MemoryBlobStore, type MemoryBlobs } from '@taizhang/blobs-conformance';
import { BlobStoreFullError, BlobStoreUnavailableError, type BlobStore } from '@taizhang/blobs-port';
import { ledgerId, type LedgerId } from '@taizhang/kernel';
import { BLOB_ATTACH_WINDOW_MS, BLOB_SWEEP_MARGIN_MS, BlobVault, type BlobKeys } from './blob-vault.js';

const LEDGER = ledgerId('issues', 'wgx-0371');
const PDF = Buffer.from('%PDF-1.7 scan of the minutes');

/** Keys in memory, drawn by name. */
function memoryKeys(): BlobKeys & { readonly rows: Map<string, Uint8Array> } {
  const rows = new Map<string, Uint8Array>();
  const idOf = (ledger: LedgerId, name: string) => `${ledger}/${name}`;
  return {
    rows,
    make: (_purpose, entries) =>
      Promise.resolve(
        entries.map(({ ledger, name }) => {
          const key = rows.get(idOf(ledger, name)) ?? new Uint8Array(32).fill(rows.size + 1);
          rows.set(idOf(ledger, name), key);
          return key;
        }),
      ),
    get: (_purpose, ledger, names) =>
      Promise.resolve(
        new Map(
          names.flatMap((name) => {
            const key = rows.get(idOf(ledger, name));
            return key === undefined ? [] : [[name, key] as const];
          }),
        ),
      ),
    destroy: async (_purpose, ledger, names) => {
      for (const name of names) await Promise.resolve(rows.delete(idOf(ledger, name)));
    },
  };
}

function scene(maxBytes = 1_000_000) {
  let now = Date.parse('2014-07-20T02:00:00.000Z');
  const blobs: MemoryBlobs = new Map();
  const keys = memoryKeys();
  const store: BlobStore = new MemoryBlobStore(blobs, () => new Date(now).toISOString());
  const subjectKey = (_ledger: LedgerId, person: string) => Promise.resolve({ kid: `kid of ${person}` });
  const vault = new BlobVault({ store, keys, subjectKey, now: () => now, maxBytes });
  const pass = (ms: number) => (now += ms);
  return { blobs, keys, store, vault, pass };
}

async function* parts(...bytes: readonly (Uint8Array | Error)[]): AsyncGenerator<Uint8Array> {
  for (const part of bytes) {
    if (part instanceof Error) throw part;
    yield await Promise.resolve(part);
  }
}

async function contentOf(vault: BlobVault, sha256: string): Promise<string> {
  const opened = await vault.open(LEDGER, sha256);
  if (opened === 'erased') return opened;
  const read: Uint8Array[] = [];
  for await (const part of opened.content) read.push(part as Uint8Array); // a byte stream
  return Buffer.concat(read).toString();
}

const code = (expected: string) => expect.objectContaining({ definition: expect.objectContaining({ code: expected }) });

describe('the vault of evidence', () => {
  it('keeps what is encrypted, tells what it is, and gives it back', async () => {
    const { vault, blobs } = scene();
    const kept = await vault.keep(LEDGER, 'u-1', 'application/pdf', parts(PDF));
    expect(kept).toMatchObject({ size: PDF.length, mediaType: 'application/pdf' });
    expect(await vault.find(LEDGER, kept.sha256)).toMatchObject(kept);
    expect(await contentOf(vault, kept.sha256)).toBe(PDF.toString());
    expect([...blobs.values()].some(({ bytes }) => Buffer.from(bytes).includes('minutes'))).toBe(false);
  });

  it('has the same address for a repeated upload, another for another', async () => {
    const { vault, blobs } = scene();
    const first = await vault.keep(LEDGER, 'u-1', 'application/pdf', parts(PDF.subarray(0, 7), PDF.subarray(7)));
    expect(await vault.keep(LEDGER, 'u-1', 'application/pdf', parts(PDF))).toEqual(first);
    expect((await vault.keep(LEDGER, 'u-2', 'application/pdf', parts(PDF))).sha256).not.toBe(first.sha256);
    expect(blobs.size).toBe(2);
  });

  it.each<[string, string, readonly Uint8Array[], string]>([
    ['of a kind that is not taken', 'text/html', [PDF], 'BLOB_TYPE_REFUSED'],
    ['that is not of its kind', 'image/png', [PDF], 'BLOB_TYPE_REFUSED'],
    ['that tells no kind', 'application/octet-stream', [Buffer.from('hello, this is text')], 'BLOB_TYPE_REFUSED'],
    ['of an inherited kind', 'constructor', [PDF], 'BLOB_TYPE_REFUSED'],
    ['text that is none', 'text/plain', [Buffer.alloc(20, 65), Buffer.from([0xff, 0xfe])], 'BLOB_TYPE_REFUSED'],
    ['text that breaks off', 'text/plain', [Buffer.alloc(20, 65), Buffer.from([0xe4, 0xb8])], 'BLOB_TYPE_REFUSED'],
    ['text with NUL', 'text/plain', [Buffer.alloc(20, 65), Buffer.from([0])], 'BLOB_TYPE_REFUSED'],
    ['that is empty', 'application/pdf', [], 'BLOB_EMPTY'],
    ['that is too large', 'application/pdf', [PDF, Buffer.alloc(1_000_000)], 'BODY_TOO_LARGE'],
  ])('refuses material %s, and keeps nothing', async (_what, type, bytes, expected) => {
    const { vault, blobs } = scene();
    await expect(vault.keep(LEDGER, 'u-1', type, parts(...bytes))).rejects.toEqual(code(expected));
    expect(blobs.size).toBe(0);
  });

  it('knows what says nothing of its kind by its bytes', async () => {
    const { vault } = scene();
    const kept = await vault.keep(LEDGER, 'u-1', 'application/octet-stream', parts(PDF));
    expect(kept.mediaType).toBe('application/pdf');
    const text = await vault.keep(
      LEDGER,
      'u-2',
      'text/plain',
      parts(Buffer.from('公开'.repeat(9)).subarray(0, 50), Buffer.from('公开'.repeat(9)).subarray(50)),
    );
    expect(text.size).toBe(54);
  });

  it.each([
    new Error('the client went away'),
    new BlobStoreFullError('no room'),
    new BlobStoreUnavailableError('away'),
  ])('keeps nothing when it fails: %s', async (failure) => {
    const { vault, blobs } = scene();
    await expect(vault.keep(LEDGER, 'u-1', 'application/pdf', parts(PDF, failure))).rejects.toBe(failure);
    expect(blobs.size).toBe(0);
  });

  it('has nothing that was erased, though the storage may', async () => {
    const { vault, blobs, keys } = scene();
    const { sha256 } = await vault.keep(LEDGER, 'u-1', 'application/pdf', parts(PDF));
    const copy = new Map(blobs);
    await vault.erase(LEDGER, sha256);
    await vault.erase(LEDGER, sha256);
    for (const [key, kept] of copy) blobs.set(key, kept); // as a back-up brings it back
    expect(await contentOf(vault, sha256)).toBe('erased');
    expect(await vault.find(LEDGER, sha256)).toBeUndefined();
    expect(keys.rows.size).toBe(0);
  });

  it('keeps nothing about a person who is erased between the look for his key and the making of the blob’s', async () => {
    const { blobs, keys, store } = scene();
    let kid = 'before';
    const erasing: BlobKeys = {
      ...keys,
      make: async (purpose, entries) => {
        kid = 'after'; // the erasure is through: whoever asks now gets another key
        return keys.make(purpose, entries);
      },
    };
    const subjectKey = () => Promise.resolve({ kid });
    const vault = new BlobVault({ store, keys: erasing, subjectKey, now: () => 0 });
    const kept = vault.keep(LEDGER, 'u-1', 'application/pdf', parts(PDF), 'wgx-0371.P-1');
    await expect(kept).rejects.toEqual(code('BLOB_ERASED'));
    expect([blobs.size, keys.rows.size]).toEqual([0, 0]);
  });

  it('removes what is encrypted under keys of given names, of one ledger, at once', async () => {
    const { vault, blobs } = scene();
    const other = ledgerId('issues', 'tyj-0372');
    const gone = await vault.keep(LEDGER, 'u-1', 'application/pdf', parts(PDF), 'wgx-0371.P-1');
    const kept = await vault.keep(LEDGER, 'u-2', 'application/pdf', parts(PDF));
    await vault.keep(other, 'u-1', 'application/pdf', parts(PDF));
    for (let i = 0; i < 2; i += 1) await vault.removeUnder(LEDGER, new Set(['u-1', 'u-9']));
    expect(await contentOf(vault, gone.sha256)).toBe('erased');
    expect(await contentOf(vault, kept.sha256)).toBe(PDF.toString());
    expect(blobs.size).toBe(2);
  });

  it('removes what nothing refers to, once it can be attached no more', async () => {
    const { vault, blobs, keys, pass } = scene();
    const used = await vault.keep(LEDGER, 'u-1', 'application/pdf', parts(PDF));
    await vault.keep(LEDGER, 'u-2', 'application/pdf', parts(PDF));
    const isReferred = (_ledger: LedgerId, sha256: string) => Promise.resolve(sha256 === used.sha256);
    const found = await vault.find(LEDGER, used.sha256);
    pass(BLOB_ATTACH_WINDOW_MS);
    expect(vault.mayBeAttached(found?.storedAt ?? '')).toBe(true);
    pass(1);
    expect(vault.mayBeAttached(found?.storedAt ?? '')).toBe(false);
    expect(await vault.sweep('issues', isReferred)).toBe(0);
    pass(BLOB_SWEEP_MARGIN_MS);
    expect(await vault.sweep('discipline', isReferred)).toBe(0);
    expect(await vault.sweep('issues', isReferred)).toBe(1);
    expect(await vault.sweep('issues', isReferred)).toBe(0);
    expect([blobs.size, keys.rows.size]).toEqual([1, 1]);
    expect(await contentOf(vault, used.sha256)).toBe(PDF.toString());
  });
});
