import { canonicalBytes } from './jcs.js';
import type { JsonObject } from './json.js';
import { LeafProfileError } from './leaf-error.js';

/** `format` of every leaf: sets leaves apart from every other JSON we hash. */
export const LEAF_FORMAT = 'rectify-ledger/leaf/v1';

/** Most bytes of a leaf: entry bundles carry its length in 16 bits (ledger-format §2). */
export const MAX_LEAF_BYTES = 65_535;

/** Classification (密级) of a leaf, and clearance of a reader: 0 public 公开, 1 internal 内部, 2 restricted 敏感, 3 confidential 机密. */
export type Clearance = 0 | 1 | 2 | 3;

/** Who did it. Members beside these two may only be `_enc` envelopes (ledger-format §9). */
export interface LeafActor {
  /** Account id; never a personal name. */
  readonly id: string;
  readonly role: string;
}

/** The commit a leaf belongs to: what keeps its events together. */
export interface LeafCommit {
  /** Events of the commit, at least 1. */
  readonly cnt: number;
  /** UUID, unique per ledger; the same on a retry. */
  readonly id: string;
  /** Place in the commit, 0..cnt-1. */
  readonly pos: number;
  /** Number of the commit in its ledger, dense from 0. */
  readonly seq: number;
}

/** One event as the ledger records it: one Merkle leaf (ledger-format §2). */
export interface Leaf {
  readonly actor: LeafActor;
  /** Id of the event that caused this one, perhaps in another ledger. */
  readonly cause?: string;
  readonly clr: Clearance;
  readonly commit: LeafCommit;
  /** Correlation id. */
  readonly corr?: string;
  /** Payload, already sealed: may hold `_sd`/`_sdl` and `_enc`. */
  readonly data: JsonObject;
  readonly format: typeof LEAF_FORMAT;
  /** UUIDv7, unique in the ledger. */
  readonly id: string;
  /** Merkle leaf index. */
  readonly idx: number;
  /** Origin of the ledger. */
  readonly log: string;
  /** Revision in the stream, dense from 0. */
  readonly rev: number;
  /** Schema version of the payload, from 1. */
  readonly schema: number;
  /** `<aggregate>/<id>`. */
  readonly stream: string;
  /** Commit time, UTC, `YYYY-MM-DDTHH:MM:SS.sssZ`. */
  readonly time: string;
  /** `<context>.<Event>`. */
  readonly type: string;
}

const utf8Decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * The exact bytes of a leaf, made once, at commit, and only copied from then on. Enforces the I-JSON profile and the size;
 * the further rules of the table are `leafProblems`. Fastest for a leaf whose members were set in the order of {@link Leaf}:
 * then nothing needs sorting but what is unsorted in `data`.
 * @throws {LeafProfileError} `E_LEAF_SCHEMA` or `E_LEAF_TOO_LARGE`
 */
export function encodeLeaf(leaf: Leaf): Uint8Array {
  const bytes = canonicalBytes(leaf);
  if (bytes.length > MAX_LEAF_BYTES) {
    throw new LeafProfileError(
      'E_LEAF_TOO_LARGE',
      'TOO_LARGE',
      `${String(bytes.length)} bytes, at most ${String(MAX_LEAF_BYTES)}`,
    );
  }
  return bytes;
}

/**
 * Reads bytes that our own {@link encodeLeaf} wrote and our own store kept. Bytes from anywhere else go through `checkLeaf`.
 * @throws {LeafProfileError} `E_LEAF_NOT_CANONICAL` when they are not even JSON: the store is damaged
 */
export function decodeLeaf(bytes: Uint8Array): Leaf {
  try {
    // as: trusted bytes, which is what this function is for
    return JSON.parse(utf8Decoder.decode(bytes)) as Leaf;
  } catch {
    // Without its cause: the parser's message quotes the text.
    throw new LeafProfileError('E_LEAF_NOT_CANONICAL', 'NOT_JSON', 'stored leaf is not JSON');
  }
}
