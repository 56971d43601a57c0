import { pipeline, Readable } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';

/** A file of an archive. Its content is asked for when its turn comes. */
export interface ZipFile {
  readonly name: string;
  readonly content: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>;
}

/** Largest file of an archive, in bytes: beyond it the format needs its 64-bit form, which nobody's ledger does. */
export const MAX_ZIP_FILE_BYTES = 0xffff_ffff;

const LOCAL_HEADER = 0x04034b50;
const DESCRIPTOR = 0x08074b50;
const DIRECTORY_ENTRY = 0x02014b50;
const DIRECTORY_END = 0x06054b50;
/** Sizes follow the content; names are UTF-8. */
const FLAGS = 0x0808;
const DEFLATED = 8;
const VERSION = 20;
/** The same for every file, so that the same content is the same bytes: 1 January 1980. */
const DOS_DATE = 0x0021;
/** Bytes of text that are compressed at once. */
const PART_BYTES = 64 * 1024;

interface WrittenFile {
  readonly name: Buffer;
  readonly crc: number;
  readonly compressed: number;
  readonly size: number;
  readonly offset: number;
}

/** Writes a ZIP archive in constant memory, file after file. @throws RangeError beyond {@link MAX_ZIP_FILE_BYTES} */
export async function* zipOf(files: Iterable<ZipFile>): AsyncGenerator<Uint8Array> {
  const written: WrittenFile[] = [];
  let offset = 0;
  for (const { name, content } of files) {
    const bytes = Buffer.from(name);
    yield localHeader(bytes);
    const file: Counted = { crc: 0, size: 0, compressed: 0 };
    yield* deflated(content, file);
    if (Math.max(file.size, file.compressed, offset) > MAX_ZIP_FILE_BYTES)
      throw new RangeError('the archive is too large');
    yield descriptorOf(file);
    written.push({ name: bytes, ...file, offset });
    offset += 30 + bytes.length + file.compressed + 16;
  }
  yield directoryOf(written, offset);
}

interface Counted {
  crc: number;
  size: number;
  compressed: number;
}

async function* deflated(content: ZipFile['content'], file: Counted): AsyncGenerator<Uint8Array> {
  const deflate = createDeflateRaw();
  // what the content throws, the reader of `deflate` is told; a reader who leaves ends the content
  pipeline(Readable.from(counted(content, file)), deflate, () => undefined);
  for await (const part of deflate) {
    const bytes = part as Buffer; // a byte stream
    file.compressed += bytes.length;
    yield bytes;
  }
}

async function* counted(content: ZipFile['content'], file: Counted): AsyncGenerator<Uint8Array> {
  for await (const part of gathered(content)) {
    file.crc = crc32(part, file.crc);
    file.size += part.length;
    yield part;
  }
}

/** Small texts are joined: each part that is compressed by itself costs a turn of the event loop. */
async function* gathered(content: ZipFile['content']): AsyncGenerator<Uint8Array> {
  let texts: string[] = [];
  let length = 0;
  for await (const part of content) {
    if (typeof part !== 'string') {
      if (texts.length > 0) yield Buffer.from(texts.join(''));
      texts = [];
      length = 0;
      yield part;
      continue;
    }
    texts.push(part);
    length += part.length;
    if (length < PART_BYTES) continue;
    yield Buffer.from(texts.join(''));
    texts = [];
    length = 0;
  }
  if (texts.length > 0) yield Buffer.from(texts.join(''));
}

function localHeader(name: Buffer): Buffer {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(LOCAL_HEADER, 0);
  header.writeUInt16LE(VERSION, 4);
  header.writeUInt16LE(FLAGS, 6);
  header.writeUInt16LE(DEFLATED, 8);
  header.writeUInt16LE(DOS_DATE, 12);
  header.writeUInt16LE(name.length, 26);
  return Buffer.concat([header, name]);
}

function descriptorOf({ crc, compressed, size }: Counted): Buffer {
  const descriptor = Buffer.alloc(16);
  descriptor.writeUInt32LE(DESCRIPTOR, 0);
  descriptor.writeUInt32LE(crc, 4);
  descriptor.writeUInt32LE(compressed, 8);
  descriptor.writeUInt32LE(size, 12);
  return descriptor;
}

function directoryOf(files: readonly WrittenFile[], offset: number): Buffer {
  const entries = files.map((file) => {
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(DIRECTORY_ENTRY, 0);
    entry.writeUInt16LE(VERSION, 4);
    entry.writeUInt16LE(VERSION, 6);
    entry.writeUInt16LE(FLAGS, 8);
    entry.writeUInt16LE(DEFLATED, 10);
    entry.writeUInt16LE(DOS_DATE, 14);
    entry.writeUInt32LE(file.crc, 16);
    entry.writeUInt32LE(file.compressed, 20);
    entry.writeUInt32LE(file.size, 24);
    entry.writeUInt16LE(file.name.length, 28);
    entry.writeUInt32LE(file.offset, 42);
    return Buffer.concat([entry, file.name]);
  });
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(DIRECTORY_END, 0);
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([directory, end]);
}
