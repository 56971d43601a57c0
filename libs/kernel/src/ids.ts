import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';

/** The record book of one bureau in one context, `<context>/<bureau>`, e.g. `issues/wgx-0371` (台账; design §1). */
export type LedgerId = `${string}/${string}`;
/** A stream of one aggregate inside a ledger, `<aggregate>/<id>`, e.g. `issue/2014-0001` (ledger-format §2). */
export type StreamId = `${string}/${string}`;
/** UUID of a commit: version 8, derived from the request or the cause, never drawn on a retry (design §4). */
export type CommitId = string;
/** UUIDv7 of an event. */
export type EventId = string;
/** Identifies an account or `policy:<name>`; never a personal name (ledger-format §2). */
export type ActorId = string;

const LEDGER_ID = /^[a-z][a-z0-9-]{0,31}\/[a-z0-9][a-z0-9-]{0,62}$/;
const STREAM_ID = /^[a-z][a-z0-9-]*\/[A-Za-z0-9._-]{1,64}$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** @returns whether `text` is a ledger id (ledger-format §1). */
export function isLedgerId(text: string): text is LedgerId {
  return LEDGER_ID.test(text);
}

/** @returns whether `text` is a stream id (ledger-format §2). */
export function isStreamId(text: string): text is StreamId {
  return STREAM_ID.test(text);
}

/** @returns whether `text` is a lower-case UUID of any version. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}

/** Joins a context and an opaque bureau code to a ledger id; throws `RangeError` on a malformed part. */
export function ledgerId(context: string, bureau: string): LedgerId {
  const id = `${context}/${bureau}`;
  if (!isLedgerId(id)) throw new RangeError(`not a ledger id: ${JSON.stringify(id)}`);
  return id;
}

/** Joins an aggregate's name and an id to a stream id; throws `RangeError` on a malformed part. */
export function streamId(aggregate: string, id: string): StreamId {
  const stream = `${aggregate}/${id}`;
  if (!isStreamId(stream)) throw new RangeError(`not a stream id: ${JSON.stringify(stream)}`);
  return stream;
}

/** The context part of a ledger id. */
export function contextOf(ledger: LedgerId): string {
  return ledger.slice(0, ledger.indexOf('/'));
}

/** The bureau part of a ledger id: an opaque code that never changes (design §4). */
export function bureauOf(ledger: LedgerId): string {
  return ledger.slice(ledger.indexOf('/') + 1);
}

/**
 * A UUIDv8 that is a pure function of its parts: the same parts give the same id, so that a retry has the id of the
 * first try (design §4). Parts are framed by their length, so `('ab','c')` and `('a','bc')` differ.
 */
export function derivedUuid(...parts: readonly string[]): string {
  const framed = parts.map((part) => {
    const bytes = utf8ToBytes(part);
    return concatBytes(utf8ToBytes(`${String(bytes.length)}:`), bytes);
  });
  return formatUuid(bytesToHex(sha256(concatBytes(...framed))), 8);
}

/** A UUIDv7 (RFC 9562 §5.7) from milliseconds since 1970 and at least ten bytes of randomness. */
export function timeOrderedUuid(atMs: number, randomness: Uint8Array): string {
  return formatUuid(atMs.toString(16).padStart(12, '0') + bytesToHex(randomness.subarray(0, 10)), 7);
}

/** Puts a version and the variant into 32 hex digits: on strings, because every event has an id made here. */
function formatUuid(hex: string, version: 7 | 8): string {
  const variant = (8 | (Number.parseInt(hex.charAt(16), 16) & 3)).toString(16);
  const high = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${String(version)}${hex.slice(13, 16)}`;
  return `${high}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Commit id of a command that came by request (design §4). */
export function commitIdOfRequest(log: string, actor: ActorId, idempotencyKey: string): CommitId {
  return derivedUuid('request', log, actor, idempotencyKey);
}

/** Commit id of a command that a policy gave because of an event (design §4). */
export function commitIdOfCause(log: string, cause: EventId, policy: string, target: StreamId): CommitId {
  return derivedUuid('cause', log, cause, policy, target);
}
