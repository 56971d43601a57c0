import { decodeBase64, encodeBase64 } from './base64.js';
import { FormatError } from './format-error.js';
import { HASH_BYTES } from './merkle.js';

/** The head of a log: its name, how many leaves it has, and the root over them (ledger-format §4). */
export interface Checkpoint {
  readonly origin: string;
  /** 1..2^53-1: a checkpointed tree is never empty. */
  readonly size: number;
  readonly root: Uint8Array;
}

/** A text is no checkpoint of exactly three canonical lines. */
export class CheckpointError extends FormatError<'E_CHECKPOINT_FORMAT'> {
  constructor(detail: string) {
    super('E_CHECKPOINT_FORMAT', detail);
  }
}

const SIZE = /^[1-9][0-9]{0,15}$/;

/** The three lines of a checkpoint, each with its line end: the text of the note that the log signs. */
export function formatCheckpoint({ origin, size, root }: Checkpoint): string {
  const text = `${origin}\n${String(size)}\n${encodeBase64(root)}\n`;
  parseCheckpoint(text);
  return text;
}

/**
 * Reads the text of a checkpoint note: three lines, nothing after them (ledger-format §4).
 * @throws {CheckpointError} also on extension lines, which newer cosignatures would not cover
 */
export function parseCheckpoint(text: string): Checkpoint {
  const [origin, size, root, end, ...rest] = text.split('\n');
  if (origin === undefined || size === undefined || root === undefined || end !== '' || rest.length > 0)
    throw new CheckpointError('must have three lines');
  if (origin === '') throw new CheckpointError('origin is empty');
  if (!SIZE.test(size) || !Number.isSafeInteger(Number(size))) throw new CheckpointError('size must be 1..2^53-1');
  return { origin, size: Number(size), root: decodeRoot(root) };
}

function decodeRoot(text: string): Uint8Array {
  try {
    const root = decodeBase64(text);
    if (root.length === HASH_BYTES) return root;
  } catch {
    // told below
  }
  throw new CheckpointError('root must be b64 of a hash');
}
