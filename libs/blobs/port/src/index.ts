export {
  BLOB_STORE_RETRY_MS,
  BlobStoreFullError,
  BlobStoreUnavailableError,
  BlobTooLargeError,
  isBlobAddress,
  type BlobStore,
  type ByteRange,
  type ReadBlob,
  type StoredBlob,
} from './blob-store.js';
export { measured, type MeasuredContent } from './measured.js';
