import { Inflate, zipSync } from 'fflate';

import { BundleError } from './bundle-error.js';
import { crc32 } from './crc32.js';
import { MAX_BUNDLE_BYTES, MAX_BUNDLE_FILES, withoutTopFolder, type BundleFiles } from './bundle-path.js';
import { readZipDirectory, ZIP_DEFLATED, type ZipMember } from './zip-directory.js';

/** Most bytes and files that are unpacked. */
export interface ZipLimits {
  readonly maxBytes?: number;
  readonly maxFiles?: number;
}

/** Input to the decompressor per step: what one step can expand to stays small (deflate makes at most 1,032 bytes of one). */
const STEP_BYTES = 8 * 1024;
/** The earliest time that a zip can state, for every file: the same bundle is the same zip. */
const ZIP_TIME = new Date(1980, 0, 1);

/** Packs a bundle; the same files give the same bytes. */
export function writeZip(files: BundleFiles): Uint8Array {
  return zipSync(Object.fromEntries(files), { mtime: ZIP_TIME, level: 6 });
}

/**
 * Unpacks a bundle from a source that is not trusted: nothing but stored and deflated files that do not overlap, no more bytes than
 * allowed and stated, check sums right; the optional single top folder is taken away (ledger-format §11).
 * @throws {BundleError} `E_BUNDLE_LAYOUT`
 */
export function readZip(bytes: Uint8Array, limits: ZipLimits = {}): Map<string, Uint8Array> {
  const { maxBytes = MAX_BUNDLE_BYTES, maxFiles = MAX_BUNDLE_FILES } = limits;
  const members = readZipDirectory(bytes, maxFiles);
  const total = members.reduce((sum, { size }) => sum + size, 0);
  if (total > maxBytes) throw new BundleError('E_BUNDLE_LAYOUT', 'unpacks to too many bytes');
  return withoutTopFolder(members.map((member) => [member.name, unpack(member)] as const));
}

function unpack({ method, packed, size, checksum }: ZipMember): Uint8Array {
  const content = method === ZIP_DEFLATED ? inflate(packed, size) : packed;
  if (content.length !== size || crc32(content) !== checksum)
    throw new BundleError('E_BUNDLE_LAYOUT', 'a file is not what the zip states');
  return content;
}

/** Decompresses in small steps and stops as soon as there is more than was stated. */
function inflate(packed: Uint8Array, size: number): Uint8Array {
  const content = new Uint8Array(size);
  let at = 0;
  const inflater = new Inflate((part) => {
    if (at + part.length > size) throw new BundleError('E_BUNDLE_LAYOUT', 'a file is larger than the zip states');
    content.set(part, at);
    at += part.length;
  });
  try {
    for (let from = 0; from < packed.length; from += STEP_BYTES) {
      inflater.push(packed.subarray(from, from + STEP_BYTES), from + STEP_BYTES >= packed.length);
    }
  } catch (error) {
    if (error instanceof BundleError) throw error;
    throw new BundleError('E_BUNDLE_LAYOUT', 'a file cannot be decompressed');
  }
  return content.subarray(0, at);
}
