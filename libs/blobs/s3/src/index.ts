export {
  CONNECTION_TIMEOUT_MS,
  PART_BYTES,
  PARTS_IN_FLIGHT,
  S3BlobStore,
  SOCKET_TIMEOUT_MS,
  type S3BlobStoreOptions,
} from './s3-blob-store.js';
