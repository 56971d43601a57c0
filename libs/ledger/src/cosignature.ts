import { concatBytes } from '@noble/hashes/utils.js';

import { ed25519Verify, SIGNATURE_BYTES } from './ed25519.js';
import { noteSignature, signaturesBy, type NoteSignature, type NoteSigner, type SignedNote } from './note.js';
import { KEY_TYPE_COSIGNATURE, type VerifierKey } from './vkey.js';

/** Bytes of the time before the signature: a big-endian 64-bit number. */
const TIMESTAMP_BYTES = 8;

/** What a note says of one witness (上级局): nothing, something wrong, or when it cosigned. */
export type CosignatureVerdict =
  { readonly kind: 'absent' } | { readonly kind: 'invalid' } | { readonly kind: 'valid'; readonly time: number };

/**
 * The message that a witness signs (C2SP tlog-cosignature, `cosignature/v1`; ledger-format §5).
 * @param time POSIX seconds
 * @param text the three lines of the checkpoint
 */
export function cosignatureMessage(time: number, text: string): Uint8Array {
  return new TextEncoder().encode(`cosignature/v1\ntime ${String(time)}\n${text}`);
}

/**
 * The line of a witness, from a signature that was made elsewhere over {@link cosignatureMessage}.
 * @param time POSIX seconds, the same as in the message
 */
export function cosignatureLine(key: VerifierKey, time: number, signature: Uint8Array): NoteSignature {
  if (key.type !== KEY_TYPE_COSIGNATURE) throw new TypeError('a key of this type cosigns nothing');
  if (!Number.isSafeInteger(time) || time < 0) throw new RangeError('time is POSIX seconds');
  const stamp = new Uint8Array(TIMESTAMP_BYTES);
  new DataView(stamp.buffer).setBigUint64(0, BigInt(time));
  return noteSignature(key, concatBytes(stamp, signature));
}

/** Cosigns the text of a checkpoint. @param time POSIX seconds; a witness's times never go back */
export function cosign(text: string, { key, sign }: NoteSigner, time: number): NoteSignature {
  return cosignatureLine(key, time, sign(cosignatureMessage(time, text)));
}

/** What the note says of a witness; of several valid lines the newest counts, one that does not verify spoils all. */
export function verifyCosignature(note: SignedNote, key: VerifierKey): CosignatureVerdict {
  const times = signaturesBy(note, key).map(({ signature }) => cosignedAt(note.text, signature, key));
  if (times.length === 0) return { kind: 'absent' };
  const valid = times.filter((time) => time !== undefined);
  return valid.length < times.length ? { kind: 'invalid' } : { kind: 'valid', time: Math.max(...valid) };
}

function cosignedAt(text: string, blob: Uint8Array, key: VerifierKey): number | undefined {
  if (blob.length !== TIMESTAMP_BYTES + SIGNATURE_BYTES) return undefined;
  const time = Number(new DataView(blob.buffer, blob.byteOffset, blob.length).getBigUint64(0));
  if (!Number.isSafeInteger(time)) return undefined;
  const message = cosignatureMessage(time, text);
  return ed25519Verify(key.publicKey, message, blob.subarray(TIMESTAMP_BYTES)) ? time : undefined;
}
