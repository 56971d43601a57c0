import { decodeBase64, encodeBase64 } from './base64.js';
import { FormatError } from './format-error.js';
import { HASH_BYTES } from './merkle.js';
import { MAX_NOTE_BYTES } from './note.js';
import { MAX_PATH_HASHES } from './proof-json.js';

/** First line of a receipt (C2SP tlog-proof). */
export const RECEIPT_HEADER = 'c2sp.org/tlog-proof@v1';
/** Most bytes of a leaf that a receipt carries: a common parser stops at lines of 64 KiB (ledger-format §6). */
export const MAX_RECEIPT_LEAF_BYTES = 48_000;
/** Most bytes of a receipt that is read: the leaf as base64, the path, the note. */
const MAX_RECEIPT_BYTES = 128 * 1024 + MAX_NOTE_BYTES;

/** Bytes are no receipt. */
export class ReceiptError extends FormatError<'E_RECEIPT'> {
  constructor(detail: string) {
    super('E_RECEIPT', detail);
  }
}

/** The portable certificate (回执) that one event is in a ledger (ledger-format §6). */
export interface Receipt {
  /** The leaf. Not authenticated by itself: it must hash to the leaf that the path proves. */
  readonly extra?: Uint8Array;
  readonly index: number;
  readonly path: readonly Uint8Array[];
  /** The checkpoint note as signed and cosigned. */
  readonly checkpoint: string;
}

const INDEX = /^index (0|[1-9][0-9]{0,15})$/;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Writes a receipt; a leaf above {@link MAX_RECEIPT_LEAF_BYTES} is left out and has to be handed over beside it. */
export function formatReceipt({ extra, index, path, checkpoint }: Receipt): string {
  const carried = extra !== undefined && extra.length <= MAX_RECEIPT_LEAF_BYTES;
  return [
    RECEIPT_HEADER,
    ...(carried ? [`extra ${encodeBase64(extra)}`] : []),
    `index ${String(index)}`,
    ...path.map(encodeBase64),
    '',
    checkpoint,
  ].join('\n');
}

/**
 * Reads a receipt. That it proves anything is yet to be verified.
 * @throws {ReceiptError}
 */
export function parseReceipt(bytes: Uint8Array): Receipt {
  if (bytes.length > MAX_RECEIPT_BYTES) throw new ReceiptError('too long');
  const text = attempt(() => utf8.decode(bytes), 'not UTF-8');
  const end = text.indexOf('\n\n');
  if (end < 0) throw new ReceiptError('no empty line before the checkpoint');
  const [header, ...lines] = text.slice(0, end).split('\n');
  if (header !== RECEIPT_HEADER) throw new ReceiptError(`must begin with ${RECEIPT_HEADER}`);
  const extra = lines[0]?.startsWith('extra ') === true ? lines.shift()?.slice('extra '.length) : undefined;
  const index = Number(INDEX.exec(lines.shift() ?? '')?.[1] ?? Number.NaN);
  if (!Number.isSafeInteger(index)) throw new ReceiptError('no index');
  if (lines.length > MAX_PATH_HASHES) throw new ReceiptError('too many hashes');
  return {
    ...(extra !== undefined && { extra: attempt(() => decodeBase64(extra), 'extra is no base64') }),
    index,
    path: lines.map(hashOf),
    checkpoint: text.slice(end + 2),
  };
}

function hashOf(line: string): Uint8Array {
  const hash = attempt(() => decodeBase64(line), 'a hash is no base64');
  if (hash.length !== HASH_BYTES) throw new ReceiptError('a hash has another length');
  return hash;
}

function attempt<T>(read: () => T, otherwise: string): T {
  try {
    return read();
  } catch {
    throw new ReceiptError(otherwise);
  }
}
