import { decodeBase64, encodeBase64 } from './base64.js';
import { parseCheckpoint, type Checkpoint } from './checkpoint.js';
import { FormatError } from './format-error.js';
import { verifyConsistency } from './merkle-proof.js';
import { HASH_BYTES, sameHash } from './merkle.js';
import { MAX_NOTE_BYTES, parseNote, verifyNoteSignature } from './note.js';
import type { VerifierKey } from './vkey.js';

/** Most hashes that a request may carry (C2SP tlog-witness). */
export const MAX_WITNESS_PATH_HASHES = 63;
const MAX_REQUEST_BYTES = MAX_NOTE_BYTES + 8 * 1024;

/** Bytes are no request. */
export class WitnessRequestError extends FormatError<'WITNESS_REQUEST_INVALID'> {
  constructor(detail: string) {
    super('WITNESS_REQUEST_INVALID', detail);
  }
}

/** What a log asks its witness (上级局): to cosign a checkpoint that extends the last one it cosigned (`add-checkpoint`). */
export interface WitnessRequest {
  /** Size of the last checkpoint that the witness cosigned; 0 for the first time. */
  readonly oldSize: number;
  /** Consistency path from there; empty from 0. */
  readonly path: readonly Uint8Array[];
  /** The signed note. */
  readonly checkpoint: string;
}

/** The largest tree of a log that a witness has cosigned. */
export type WitnessedHead = Pick<Checkpoint, 'size' | 'root'>;

/** What a witness is to do, or the HTTP status that says why not; with 409 comes the size that it has. */
export type WitnessVerdict =
  | { readonly kind: 'cosign'; readonly checkpoint: Checkpoint; readonly text: string }
  | { readonly kind: 'refuse'; readonly status: 400 | 403 | 404 | 422 }
  | { readonly kind: 'refuse'; readonly status: 409; readonly size: number };

const OLD = /^old (0|[1-9][0-9]{0,15})$/;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Writes a request (C2SP tlog-witness; ledger-format §5). */
export function formatWitnessRequest({ oldSize, path, checkpoint }: WitnessRequest): string {
  return [`old ${String(oldSize)}`, ...path.map(encodeBase64), '', checkpoint].join('\n');
}

/**
 * Reads a request.
 * @throws {WitnessRequestError}
 */
export function parseWitnessRequest(bytes: Uint8Array): WitnessRequest {
  if (bytes.length > MAX_REQUEST_BYTES) throw new WitnessRequestError('too long');
  const text = attempt(() => utf8.decode(bytes), 'not UTF-8');
  const end = text.indexOf('\n\n');
  const [old = '', ...hashes] = text.slice(0, Math.max(end, 0)).split('\n');
  const oldSize = Number(OLD.exec(old)?.[1] ?? Number.NaN);
  if (!Number.isSafeInteger(oldSize)) throw new WitnessRequestError('must begin with the old size');
  if (hashes.length > MAX_WITNESS_PATH_HASHES) throw new WitnessRequestError('too many hashes');
  return { oldSize, path: hashes.map(hashOf), checkpoint: text.slice(end + 2) };
}

/**
 * Judges a request (ledger-format §5): signed by the log, `old` the size last cosigned, and consistent with it. The caller stores the
 * new head by compare and set **before** it cosigns `text` and answers, and never lets its times go back.
 * @param logs keys of the logs that the witness serves
 * @param headOf the head that it cosigned last, undefined for none
 */
export function judgeWitnessRequest(
  bytes: Uint8Array,
  {
    logs,
    headOf,
  }: { readonly logs: readonly VerifierKey[]; readonly headOf: (origin: string) => WitnessedHead | undefined },
): WitnessVerdict {
  let request: WitnessRequest;
  let text: string;
  let checkpoint: Checkpoint;
  let signed: boolean;
  try {
    request = parseWitnessRequest(bytes);
    const note = parseNote(new TextEncoder().encode(request.checkpoint));
    text = note.text;
    checkpoint = parseCheckpoint(text);
    const own = logs.filter(({ name }) => name === checkpoint.origin);
    if (own.length === 0) return { kind: 'refuse', status: 404 };
    const verdicts = own.map((key) => verifyNoteSignature(note, key));
    signed = verdicts.includes('valid') && !verdicts.includes('invalid');
  } catch {
    return { kind: 'refuse', status: 400 };
  }
  if (!signed) return { kind: 'refuse', status: 403 };
  return extending(request, checkpoint, headOf(checkpoint.origin)) ?? { kind: 'cosign', checkpoint, text };
}

function extending(
  { oldSize, path }: WitnessRequest,
  { size, root }: Checkpoint,
  head: WitnessedHead | undefined,
): WitnessVerdict | undefined {
  const cosigned = head?.size ?? 0;
  if (oldSize > size) return { kind: 'refuse', status: 400 };
  if (oldSize !== cosigned) return { kind: 'refuse', status: 409, size: cosigned };
  if (head === undefined) return path.length === 0 ? undefined : { kind: 'refuse', status: 422 };
  if (size === cosigned && !sameHash(root, head.root)) return { kind: 'refuse', status: 409, size: cosigned };
  const claim = { from: cosigned, fromRoot: head.root, to: size, toRoot: root };
  return verifyConsistency(claim, path) ? undefined : { kind: 'refuse', status: 422 };
}

function hashOf(line: string): Uint8Array {
  const hash = attempt(() => decodeBase64(line), 'a hash is no base64');
  if (hash.length !== HASH_BYTES) throw new WitnessRequestError('a hash has another length');
  return hash;
}

function attempt<T>(read: () => T, otherwise: string): T {
  try {
    return read();
  } catch {
    throw new WitnessRequestError(otherwise);
  }
}
