import { encodeBase64Url } from './base64.js';
import type { Leaf } from './leaf.js';
import { parseOrigin } from './origin.js';

/** Stream of all `ledger.*` events; their leaves are public (ledger-format §7). */
export const LEDGER_STREAM = 'ledger/main';
/** Classification of all `ledger.*` events. */
export const LEDGER_EVENT_CLEARANCE = 0;
/** Prefix of event types that only the ledger itself writes. */
export const LEDGER_TYPE_PREFIX = 'ledger.';
/** Schema version of all `ledger.*` events of format v1. */
export const LEDGER_EVENT_SCHEMA_VERSION = 1;
/** Bytes of the nonce that keeps two ledgers from ever sharing a root. */
export const LEDGER_NONCE_BYTES = 16;

/** What a key of a ledger is for. */
export type KeyUse = 'log' | 'export' | 'witness';

// Aliases, not interfaces, for all that follows: only aliases are assignable to JsonObject.

/** A closed ledger that this one continues, at its last size and root (`b64`). */
export type Predecessor = {
  readonly origin: string;
  readonly root: string;
  readonly size: number;
};

/** Index 0 of every ledger. */
export type LedgerOpenedData = {
  readonly authority: string;
  readonly bureau: string;
  readonly service: string;
  readonly origin: string;
  /** `b64u` of {@link LEDGER_NONCE_BYTES} bytes. */
  readonly nonce: string;
  readonly logVkeys: readonly string[];
  readonly exportVkeys: readonly string[];
  /** May be empty: a deployment without a superior (上级局) has no witness. */
  readonly witnessVkeys: readonly string[];
  readonly predecessors?: readonly Predecessor[];
};

/** A key to be trusted from here on. */
export type KeyAddedData = {
  readonly use: KeyUse;
  readonly vkey: string;
};

/** A key that signs no tree larger than `lastSize`. */
export type KeyRetiredData = {
  readonly use: KeyUse;
  readonly vkey: string;
  readonly lastSize: number;
  readonly reason: 'rotation' | 'compromise';
};

/** A person's key is gone; what it encrypted reads 已销毁 from now on. */
export type SubjectKeyDestroyedData = {
  readonly kid: string;
  /** Legal ground. */
  readonly basis: string;
  /** Reference of the request. */
  readonly request: string;
};

/** One redactable field was erased for ever. */
export type DisclosureErasedData = {
  readonly digest: string;
  /** Event id of the leaf that holds the digest. */
  readonly target: string;
  readonly targetIdx: number;
  readonly basis: string;
};

/** Why a ledger ends (机构改革 and the rest). */
export type ClosedReason = 'merged' | 'split' | 'transferred' | 'abolished' | 'continued' | 'lost';

/** The last leaf of a ledger. */
export type LedgerClosedData = {
  readonly reason: ClosedReason;
  readonly basis: string;
  /** Origins that go on where this one ends. */
  readonly successors: readonly string[];
};

/** Event types of the ledger itself, with their data (ledger-format §7). */
export interface LedgerEvents {
  readonly 'ledger.Opened': LedgerOpenedData;
  readonly 'ledger.KeyAdded': KeyAddedData;
  readonly 'ledger.KeyRetired': KeyRetiredData;
  readonly 'ledger.SubjectKeyDestroyed': SubjectKeyDestroyedData;
  readonly 'ledger.DisclosureErased': DisclosureErasedData;
  readonly 'ledger.Closed': LedgerClosedData;
}

/** A type that ledger-format §7 defines. */
export type LedgerEventType = keyof LedgerEvents;

/** What distinguishes one `ledger.*` event from another, ready to become a leaf. */
export interface LedgerEvent<T extends LedgerEventType> extends Pick<Leaf, 'clr' | 'schema' | 'stream'> {
  readonly type: T;
  readonly data: LedgerEvents[T];
}

/** What {@link ledgerOpened} needs to know. */
export interface OpeningFacts extends Pick<
  LedgerOpenedData,
  'origin' | 'logVkeys' | 'exportVkeys' | 'witnessVkeys' | 'predecessors'
> {
  /** {@link LEDGER_NONCE_BYTES} random bytes. */
  readonly nonce: Uint8Array;
}

/**
 * The event of index 0. Its stream, class and version are those of all `ledger.*` events.
 * @throws {OriginError} on a malformed origin
 * @throws {RangeError} on a nonce of another length
 */
export function ledgerOpened({ nonce, origin, ...facts }: OpeningFacts): LedgerEvent<'ledger.Opened'> {
  if (nonce.length !== LEDGER_NONCE_BYTES) throw new RangeError(`a nonce has ${String(LEDGER_NONCE_BYTES)} bytes`);
  return ledgerEvent('ledger.Opened', { ...facts, ...parseOrigin(origin), origin, nonce: encodeBase64Url(nonce) });
}

/**
 * The last event of a ledger.
 * @throws {OriginError} on a malformed successor
 */
export function ledgerClosed(data: LedgerClosedData): LedgerEvent<'ledger.Closed'> {
  data.successors.forEach(parseOrigin);
  return ledgerEvent('ledger.Closed', data);
}

function ledgerEvent<T extends LedgerEventType>(type: T, data: LedgerEvents[T]): LedgerEvent<T> {
  return { type, data, clr: LEDGER_EVENT_CLEARANCE, schema: LEDGER_EVENT_SCHEMA_VERSION, stream: LEDGER_STREAM };
}
