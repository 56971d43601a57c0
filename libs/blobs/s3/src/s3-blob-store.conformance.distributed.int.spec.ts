import { blobsConformance } from '@taizhang/blobs-conformance';
import { BlobStoreUnavailableError } from '@taizhang/blobs-port';
import { ledgerId } from '@taizhang/kernel';
import { startTestS3 } from '@taizhang/infra-local';
import { DeleteObjectCommand, ListMultipartUploadsCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { S3BlobStore } from './s3-blob-store.js';

type TestS3 = Awaited<ReturnType<typeof startTestS3>>;

const LEDGER = ledgerId('issues', 'wgx-0371');
let s3: TestS3;
beforeAll(async () => {
  s3 = await startTestS3();
}, 600_000);
afterAll(() => s3.stop());

const clientOf = ({ endpoint, region, accessKeyId, secretAccessKey }: TestS3): S3Client =>
  new S3Client({ endpoint, region, forcePathStyle: true, credentials: { accessKeyId, secretAccessKey } });

/** All keys of the bucket, drafts included. */
async function keys(client: S3Client): Promise<readonly string[]> {
  const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: s3.bucket }));
  return Contents.map(({ Key = '' }) => Key);
}

async function empty(): Promise<void> {
  const client = clientOf(s3);
  for (const Key of await keys(client)) await client.send(new DeleteObjectCommand({ Bucket: s3.bucket, Key }));
  client.destroy();
}

blobsConformance({
  name: 'S3',
  createPlace: () => Promise.resolve({ open: () => Promise.resolve(new S3BlobStore(s3)), drop: empty }),
});

async function* bytes(...parts: readonly (number | Error)[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) {
    if (part instanceof Error) throw part;
    yield await Promise.resolve(Buffer.alloc(part, 7));
  }
}

describe('the bucket of the blobs', () => {
  const MANY = 6 * 1024 * 1024;
  let client: S3Client;
  beforeEach(() => {
    client = clientOf(s3);
  });
  afterEach(async () => {
    await empty();
    client.destroy();
  });

  it('holds neither a draft nor parts once a put has ended, well or not', async () => {
    const store = new S3BlobStore(s3);
    const { sha256 } = await store.put(LEDGER, bytes(MANY, MANY), 3 * MANY);
    await expect(store.put(LEDGER, bytes(MANY, MANY, new Error('gone')), 3 * MANY)).rejects.toThrow('gone');
    expect(await keys(client)).toEqual([`blobs/${LEDGER}/${sha256}`]);
    const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket: s3.bucket }));
    expect(Uploads).toEqual([]);
    await store.close();
  });

  it('says so when its server is away, and goes on when it is back', async () => {
    const store = new S3BlobStore(s3);
    const { sha256 } = await store.put(LEDGER, bytes(10), 10);
    await s3.interrupt();
    await expect(store.put(LEDGER, bytes(11), 11)).rejects.toThrow(BlobStoreUnavailableError);
    await expect(store.get(LEDGER, sha256)).rejects.toThrow(BlobStoreUnavailableError);
    await s3.restart();
    const found = await store.get(LEDGER, sha256);
    found?.content.destroy();
    expect(found?.size).toBe(10);
    await store.close();
  }, 120_000);

  it('says so when the bucket does not exist or the keys are wrong', async () => {
    for (const wrong of [{ bucket: 'no-such-bucket' }, { secretAccessKey: 'wrong' }]) {
      const store = new S3BlobStore({ ...s3, ...wrong });
      await expect(store.put(LEDGER, bytes(10), 10)).rejects.toThrow(BlobStoreUnavailableError);
      await expect(store.get(LEDGER, 'a'.repeat(64))).rejects.toThrow(BlobStoreUnavailableError);
      await store.close();
    }
  });
});
