import { ProblemError, PROBLEMS } from '../http/problem.js';

/** Bytes from which the kind of a content is known. */
const KNOWN_BY_BYTES = 16;

type Signature = (start: Buffer) => boolean;

const begins =
  (hex: string, at = 0): Signature =>
  (start) =>
    start.subarray(at).toString('hex').startsWith(hex);
const all =
  (...signatures: readonly Signature[]): Signature =>
  (start) =>
    signatures.every((signature) => signature(start));
const any =
  (...signatures: readonly Signature[]): Signature =>
  (start) =>
    signatures.some((signature) => signature(start));

const ZIP = begins('504b0304');
/** Compound files (CFB): the office formats of before 2007, and WPS. */
const COMPOUND = begins('d0cf11e0a1b11ae1');
const RIFF = begins('52494646');
const ISO_MEDIA = begins('66747970', 4);
const OOXML = 'application/vnd.openxmlformats-officedocument';

interface MediaType {
  readonly extension: string;
  readonly signature: Signature;
  /** Whether the first bytes tell this type from all others. */
  readonly telling?: true;
}

/**
 * What evidence may be: documents, pictures and recordings as offices have them. No type that a browser would run (HTML, SVG),
 * and no archive, whose content could be anything.
 */
export const MEDIA_TYPES: Readonly<Record<string, MediaType>> = {
  'application/pdf': { extension: 'pdf', signature: begins('255044462d'), telling: true },
  'application/ofd': { extension: 'ofd', signature: ZIP },
  'image/png': { extension: 'png', signature: begins('89504e470d0a1a0a'), telling: true },
  'image/jpeg': { extension: 'jpg', signature: begins('ffd8ff'), telling: true },
  'image/webp': { extension: 'webp', signature: all(RIFF, begins('57454250', 8)), telling: true },
  'image/tiff': { extension: 'tif', signature: any(begins('49492a00'), begins('4d4d002a')), telling: true },
  'application/msword': { extension: 'doc', signature: COMPOUND },
  'application/vnd.ms-excel': { extension: 'xls', signature: COMPOUND },
  'application/vnd.ms-powerpoint': { extension: 'ppt', signature: COMPOUND },
  [`${OOXML}.wordprocessingml.document`]: { extension: 'docx', signature: ZIP },
  [`${OOXML}.spreadsheetml.sheet`]: { extension: 'xlsx', signature: ZIP },
  [`${OOXML}.presentationml.presentation`]: { extension: 'pptx', signature: ZIP },
  'audio/mpeg': { extension: 'mp3', signature: any(begins('494433'), begins('fffb'), begins('fff3'), begins('fff2')) },
  'audio/wav': { extension: 'wav', signature: all(RIFF, begins('57415645', 8)), telling: true },
  'audio/mp4': { extension: 'm4a', signature: ISO_MEDIA },
  'video/mp4': { extension: 'mp4', signature: ISO_MEDIA },
  'text/plain': { extension: 'txt', signature: () => true },
};

/** The media type of a `Content-Type` header, without its parameters. */
export function mediaTypeOf(header: string | undefined): string {
  return (header ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

/** A content whose first bytes have been looked at. */
export interface CheckedContent {
  readonly mediaType: string;
  /** The whole content. Text goes on being checked as it passes. */
  readonly content: AsyncIterable<Uint8Array>;
}

/**
 * Checks that a content is of the type its sender says, as far as its bytes tell; `application/octet-stream` says none, then
 * the bytes must.
 * @throws problem 415 `BLOB_TYPE_REFUSED`, 422 `BLOB_EMPTY`; text that is none breaks off with the same 415
 */
export async function checkedContent(source: AsyncIterable<Uint8Array>, declared: string): Promise<CheckedContent> {
  const parts = source[Symbol.asyncIterator]();
  const first: Uint8Array[] = [];
  let size = 0;
  while (size < KNOWN_BY_BYTES) {
    const next = await parts.next();
    if (next.done === true) break;
    first.push(next.value);
    size += next.value.length;
  }
  if (size === 0) throw new ProblemError(PROBLEMS.blobEmpty);
  const start = Buffer.concat(first);
  const mediaType = declared === 'application/octet-stream' ? typeOf(start) : declared;
  const known = mediaType !== undefined && Object.hasOwn(MEDIA_TYPES, mediaType) ? MEDIA_TYPES[mediaType] : undefined;
  if (mediaType === undefined || known?.signature(start) !== true) throw new ProblemError(PROBLEMS.blobType);
  const content = joined(start, parts);
  return { mediaType, content: mediaType === 'text/plain' ? textOnly(content) : content };
}

function typeOf(start: Buffer): string | undefined {
  return Object.entries(MEDIA_TYPES).find(([, { telling, signature }]) => telling === true && signature(start))?.[0];
}

async function* joined(start: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield start;
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}

/** UTF-8 without NUL passes. */
async function* textOnly(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const check = (part: Uint8Array | undefined): void => {
    try {
      if (!decoder.decode(part, { stream: part !== undefined }).includes('\0')) return;
    } catch {
      // said below
    }
    throw new ProblemError(PROBLEMS.blobType);
  };
  for await (const part of content) {
    check(part);
    yield part;
  }
  check(undefined);
}
