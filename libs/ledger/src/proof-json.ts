import { decodeBase64, encodeBase64 } from './base64.js';
import { FormatError } from './format-error.js';
import { canonicalBytes } from './jcs.js';
import { isJsonObject, type JsonObject, type JsonValue } from './json.js';
import { verifyConsistency, verifyInclusion, type ConsistencyClaim, type InclusionClaim } from './merkle-proof.js';
import { HASH_BYTES } from './merkle.js';
import { breaches, exactly, integer, list, object, spelled, type ObjectRule } from './object-rules.js';
import { isOrigin } from './origin.js';
import { parseStrictJson } from './strict-json.js';

/** `format` of an inclusion proof as JSON (ledger-format §6). */
export const INCLUSION_FORMAT = 'rectify-ledger/inclusion/v1';
/** `format` of a consistency proof as JSON. */
export const CONSISTENCY_FORMAT = 'rectify-ledger/consistency/v1';
/** Most hashes of a path: a tree of 2^53-1 leaves has 53 levels, and a consistency path one node more. */
export const MAX_PATH_HASHES = 54;

/** Most bytes of a proof as JSON: all its hashes, its origin, and blanks. */
const MAX_PROOF_BYTES = 16 * 1024;

/** Text is no proof of the form of ledger-format §6. */
export class ProofError extends FormatError<'PROOF_INVALID'> {
  constructor(detail: string, pointer = '') {
    super('PROOF_INVALID', detail, pointer);
  }
}

/** That a leaf is in a tree. Worth nothing without a verified checkpoint for (`size`, `root`). */
export interface InclusionProof extends InclusionClaim {
  readonly origin: string;
  readonly path: readonly Uint8Array[];
}

/** That a tree extends another. Worth nothing without verified checkpoints for both. */
export interface ConsistencyProof extends ConsistencyClaim {
  readonly origin: string;
  readonly path: readonly Uint8Array[];
}

const origin = spelled('an origin', isOrigin);
const hash = spelled('b64 of a hash', (text) => {
  try {
    return decodeBase64(text).length === HASH_BYTES;
  } catch {
    return false;
  }
});
const path = { ...list(hash), expected: 'a list of hashes', holds: isPath };
const head: ObjectRule = { rules: { root: hash, size: integer(1) } };

const INCLUSION: ObjectRule = {
  rules: {
    format: exactly(INCLUSION_FORMAT),
    index: integer(0),
    leafHash: hash,
    origin,
    path,
    root: hash,
    size: integer(1),
  },
};
const CONSISTENCY: ObjectRule = {
  rules: { format: exactly(CONSISTENCY_FORMAT), from: object(head), origin, path, to: object(head) },
};

function isPath(value: JsonValue): boolean {
  return Array.isArray(value) && value.length <= MAX_PATH_HASHES;
}

/** The proof as one line of JSON, without its line end (ledger-format §6). */
export function formatInclusionProof({ origin, index, size, leafHash, root, path }: InclusionProof): Uint8Array {
  return canonicalBytes({
    format: INCLUSION_FORMAT,
    index,
    leafHash: encodeBase64(leafHash),
    origin,
    path: path.map(encodeBase64),
    root: encodeBase64(root),
    size,
  });
}

/** The proof as one line of JSON, without its line end (ledger-format §6). */
export function formatConsistencyProof({ origin, from, fromRoot, to, toRoot, path }: ConsistencyProof): Uint8Array {
  return canonicalBytes({
    format: CONSISTENCY_FORMAT,
    from: { root: encodeBase64(fromRoot), size: from },
    origin,
    path: path.map(encodeBase64),
    to: { root: encodeBase64(toRoot), size: to },
  });
}

/** Reads an inclusion proof; whether it proves anything is {@link provesInclusion}. @throws {ProofError} */
export function parseInclusionProof(bytes: Uint8Array): InclusionProof {
  // as: the rules of this object have just been kept
  const proof = parsed(bytes, INCLUSION) as {
    readonly index: number;
    readonly size: number;
    readonly origin: string;
  } & {
    readonly [name in 'leafHash' | 'root']: string;
  } & { readonly path: readonly string[] };
  return {
    origin: proof.origin,
    index: proof.index,
    size: proof.size,
    leafHash: decodeBase64(proof.leafHash),
    root: decodeBase64(proof.root),
    path: proof.path.map(decodeBase64),
  };
}

/** Reads a consistency proof; whether it proves anything is {@link provesConsistency}. @throws {ProofError} */
export function parseConsistencyProof(bytes: Uint8Array): ConsistencyProof {
  // as: the rules of this object have just been kept
  const { from, to, origin, path } = parsed(bytes, CONSISTENCY) as {
    readonly [name in 'from' | 'to']: { readonly root: string; readonly size: number };
  } & { readonly origin: string; readonly path: readonly string[] };
  return {
    origin,
    from: from.size,
    fromRoot: decodeBase64(from.root),
    to: to.size,
    toRoot: decodeBase64(to.root),
    path: path.map(decodeBase64),
  };
}

/** Whether the path of the proof proves what it claims. */
export function provesInclusion(proof: InclusionProof): boolean {
  return verifyInclusion(proof, proof.path);
}

/** Whether the path of the proof proves what it claims. */
export function provesConsistency(proof: ConsistencyProof): boolean {
  return verifyConsistency(proof, proof.path);
}

function parsed(bytes: Uint8Array, rule: ObjectRule): JsonObject {
  if (bytes.length > MAX_PROOF_BYTES) throw new ProofError('too long');
  let value: JsonValue;
  try {
    value = parseStrictJson(bytes);
  } catch {
    throw new ProofError('must be JSON');
  }
  const [breach] = breaches(value, object(rule));
  if (breach !== undefined) throw new ProofError(breach.detail, breach.pointer);
  if (!isJsonObject(value)) throw new ProofError('must be an object');
  return value;
}
