import { S3ServiceException } from '@aws-sdk/client-s3';
import { BlobStoreFullError, BlobStoreUnavailableError } from '@taizhang/blobs-port';

/** Codes by which servers of several makers say that there is no room. */
const FULL = new Set(['InsufficientStorage', 'QuotaExceeded', 'XMinioStorageFull', 'EntityTooLarge']);
const HTTP_NOT_FOUND = 404;
const HTTP_INSUFFICIENT_STORAGE = 507;

/** Whether a server answered that there is no such object. A bucket that does not exist is an error of the deployment. */
export function isMissing(error: unknown): boolean {
  return (
    error instanceof S3ServiceException &&
    error.name !== 'NoSuchBucket' &&
    (error.name === 'NoSuchKey' || error.name === 'NotFound' || error.$metadata.httpStatusCode === HTTP_NOT_FOUND)
  );
}

/** The port's error for whatever the SDK throws: it has no other failures than a server's answers and the lack of them. */
export function asStoreError(cause: unknown): unknown {
  const full =
    cause instanceof S3ServiceException &&
    (FULL.has(cause.name) || cause.$metadata.httpStatusCode === HTTP_INSUFFICIENT_STORAGE);
  if (full) return new BlobStoreFullError('The bucket of the blobs has no room left.', { cause });
  if (cause instanceof RangeError || cause instanceof TypeError) return cause; // ours
  return new BlobStoreUnavailableError('The S3 server of the blobs does not answer as it should.', { cause });
}
