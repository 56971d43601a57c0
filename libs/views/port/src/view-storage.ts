import type { Instant, JsonObject, LedgerId } from '@taizhang/kernel';
import { CLASSIFICATION_FIELD } from './classification.js';
import type { FieldIndex, ViewDefinition, ViewDocument } from './view.js';

/**
 * Names one stored copy of a view. A changed definition is a new `version`; rebuilding the same version makes a new
 * `generation` beside it (0, 1, …). Numbers are never used twice, so marks of a dropped copy can never be taken for
 * those of a new one.
 */
export interface ViewVersionId {
  readonly version: number;
  readonly generation: number;
}

/** What one stored copy of a view looks like: enough to make tables and indices. */
export interface ViewShape extends ViewVersionId {
  readonly name: string;
  readonly fields: Readonly<Record<string, FieldIndex>>;
}

/** The shape of a definition's `generation`-th copy: its fields, and the classification of every document. */
export function shapeOf<Doc extends JsonObject>(definition: ViewDefinition<Doc>, generation = 0): ViewShape {
  const fields = { ...definition.fields, [CLASSIFICATION_FIELD]: 'number' } as const;
  return { name: definition.name, version: definition.version, generation, fields };
}

/** `v2`, or `v2.g1` for a rebuilt copy. */
export function versionLabel({ version, generation }: ViewVersionId): string {
  return generation === 0 ? `v${String(version)}` : `v${String(version)}.g${String(generation)}`;
}

/** Name of the consumer that feeds a copy; the inbox keeps its marks under it. */
export function consumerOf(name: string, id: ViewVersionId): string {
  return `view:${name}.${versionLabel(id)}`;
}

/** @returns whether both name the same copy. */
export function sameVersion(a: ViewVersionId, b: ViewVersionId): boolean {
  return a.version === b.version && a.generation === b.generation;
}

/** A document or tombstone (`doc: null`) as stored. */
export interface StoredDocument {
  readonly idx: number;
  readonly doc: JsonObject | null;
}

/** A guarded write: takes effect only where the stored index is lower (or nothing is stored). `doc: null` = tombstone. */
export interface GuardedWrite extends StoredDocument {
  readonly ledger: LedgerId;
  readonly key: string;
  /** Search terms by text field: grams, hashed where the source is sealed. They replace those stored before. */
  readonly terms: Readonly<Record<string, readonly string[]>>;
  /** Digests of the sealed values the document holds, for {@link ViewStorage.holders}. */
  readonly sealed: readonly string[];
  /** A value that the document held was erased on record: what it replaces must rest nowhere, in no journal either. */
  readonly erases: boolean;
}

/** Counts by counter and dimension; zeros are left out. */
export type Counts = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** Counters of one ledger under one view, guarded by `idx` like a document. Written before the documents (see the handler). */
export interface CounterWrite {
  readonly ledger: LedgerId;
  readonly idx: number;
  readonly counts: Counts;
}

/** A value of a declared field as it is indexed. */
export type FieldValue = string | number | boolean | null;

/** A condition on an indexed field: one of some values, or a range. `null` = no value. */
export type FieldCondition =
  | { readonly op: 'in'; readonly field: string; readonly values: readonly FieldValue[] }
  /** `from` and `to` inclusive, `before` exclusive; strings compare by code point (= by UTF-8 bytes). `null` never matches. */
  | {
      readonly op: 'range';
      readonly field: string;
      readonly from?: string | number;
      readonly to?: string | number;
      readonly before?: string;
    };

/** The field holds at least one of these terms. */
export interface TermCondition {
  readonly field: string;
  readonly anyOf: readonly string[];
}

/** Position of a document in a sorted answer. */
export interface SortPosition {
  /** Values of the sort fields, in their order. */
  readonly values: readonly FieldValue[];
  readonly ledger: LedgerId;
  readonly key: string;
}

/** A checked query in the words of a store: joined by AND, tombstones left out. */
export interface StorageQuery {
  readonly ledgers: readonly LedgerId[] | 'all';
  readonly where: readonly FieldCondition[];
  readonly terms: readonly TermCondition[];
  /** Missing values come first ascending, last descending; ties by (ledger, key) ascending, by code point. */
  readonly sort: readonly { readonly field: string; readonly direction: 'asc' | 'desc' }[];
  readonly limit: number;
  /** Only what comes after it in the order. Neither `total` nor `facets` heed it. */
  readonly after?: SortPosition;
  readonly facets: readonly string[];
  readonly total: boolean;
}

/** Counts of one field's values, highest first, then by value (`null` first, code points); at most {@link MAX_FACET_VALUES}. */
export type Facet = readonly { readonly value: FieldValue; readonly count: number }[];

/** A store's answer. */
export interface StoragePage {
  readonly items: readonly ViewDocument[];
  readonly total?: number;
  readonly facets?: Readonly<Record<string, Facet>>;
}

/** A copy of a view as registered. */
export interface RegisteredVersion {
  readonly shape: ViewShape;
  /** Old marks under its consumer's name were forgotten: it may be fed. */
  readonly prepared: boolean;
  readonly dropped: boolean;
}

/** All copies of one view there ever were, and which one is read. */
export interface ViewRegistry {
  readonly versions: readonly RegisteredVersion[];
  readonly active?: ViewVersionId;
  /** Copies that were read once and no more. */
  readonly superseded: readonly ViewVersionId[];
}

/**
 * What a technology offers for views; projecting, guarding, rebuilding and paging rules are shared above it. Every write
 * that resolved is durable: the mark that follows it must not outlive it.
 */
export interface ViewStorage {
  /**
   * Registers a copy and makes its tables and indices, where they are not there yet.
   * @throws {@link ViewVersionError} when it was dropped, or is registered with other fields.
   */
  ensure(shape: ViewShape): Promise<void>;
  /** Stored documents by key, tombstones included; keys without one are absent. Sees every write that resolved before. */
  load(shape: ViewShape, ledger: LedgerId, keys: readonly string[]): Promise<ReadonlyMap<string, StoredDocument>>;
  /** Keys of the documents of a ledger that hold one of these sealed values; may name too many, never too few. */
  holders(shape: ViewShape, ledger: LedgerId, digests: readonly string[]): Promise<readonly string[]>;
  /** Guarded writes, each effective alone; a failure may leave some of them done. A lost guard is no failure. */
  write(shape: ViewShape, writes: readonly GuardedWrite[]): Promise<void>;
  loadCounters(shape: ViewShape, ledger: LedgerId): Promise<CounterWrite | undefined>;
  writeCounters(shape: ViewShape, write: CounterWrite): Promise<void>;
  /** Sum of some counters over ledgers, by dimension, as of one moment. */
  sumCounters(
    shape: ViewShape,
    counters: readonly string[],
    ledgers: readonly LedgerId[] | 'all',
  ): Promise<Readonly<Record<string, number>>>;
  query(shape: ViewShape, query: StorageQuery): Promise<StoragePage>;
  /** One document; a tombstone is `undefined`. */
  get(shape: ViewShape, ledger: LedgerId, key: string): Promise<ViewDocument | undefined>;
  /** Ledgers that have documents, in order. */
  ledgers(shape: ViewShape): Promise<readonly LedgerId[]>;
  registry(name: string): Promise<ViewRegistry>;
  /** The copy that queries read; `undefined` before the first is activated. */
  active(name: string): Promise<ViewShape | undefined>;
  markPrepared(name: string, id: ViewVersionId): Promise<void>;
  /** Switches readers atomically. @returns false, and does nothing, when `expected` is not what is active. */
  activate(name: string, id: ViewVersionId, expected: ViewVersionId | undefined, at: Instant): Promise<boolean>;
  /** Removes a copy's tables for good; its number stays taken. @throws {@link ViewVersionError} when it is active. */
  drop(name: string, id: ViewVersionId): Promise<void>;
  close(): Promise<void>;
}

/** Most values of one facet. */
export const MAX_FACET_VALUES = 200;

/** A copy of a view that cannot be used as asked: dropped, active, or registered with other fields; one sentence says which. */
export class ViewVersionError extends Error {
  override readonly name = 'ViewVersionError';
  readonly code = 'VIEW_VERSION';
}

/** The view store cannot be opened, read or written now (locked, read-only, disk full, server away); one sentence says why. */
export class ViewStoreUnavailableError extends Error {
  override readonly name = 'ViewStoreUnavailableError';
  readonly code = 'VIEW_STORE_UNAVAILABLE';
  readonly retryAfterMs = 2_000;
}

/** Too many writes wait; try again after {@link retryAfterMs} (HTTP 503 with Retry-After). */
export class ViewStoreBusyError extends Error {
  override readonly name = 'ViewStoreBusyError';
  readonly code = 'VIEW_STORE_BUSY';
  readonly retryAfterMs = 1_000;
}
