export { FolderBlobStore, INCOMING_FOLDER } from './folder-blob-store.js';
