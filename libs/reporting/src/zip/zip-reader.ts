import { promisify } from 'node:util';
import { crc32, inflateRaw } from 'node:zlib';

const inflated = promisify(inflateRaw);

/** How much of an archive is read at most. */
export interface ZipLimits {
  readonly files: number;
  /** Bytes of one file, unpacked. */
  readonly fileBytes: number;
  /** Bytes of all files that are read, unpacked. */
  readonly totalBytes: number;
}

/** An archive that is refused: damaged, encrypted, in a form that we do not read, or made to unpack to far more than it is. */
export class ZipRefusedError extends Error {
  override readonly name = 'ZipRefusedError';
  constructor(
    readonly code: 'ZIP_DAMAGED' | 'ZIP_TOO_LARGE' | 'ZIP_FORM',
    message: string,
  ) {
    super(message);
  }
}

/** An archive in memory whose files can be read by name. */
export interface ReadableZip {
  readonly names: readonly string[];
  /** @returns the content, `undefined` where there is no such file. @throws {@link ZipRefusedError} */
  read(name: string): Promise<Buffer | undefined>;
}

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly compressed: number;
  readonly size: number;
  readonly offset: number;
}

const LOCAL_HEADER = 0x04034b50;
const DIRECTORY_ENTRY = 0x02014b50;
const DIRECTORY_END = 0x06054b50;
const END_BYTES = 22;
const MAX_COMMENT = 0xffff;
const ENCRYPTED = 0x1;
const STORED = 0;
const DEFLATED = 8;

const damaged = (what: string) => new ZipRefusedError('ZIP_DAMAGED', what);

/**
 * Reads an archive's directory. Nothing is unpacked yet; what is said there is checked against the bytes when a file is read.
 * @throws {@link ZipRefusedError}
 */
export function openZip(bytes: Buffer, limits: ZipLimits): ReadableZip {
  const entries = entriesOf(bytes, limits);
  let read = 0;
  return {
    names: [...entries.keys()],
    read: async (name) => {
      const entry = entries.get(name);
      if (entry === undefined) return undefined;
      const left = Math.min(limits.fileBytes, limits.totalBytes - read);
      if (entry.size > left) throw new ZipRefusedError('ZIP_TOO_LARGE', 'a file of the archive is too large');
      const content = await contentOf(bytes, entry, left);
      read += content.length;
      return content;
    },
  };
}

function entriesOf(bytes: Buffer, { files }: ZipLimits): ReadonlyMap<string, Entry> {
  const end = endOf(bytes);
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  if (count === 0xffff || at === 0xffff_ffff) throw new ZipRefusedError('ZIP_FORM', 'the archive is in 64-bit form');
  if (count > files) throw new ZipRefusedError('ZIP_TOO_LARGE', 'the archive has too many files');
  const entries = new Map<string, Entry>();
  for (let i = 0; i < count; i += 1) {
    if (at + 46 > end || bytes.readUInt32LE(at) !== DIRECTORY_ENTRY) throw damaged('the directory is cut off');
    const nameLength = bytes.readUInt16LE(at + 28);
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    if ((bytes.readUInt16LE(at + 8) & ENCRYPTED) !== 0)
      throw new ZipRefusedError('ZIP_FORM', 'the archive is encrypted');
    if (entries.has(name)) throw damaged('two files have one name');
    entries.set(name, {
      name,
      method: bytes.readUInt16LE(at + 10),
      crc: bytes.readUInt32LE(at + 16),
      compressed: bytes.readUInt32LE(at + 20),
      size: bytes.readUInt32LE(at + 24),
      offset: bytes.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  refuseOverlaps([...entries.values()]);
  return entries;
}

function endOf(bytes: Buffer): number {
  for (let at = bytes.length - END_BYTES; at >= Math.max(0, bytes.length - END_BYTES - MAX_COMMENT); at -= 1)
    if (bytes.readUInt32LE(at) === DIRECTORY_END) return at;
  throw damaged('there is no directory');
}

/** Files that share bytes are how a small archive is made to unpack to a huge one without any great ratio. */
function refuseOverlaps(entries: readonly Entry[]): void {
  let free = 0;
  for (const { offset, compressed } of entries.toSorted((a, b) => a.offset - b.offset)) {
    if (offset < free) throw damaged('two files share bytes');
    free = offset + 30 + compressed;
  }
}

async function contentOf(bytes: Buffer, entry: Entry, most: number): Promise<Buffer> {
  const { offset, compressed, method, crc, size } = entry;
  if (offset + 30 > bytes.length || bytes.readUInt32LE(offset) !== LOCAL_HEADER) throw damaged('a file is cut off');
  const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
  if (start + compressed > bytes.length) throw damaged('a file is cut off');
  const packed = bytes.subarray(start, start + compressed);
  const content = await unpacked(packed, method, most);
  if (content.length !== size || crc32(content) !== crc) throw damaged('a file is not what the directory says');
  return content;
}

/** Stops at `most` bytes, whatever the directory says. */
async function unpacked(packed: Buffer, method: number, most: number): Promise<Buffer> {
  if (method === STORED) return packed;
  if (method !== DEFLATED) throw new ZipRefusedError('ZIP_FORM', 'a file is compressed in a way that we do not read');
  try {
    return await inflated(packed, { maxOutputLength: Math.max(1, most) });
  } catch (error) {
    const isLarge = error instanceof RangeError || (error as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE'; // of zlib
    if (isLarge) throw new ZipRefusedError('ZIP_TOO_LARGE', 'a file unpacks to more than is read');
    throw damaged('a file cannot be unpacked');
  }
}
