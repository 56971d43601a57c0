import { isEnvelope } from './disclosure.js';
import type { JsonValue } from './json.js';
import { LeafProfileError, type LeafErrorCode } from './leaf-error.js';
import { LEAF_FORMAT, MAX_LEAF_BYTES, type Leaf } from './leaf.js';
import {
  breaches,
  exactly,
  integer,
  object,
  optional,
  spelled,
  string,
  type Breach,
  type ObjectRule,
  type ValueRule,
} from './object-rules.js';
import { isOrigin } from './origin.js';
import { parseCanonical } from './parse-canonical.js';

/** One rule that a leaf breaks. */
export interface LeafProblem extends Breach {
  readonly code: LeafErrorCode;
}

/** What {@link checkLeaf} found: a leaf, or at least one problem. */
export type LeafCheck =
  { readonly ok: true; readonly leaf: Leaf } | { readonly ok: false; readonly problems: readonly LeafProblem[] };

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const STREAM = /^[a-z][a-z0-9-]*\/[A-Za-z0-9._-]{1,64}$/;
const TYPE = /^[a-z][a-z0-9-]*\.[A-Z][A-Za-z0-9]*$/;
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/** Whether a time of the exact form is a time that exists: 31 February is not. */
export function isInstant(value: JsonValue): boolean {
  if (typeof value !== 'string' || !TIME.test(value)) return false;
  const at = new Date(value);
  return !Number.isNaN(at.getTime()) && at.toISOString() === value;
}

/** That `pos` is below `cnt` is not looked at here: §12 gives it a code of its own, E_COMMIT_SHAPE. */
const COMMIT: ObjectRule = {
  rules: { cnt: integer(1), id: spelled('a UUID', UUID), pos: integer(0), seq: integer(0) },
};

const LEAF: ObjectRule = {
  rules: {
    // The envelope's own form is the matter of §12, stage 6.
    actor: object({ rules: { id: string, role: string }, admits: isEnvelope }),
    cause: optional(string),
    clr: integer(0, 3),
    commit: object(COMMIT),
    corr: optional(string),
    data: object(),
    format: exactly(LEAF_FORMAT),
    id: spelled('a lower-case UUIDv7', UUID_V7),
    idx: integer(0),
    log: { expected: 'an origin', holds: (value) => typeof value === 'string' && isOrigin(value) },
    rev: integer(0),
    schema: integer(1),
    stream: spelled('<aggregate>/<id>', STREAM),
    time: { expected: 'a UTC time YYYY-MM-DDTHH:MM:SS.sssZ', holds: isInstant },
    type: spelled('<context>.<Event>', TYPE),
  } satisfies Record<keyof Leaf, ValueRule>,
};

/**
 * Checks the bytes of a leaf from anywhere by every rule of ledger-format §2: size, canonical form, I-JSON profile, table.
 * What needs more than this leaf (its log, index, neighbours) is left to the verifier.
 */
export function checkLeaf(bytes: Uint8Array): LeafCheck {
  if (bytes.length > MAX_LEAF_BYTES) {
    return refused({ code: 'E_LEAF_TOO_LARGE', pointer: '', detail: `more than ${String(MAX_LEAF_BYTES)} bytes` });
  }
  let value: JsonValue;
  try {
    value = parseCanonical(bytes);
  } catch (error) {
    if (!(error instanceof LeafProfileError)) throw error;
    return refused({ code: error.code, pointer: error.pointer, detail: error.message });
  }
  const problems = leafProblems(value);
  // as: the table is what the type says
  return problems.length === 0 ? { ok: true, leaf: value as unknown as Leaf } : { ok: false, problems };
}

/** Breaches of the table of ledger-format §2 in a value that is JSON of the profile; none means it is a {@link Leaf}. */
export function leafProblems(value: JsonValue): readonly LeafProblem[] {
  return breaches(value, object(LEAF)).map((breach) => ({ code: 'E_LEAF_SCHEMA', ...breach }));
}

function refused(problem: LeafProblem): LeafCheck {
  return { ok: false, problems: [problem] };
}
