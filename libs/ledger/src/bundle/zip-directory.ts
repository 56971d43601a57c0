import { BundleError } from './bundle-error.js';

/** Compression methods that a bundle may use. */
export const ZIP_STORED = 0;
export const ZIP_DEFLATED = 8;

/** One file of a zip, not yet unpacked. */
export interface ZipMember {
  readonly name: string;
  readonly method: typeof ZIP_STORED | typeof ZIP_DEFLATED;
  readonly packed: Uint8Array;
  /** Bytes when unpacked, as stated. */
  readonly size: number;
  /** CRC-32 of the unpacked bytes, as stated. */
  readonly checksum: number;
}

interface Header {
  readonly name: string;
  readonly method: number;
  readonly checksum: number;
  readonly packedSize: number;
  readonly size: number;
  readonly offset: number;
}

const END_SIGNATURE = 0x06054b50;
const CENTRAL_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
const END_BYTES = 22;
const CENTRAL_BYTES = 46;
const LOCAL_BYTES = 30;
const MOST_COMMENT_BYTES = 0xffff;
/** Flags for encryption of content and of the directory. */
const ENCRYPTED = 0x0001 | 0x0040 | 0x2000;
const UNIX = 3;
const FILE_TYPE = 0xf000;
const REGULAR_TYPES = new Set([0, 0x8000, 0x4000]);
/** Deflate makes at most 1,032 bytes of one; a small file has some bytes of frame. */
const MOST_EXPANSION = 1032;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function refuse(detail: string): never {
  throw new BundleError('E_BUNDLE_LAYOUT', detail);
}

/**
 * Reads the directory of a zip. Refused are encryption, other methods, links, names that lead elsewhere, files that overlap or
 * expand to more than deflate can, and zips of more than 4 GiB or in parts. Folders are passed over.
 * @throws {BundleError} `E_BUNDLE_LAYOUT`
 */
export function readZipDirectory(bytes: Uint8Array, maxFiles: number): readonly ZipMember[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const end = endRecord(view);
  const count = view.getUint16(end + 10, true);
  const size = view.getUint32(end + 12, true);
  const start = view.getUint32(end + 16, true);
  if (view.getUint32(end + 4, true) !== 0 || view.getUint16(end + 8, true) !== count) refuse('a zip in parts');
  if (start + size !== end) refuse('the directory of the zip is not where it should be');
  if (count > maxFiles) refuse('too many files');
  const headers: Header[] = [];
  let at = start;
  for (let i = 0; i < count; i++) {
    const { header, next } = centralHeader(view, at, end);
    headers.push(header);
    at = next;
  }
  if (at !== end) refuse('the directory of the zip has another length');
  return members(view, headers, start);
}

/** Where the record at the end of the zip starts: its comment must reach to the very end. */
function endRecord(view: DataView): number {
  const last = view.byteLength - END_BYTES;
  for (let at = last; at >= 0 && at >= last - MOST_COMMENT_BYTES; at--) {
    if (
      view.getUint32(at, true) === END_SIGNATURE &&
      at + END_BYTES + view.getUint16(at + 20, true) === view.byteLength
    )
      return at;
  }
  return refuse('not a zip');
}

function centralHeader(view: DataView, at: number, end: number): { header: Header; next: number } {
  if (at + CENTRAL_BYTES > end || view.getUint32(at, true) !== CENTRAL_SIGNATURE) refuse('a malformed directory');
  const nameLength = view.getUint16(at + 28, true);
  const next = at + CENTRAL_BYTES + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  if (next > end) refuse('a malformed directory');
  if ((view.getUint16(at + 8, true) & ENCRYPTED) !== 0) refuse('an encrypted file');
  const madeBy = view.getUint8(at + 5);
  const mode = view.getUint16(at + 40, true);
  if (madeBy === UNIX && !REGULAR_TYPES.has(mode & FILE_TYPE)) refuse('a link, or another thing that is no file');
  const header = {
    name: nameAt(view, at + CENTRAL_BYTES, nameLength),
    method: view.getUint16(at + 10, true),
    checksum: view.getUint32(at + 16, true),
    packedSize: view.getUint32(at + 20, true),
    size: view.getUint32(at + 24, true),
    offset: view.getUint32(at + 42, true),
  };
  return { header, next };
}

function members(view: DataView, headers: readonly Header[], dataEnd: number): ZipMember[] {
  const found: ZipMember[] = [];
  const names = new Set<string>();
  let free = 0;
  for (const header of headers.toSorted((a, b) => a.offset - b.offset)) {
    if (names.has(header.name)) refuse('a file name is there twice');
    names.add(header.name);
    const begin = contentStart(view, header, dataEnd);
    if (header.offset < free || begin + header.packedSize > dataEnd) refuse('files overlap');
    free = begin + header.packedSize;
    const packed = new Uint8Array(view.buffer, view.byteOffset + begin, header.packedSize);
    if (!header.name.endsWith('/')) found.push({ ...header, method: methodOf(header), packed });
    else if (header.size > 0) refuse('a folder with content');
  }
  return found;
}

function methodOf({ method, size, packedSize }: Header): ZipMember['method'] {
  if (method === ZIP_STORED && size === packedSize) return ZIP_STORED;
  if (method === ZIP_DEFLATED && size <= packedSize * MOST_EXPANSION) return ZIP_DEFLATED;
  return refuse('a file is neither stored nor deflated');
}

/** Where the content of a file starts: behind a header of its own that must name the same file. */
function contentStart(view: DataView, { name, method, offset }: Header, dataEnd: number): number {
  if (offset + LOCAL_BYTES > dataEnd || view.getUint32(offset, true) !== LOCAL_SIGNATURE) refuse('a malformed file');
  const nameLength = view.getUint16(offset + 26, true);
  const begin = offset + LOCAL_BYTES + nameLength + view.getUint16(offset + 28, true);
  if (begin > dataEnd || (view.getUint16(offset + 6, true) & ENCRYPTED) !== 0) refuse('a malformed file');
  if (view.getUint16(offset + 8, true) !== method || nameAt(view, offset + LOCAL_BYTES, nameLength) !== name)
    refuse('a file has two names');
  return begin;
}

/** A relative path without tricks; which characters a bundle allows is judged once its top folder is gone. */
function nameAt(view: DataView, at: number, length: number): string {
  let name: string;
  try {
    name = utf8.decode(new Uint8Array(view.buffer, view.byteOffset + at, length));
  } catch {
    return refuse('a file name is not UTF-8');
  }
  const parts = (name.endsWith('/') ? name.slice(0, -1) : name).split('/');
  // eslint-disable-next-line no-control-regex -- control characters are what it looks for
  if (parts.some((part) => part === '' || part === '.' || part === '..' || /[\u0000-\u001f\\:]/.test(part)))
    refuse('a file name leads elsewhere');
  return name;
}
