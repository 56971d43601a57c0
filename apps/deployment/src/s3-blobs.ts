import { readFile } from 'node:fs/promises';
import { BlobStoreUnavailableError } from '@taizhang/blobs-port';
import { S3BlobStore } from '@taizhang/blobs-s3';
import type { Configuration, HostAdapters } from '@taizhang/platform';

/** Evidence in a bucket of an S3-compatible server; the secret key may come from a file. */
export function s3Blobs(configuration: Configuration): HostAdapters['blobStore'] {
  return async () => {
    const { TAIZHANG_S3_ENDPOINT: endpoint, TAIZHANG_S3_SECRET_KEY_FILE: file } = configuration;
    return new S3BlobStore({
      region: configuration.TAIZHANG_S3_REGION,
      bucket: configuration.TAIZHANG_S3_BUCKET ?? '',
      accessKeyId: configuration.TAIZHANG_S3_ACCESS_KEY ?? '',
      secretAccessKey: file === undefined ? (configuration.TAIZHANG_S3_SECRET_KEY ?? '') : await secretIn(file),
      ...(endpoint !== undefined && { endpoint }),
    });
  };
}

async function secretIn(file: string): Promise<string> {
  const content = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new BlobStoreUnavailableError('The file named by TAIZHANG_S3_SECRET_KEY_FILE cannot be read.', { cause });
  });
  if (content.trim() === '')
    throw new BlobStoreUnavailableError('The file named by TAIZHANG_S3_SECRET_KEY_FILE is empty.');
  return content.trim();
}
