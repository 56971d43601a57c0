import { join } from 'node:path';
import { FolderBlobStore } from '@taizhang/blobs-folder';
import type { Configuration, HostAdapters } from '@taizhang/platform';

/** Folder of the evidence, within the data folder, unless one is named that several hosts share. */
const BLOBS_FOLDER = 'blobs';

/** Evidence in a folder. */
export function folderBlobs({
  TAIZHANG_DATA: data,
  TAIZHANG_BLOBS_FOLDER: folder = join(data, BLOBS_FOLDER),
}: Pick<Configuration, 'TAIZHANG_DATA' | 'TAIZHANG_BLOBS_FOLDER'>): HostAdapters['blobStore'] {
  return () => Promise.resolve(new FolderBlobStore(folder));
}
