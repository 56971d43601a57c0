import { mkdtemp, readdir, rm, writeFile, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { blobsConformance } from '@taizhang/blobs-conformance';
import { BlobStoreUnavailableError } from '@taizhang/blobs-port';
import { ledgerId } from '@taizhang/kernel';
import { FolderBlobStore, INCOMING_FOLDER } from './folder-blob-store.js';

const LEDGER = ledgerId('issues', 'wgx-0371');
const freshFolder = () => mkdtemp(join(tmpdir(), 'taizhang-blobs-'));

blobsConformance({
  name: 'a folder',
  createPlace: async () => {
    const folder = await freshFolder();
    return {
      open: () => Promise.resolve(new FolderBlobStore(join(folder, 'blobs'))),
      drop: () => rm(folder, { recursive: true }),
    };
  },
});

async function* bytes(...parts: readonly (string | Error)[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) {
    if (part instanceof Error) throw part;
    yield await Promise.resolve(Buffer.from(part));
  }
}

describe('the folder of the blobs', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await freshFolder();
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('holds no draft once a put has ended, well or not', async () => {
    const store = new FolderBlobStore(folder);
    await store.put(LEDGER, bytes('a', 'b'), 10);
    await expect(store.put(LEDGER, bytes('a', new Error('gone')), 10)).rejects.toThrow('gone');
    await expect(store.put(LEDGER, bytes('a'.repeat(11)), 10)).rejects.toThrow();
    expect(await readdir(join(folder, INCOMING_FOLDER))).toEqual([]);
  });

  it('loses drafts of processes that were killed, once they are old', async () => {
    await mkdir(join(folder, INCOMING_FOLDER));
    await writeFile(join(folder, INCOMING_FOLDER, 'left-behind'), 'half');
    const store = new FolderBlobStore(folder);
    await store.discardUnfinished('1990-01-01T00:00:00.000Z');
    expect(await readdir(join(folder, INCOMING_FOLDER))).toHaveLength(1);
    await store.discardUnfinished('2990-01-01T00:00:00.000Z');
    expect(await readdir(join(folder, INCOMING_FOLDER))).toEqual([]);
  });

  it('passes over what is not its own', async () => {
    const store = new FolderBlobStore(folder);
    const { sha256 } = await store.put(LEDGER, bytes('a'), 10);
    await mkdir(join(folder, 'issues', '.trash'));
    await writeFile(join(folder, 'issues', 'wgx-0371', sha256.slice(0, 2), 'notes.txt'), 'not a blob');
    const found = [];
    for await (const blob of store.list('issues', '2990-01-01T00:00:00.000Z')) found.push(blob.sha256);
    expect(found).toEqual([sha256]);
  });

  it('says so when it cannot be written', async () => {
    await writeFile(join(folder, 'file'), '');
    const store = new FolderBlobStore(join(folder, 'file', 'below'));
    await expect(store.put(LEDGER, bytes('a'), 10)).rejects.toThrow(BlobStoreUnavailableError);
  });
});
