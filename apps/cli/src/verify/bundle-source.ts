import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { BundleError, MAX_BUNDLE_BYTES, MAX_BUNDLE_FILES } from '@taizhang/ledger';
import { UnusableInput } from './unusable-input.js';

/** A bundle as it was handed over. */
export type BundleSource =
  | { readonly kind: 'folder'; readonly files: ReadonlyMap<string, Uint8Array> }
  | { readonly kind: 'zip'; readonly bytes: Uint8Array };

/**
 * Reads a folder or a zip, no more of it than a bundle may have.
 * @throws {UnusableInput} where there is neither, or where it cannot be read
 * @throws {BundleError} on a folder that no bundle may be: links, devices, too much
 */
export async function readBundleSource(path: string): Promise<BundleSource> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) throw new UnusableInput(`There is no bundle at ${path}.`);
  const unreadable = (cause: unknown) => {
    throw cause instanceof BundleError ? cause : new UnusableInput(`${path} cannot be read.`, { cause });
  };
  if (found.isDirectory()) return { kind: 'folder', files: await readFolder(path).catch(unreadable) };
  if (!found.isFile()) throw new UnusableInput(`${path} is neither a folder nor a zip.`);
  if (found.size > MAX_BUNDLE_BYTES) throw new BundleError('E_BUNDLE_LAYOUT', 'too large');
  const bytes = await readFile(path).catch(unreadable);
  if (bytes.subarray(0, 2).toString('latin1') !== 'PK')
    throw new UnusableInput(`${path} is neither a folder nor a zip.`);
  return { kind: 'zip', bytes };
}

async function readFolder(root: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const entries = await readdir(root, { withFileTypes: true, recursive: true });
  const files = new Map<string, Uint8Array>();
  let bytes = 0;
  for (const entry of entries) {
    if (entry.isDirectory()) continue;
    // Node reads such a name otherwise than it is: it is none that a bundle may have, and no file is found by it.
    if (entry.name.includes('\ufffd')) throw new BundleError('E_BUNDLE_LAYOUT', 'a name that is no UTF-8');
    if (!entry.isFile()) throw new BundleError('E_BUNDLE_LAYOUT', 'a link, or another thing that is no file');
    const path = join(entry.parentPath, entry.name);
    bytes += (await stat(path)).size;
    if (bytes > MAX_BUNDLE_BYTES || files.size >= MAX_BUNDLE_FILES)
      throw new BundleError('E_BUNDLE_LAYOUT', 'too large');
    files.set(relative(root, path).split(sep).join('/'), await readFile(path));
  }
  return files;
}
