export { blobCases } from './cases.js';
export type { BlobCase, BlobPlace, BlobScene, BlobsFixture } from './conformance-case.js';
export { MemoryBlobStore, type MemoryBlobs } from './memory/memory-blob-store.js';
export { blobsConformance } from './suite.js';
