/** Bytes before each leaf that hold its length, big-endian; a leaf has at most 65,535 bytes (ledger-format §2). */
const LENGTH_BYTES = 2;

/** Joins the leaves of a commit into the one binary that is stored: before each leaf its length as uint16. */
export function frameLeaves(leaves: readonly Uint8Array[]): Buffer {
  const frame = Buffer.allocUnsafe(leaves.reduce((total, leaf) => total + LENGTH_BYTES + leaf.length, 0));
  let offset = 0;
  for (const leaf of leaves) {
    offset = frame.writeUInt16BE(leaf.length, offset);
    frame.set(leaf, offset);
    offset += leaf.length;
  }
  return frame;
}

/** Where one leaf lies in its frame: `end` is exclusive. */
export interface LeafPlace {
  readonly start: number;
  readonly end: number;
}

/**
 * Finds the leaves in a stored binary without looking into them.
 * @throws {RangeError} when the binary is cut off: the store is damaged
 */
export function leafPlaces(frame: Buffer): readonly LeafPlace[] {
  const places: LeafPlace[] = [];
  for (let offset = 0; offset < frame.length;) {
    const start = offset + LENGTH_BYTES;
    const end = start + frame.readUInt16BE(offset);
    if (end > frame.length) throw new RangeError('a stored commit is cut off');
    places.push({ start, end });
    offset = end;
  }
  return places;
}

/**
 * The leaves of a stored binary, as views of it.
 * @throws {RangeError} as {@link leafPlaces}
 */
export function leavesIn(frame: Uint8Array): readonly Uint8Array[] {
  const buffer = asBuffer(frame);
  return leafPlaces(buffer).map(({ start, end }) => buffer.subarray(start, end));
}

/** The same bytes as a `Buffer`, without copying. */
export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

const STREAM_KEY = Buffer.from('"stream":"');
const TYPE_KEY = Buffer.from('"type":"');
const QUOTE = 0x22;

/**
 * The stream of a leaf, read from its end without parsing it: JCS puts `stream`, `time` and `type` last, and none of
 * the three can hold a quote, so the last `"stream":"` is the leaf's own, whatever its data holds (ledger-format §2).
 */
export function streamOfLeaf(frame: Buffer, place: LeafPlace): string {
  return valueAfter(frame, STREAM_KEY, place);
}

/** The type of a leaf, found like {@link streamOfLeaf}. */
export function typeOfLeaf(frame: Buffer, place: LeafPlace): string {
  return valueAfter(frame, TYPE_KEY, place);
}

function valueAfter(frame: Buffer, key: Buffer, { start, end }: LeafPlace): string {
  const found = frame.lastIndexOf(key, end - key.length);
  if (found < start) throw new RangeError('a stored leaf has no stream or type');
  const from = found + key.length;
  return frame.toString('latin1', from, frame.indexOf(QUOTE, from));
}
