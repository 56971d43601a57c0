import { concatBytes } from '@noble/hashes/utils.js';

import { decodeBase64, encodeBase64 } from './base64.js';
import { ed25519PublicKey, ed25519Sign, ed25519Verify } from './ed25519.js';
import { FormatError } from './format-error.js';
import { sameHash } from './merkle.js';
import { isKeyName, KEY_ID_BYTES, KEY_TYPE_ED25519, keyId, type VerifierKey } from './vkey.js';

/** Most bytes of a note (ledger-format §4). */
export const MAX_NOTE_BYTES = 64 * 1024;
/** Most signature lines of a note (ledger-format §4). */
export const MAX_NOTE_SIGNATURES = 16;

/** Bytes are no signed note (C2SP signed-note). */
export class NoteError extends FormatError<'E_NOTE_FORMAT'> {
  constructor(detail: string) {
    super('E_NOTE_FORMAT', detail);
  }
}

/** One signature line. */
export interface NoteSignature {
  readonly name: string;
  readonly keyId: Uint8Array;
  /** What follows the key id: 64 bytes for Ed25519, 72 for a cosignature, anything for types that we do not know. */
  readonly signature: Uint8Array;
}

/** A text with its signatures. To be ignored until a signature by a trusted key has been verified. */
export interface SignedNote {
  /** Ends with a line end. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** A key that signs here and now. Key stores that answer later use {@link noteSignature}. */
export interface NoteSigner {
  readonly key: VerifierKey;
  readonly sign: (message: Uint8Array) => Uint8Array;
}

/** What a note says of one key: no line by it, or whether all lines by it verify. */
export type SignatureVerdict = 'absent' | 'valid' | 'invalid';

const LINE_START = '\u2014 ';
const utf8Encoder = new TextEncoder();
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
// eslint-disable-next-line no-control-regex -- control characters are what it looks for
const CONTROL = /[\u0000-\u0009\u000b-\u001f]/;

/**
 * Reads a signed note: text, empty line, signature lines; the last empty line parts them (C2SP signed-note).
 * @throws {NoteError}
 */
export function parseNote(bytes: Uint8Array): SignedNote {
  if (bytes.length > MAX_NOTE_BYTES) throw new NoteError(`more than ${String(MAX_NOTE_BYTES)} bytes`);
  const note = decodeUtf8(bytes);
  if (CONTROL.test(note)) throw new NoteError('a control character');
  const end = note.lastIndexOf('\n\n');
  if (end < 0) throw new NoteError('no empty line before the signatures');
  if (!note.endsWith('\n') || note.length === end + 2) throw new NoteError('no signature line at the end');
  const lines = note.slice(end + 2, -1).split('\n');
  if (lines.length > MAX_NOTE_SIGNATURES) throw new NoteError(`more than ${String(MAX_NOTE_SIGNATURES)} signatures`);
  return { text: note.slice(0, end + 1), signatures: lines.map(parseSignatureLine) };
}

/** Writes a signed note. Throws {@link NoteError} on what {@link parseNote} would refuse. */
export function formatNote({ text, signatures }: SignedNote): string {
  const lines = signatures.map(
    ({ name, keyId: id, signature }) => `${LINE_START}${name} ${encodeBase64(concatBytes(id, signature))}\n`,
  );
  const note = `${text}\n${lines.join('')}`;
  parseNote(utf8Encoder.encode(note));
  if (!text.endsWith('\n')) throw new NoteError('text does not end with a line end');
  return note;
}

/** The signature line of a key, from a signature that was made elsewhere over {@link noteMessage}. */
export function noteSignature(key: VerifierKey, signature: Uint8Array): NoteSignature {
  return { name: key.name, keyId: keyId(key), signature };
}

/** The message that keys of type {@link KEY_TYPE_ED25519} sign: the text with its final line end. */
export function noteMessage(text: string): Uint8Array {
  return utf8Encoder.encode(text);
}

/** Signs a text with a key of type {@link KEY_TYPE_ED25519}. */
export function signNote(text: string, { key, sign }: NoteSigner): NoteSignature {
  if (key.type !== KEY_TYPE_ED25519) throw new TypeError('a key of this type signs no plain notes');
  return noteSignature(key, sign(noteMessage(text)));
}

/** A signer from a raw seed. */
export function ed25519Signer(seed: Uint8Array, { name, type }: Pick<VerifierKey, 'name' | 'type'>): NoteSigner {
  return {
    key: { name, type, publicKey: ed25519PublicKey(seed) },
    sign: (message) => ed25519Sign(seed, message),
  };
}

/** The signature lines that name this key; name and id must both be its own. */
export function signaturesBy({ signatures }: SignedNote, key: VerifierKey): readonly NoteSignature[] {
  const id = keyId(key);
  return signatures.filter(({ name, keyId: stated }) => name === key.name && sameHash(stated, id));
}

/** What the note says of a key of type {@link KEY_TYPE_ED25519}. */
export function verifyNoteSignature(note: SignedNote, key: VerifierKey): SignatureVerdict {
  const lines = signaturesBy(note, key);
  if (lines.length === 0) return 'absent';
  const message = noteMessage(note.text);
  return lines.every(({ signature }) => ed25519Verify(key.publicKey, message, signature)) ? 'valid' : 'invalid';
}

function decodeUtf8(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new NoteError('not UTF-8');
  }
}

function parseSignatureLine(line: string): NoteSignature {
  const [name, encoded, ...rest] = line.startsWith(LINE_START) ? line.slice(LINE_START.length).split(' ') : [];
  if (name === undefined || encoded === undefined || rest.length > 0 || !isKeyName(name))
    throw new NoteError('a malformed signature line');
  let blob: Uint8Array;
  try {
    blob = decodeBase64(encoded);
  } catch {
    throw new NoteError('a signature that is no base64');
  }
  if (blob.length <= KEY_ID_BYTES) throw new NoteError('a signature without content');
  return { name, keyId: blob.slice(0, KEY_ID_BYTES), signature: blob.slice(KEY_ID_BYTES) };
}
