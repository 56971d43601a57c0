import { Buffer } from 'node:buffer';

/** Bytes of a hash: what entries are found by, and what a seal is. */
export const HASH_BYTES = 32;
/** Longest ballot, in bytes of UTF-8. Every ballot takes as many, so that its length says nothing of it. */
export const MAX_BALLOT_BYTES = 2_046;

/** An entry of a drawer: what it is found by, and what it is, of one length in all entries of its kind. */
export interface Entry {
  readonly id: Buffer;
  readonly value: Buffer;
}

/** What is in a drawer: whether it is shut for good, and its entries in the order of their ids, never in that of their coming. */
export interface DrawerContent {
  readonly shut: boolean;
  readonly entries: readonly Entry[];
}

/** A drawer into which nothing was put yet. */
export const EMPTY: DrawerContent = { shut: false, entries: [] };

/** Bytes that the length of a ballot stands in. */
const LENGTH_BYTES = 2;

/** Content as bytes: a flag, then entries of equal length. */
export function encodeContent({ shut, entries }: DrawerContent): Buffer {
  return Buffer.concat([Buffer.from([shut ? 1 : 0]), ...entries.flatMap(({ id, value }) => [id, value])]);
}

/** The reverse of {@link encodeContent}. @param valueBytes length of the values of this kind */
export function decodeContent(bytes: Buffer, valueBytes: number): DrawerContent {
  const entries: Entry[] = [];
  for (let at = 1; at < bytes.length; at += HASH_BYTES + valueBytes) {
    const id = bytes.subarray(at, at + HASH_BYTES);
    entries.push({ id, value: bytes.subarray(at + HASH_BYTES, at + HASH_BYTES + valueBytes) });
  }
  return { shut: bytes[0] === 1, entries };
}

/** Puts an entry in its place. */
export function withEntry({ shut, entries }: DrawerContent, entry: Entry): DrawerContent {
  return { shut, entries: [...entries, entry].sort((a, b) => Buffer.compare(a.id, b.id)) };
}

export function entryIn({ entries }: DrawerContent, id: Buffer): Entry | undefined {
  return entries.find((entry) => entry.id.equals(id));
}

/** Bytes that a ballot takes. */
export const BALLOT_BYTES = LENGTH_BYTES + MAX_BALLOT_BYTES;

/** A ballot at full length. @throws RangeError where it is too long */
export function encodeBallot(ballot: string): Buffer {
  const text = Buffer.from(ballot, 'utf8');
  if (text.length > MAX_BALLOT_BYTES) throw new RangeError(`a ballot has at most ${String(MAX_BALLOT_BYTES)} bytes`);
  const bytes = Buffer.alloc(BALLOT_BYTES);
  bytes.writeUInt16BE(text.length);
  text.copy(bytes, LENGTH_BYTES);
  return bytes;
}

/** The reverse of {@link encodeBallot}. */
export function decodeBallot(bytes: Buffer): string {
  return bytes.subarray(LENGTH_BYTES, LENGTH_BYTES + bytes.readUInt16BE()).toString('utf8');
}
