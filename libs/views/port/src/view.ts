import type { Clearance, EventMeta, JsonObject, JsonValue, LedgerId } from '@taizhang/kernel';

/**
 * How a field of a view's documents is indexed. `keywords` holds a list of them and is found by any one; `text` finds
 * two-character Chinese words.
 */
export type FieldIndex = 'keyword' | 'keywords' | 'date' | 'number' | 'boolean' | 'text';

/** Fields that have one value, by which documents are compared, sorted and counted; the others are found by terms. */
export type ComparedIndex = Exclude<FieldIndex, 'keywords' | 'text'>;

/** A sealed field's place: views keep it sealed and open it when read (design §5). */
export interface SealedValue {
  readonly $sealed: {
    /** b64u SHA-256 of the disclosure: where the value is fetched from. */
    readonly digest: string;
    /** Clearance its reader needs. */
    readonly level: 1 | 2 | 3;
    /** Index of the event that carries it. */
    readonly idx: number;
    /** Its disclosure was erased on record (`ledger.DisclosureErased`): never opened, never searched again. */
    readonly erased?: true;
  };
}

/** An event as `project` sees it: open data, and places of its sealed fields by name. */
export interface ProjectedEvent {
  readonly ledger: LedgerId;
  readonly type: string;
  readonly schema: number;
  readonly stream: string;
  /** Open fields; `_sd` and `_sdl` are taken out. */
  readonly data: JsonObject;
  /**
   * Places of the sealed fields by path (`description`, `person.name`, `items.0.note`). One whose disclosure was erased
   * before this run has no name any more and is absent: write `event.sealed['description'] ?? null`, and let nothing else
   * of a document depend on it.
   */
  readonly sealed: Readonly<Record<string, SealedValue>>;
  readonly meta: EventMeta;
}

/** How one event type changes documents: which ones, and into what. Pure. */
export interface Projection<Doc> {
  /** Newest schema version understood. */
  readonly version: number;
  /** Keys of the documents it touches, within the event's ledger. */
  readonly keys: (event: ProjectedEvent) => readonly string[];
  /** `null` deletes: a tombstone stays, so that overlapping runners cannot revive it. */
  readonly project: (doc: Doc | null, event: ProjectedEvent, key: string) => Doc | null;
}

/** A declared view: documents per ledger, derived from events, rebuilt at will (design §6). */
export interface ViewDefinition<Doc extends JsonObject = JsonObject> {
  readonly name: string;
  /** A changed projection or index is a new version: rebuilt beside the old one, then switched. */
  readonly version: number;
  /** Context that owns and serves the view (it may project events of others). */
  readonly context: string;
  /**
   * Indexed fields by path into the document (`status`, `lead.unit`). A value of another kind than declared counts as
   * `null`; `keywords` takes arrays of strings, `text` strings, sealed values and arrays of them.
   */
  readonly fields: Readonly<Record<string, FieldIndex>>;
  readonly on: Readonly<Record<string, Projection<Doc>>>;
  /**
   * Counters per ledger, kept by difference: the dimension keys a document counts in (each once), e.g. `['status=CLOSED']`.
   * They see sealed fields as `null`, so that an erasure cannot change a count, and nothing of remembered acts.
   */
  readonly counters?: Readonly<Record<string, (doc: Doc) => readonly string[]>>;
}

/** Declares a view. */
export function view<Doc extends JsonObject>(definition: ViewDefinition<Doc>): ViewDefinition<Doc> {
  return definition;
}

/** A document as stored: with its ledger and the index of the last event applied. */
export interface ViewDocument<Doc extends JsonObject = JsonObject> {
  readonly ledger: LedgerId;
  readonly key: string;
  /** Index of the last event applied to it: the guard of every write, and the document's ETag. */
  readonly idx: number;
  readonly doc: Doc;
  /** Its classification; absent in what a storage gives, where it stands in the document. */
  readonly clr?: Clearance;
}

/** One condition; several are joined by AND. `null` matches a missing value. Of `keywords`, `eq` and `in` ask whether one is there. */
export type ViewFilter =
  | { readonly op: 'eq'; readonly field: string; readonly value: string | number | boolean | null }
  | { readonly op: 'in'; readonly field: string; readonly values: readonly (string | number | boolean)[] }
  /** Both bounds inclusive; strings compare by code point. */
  | { readonly op: 'range'; readonly field: string; readonly from?: string | number; readonly to?: string | number }
  | { readonly op: 'prefix'; readonly field: string; readonly value: string }
  /** All words (grams) of `value` occur in the field; see `search-terms.ts`. At least one word or two Chinese characters. */
  | { readonly op: 'text'; readonly field: string; readonly value: string };

/** A question to one view. No query crosses the ledgers it was given (design §6). */
export interface ViewQuery {
  readonly ledgers: readonly LedgerId[] | 'all';
  readonly where?: readonly ViewFilter[];
  /** Ties are broken by (ledger, key). */
  readonly sort?: readonly { readonly field: string; readonly direction: 'asc' | 'desc' }[];
  /** 1..{@link MAX_PAGE_SIZE}. */
  readonly limit?: number;
  /** Opaque; from the previous page. */
  readonly cursor?: string;
  /** Fields whose values are counted over all matches, not only this page. */
  readonly facets?: readonly string[];
  /** Whether all matches are counted. */
  readonly total?: boolean;
}

/** One page of an answer. */
export interface ViewPage<Doc extends JsonObject = JsonObject> {
  readonly items: readonly ViewDocument<Doc>[];
  readonly next?: string;
  readonly total?: number;
  readonly facets?: Readonly<Record<string, readonly { readonly value: JsonValue; readonly count: number }[]>>;
}

/** Largest page. */
export const MAX_PAGE_SIZE = 500;
/** Page size where the query names none. */
export const DEFAULT_PAGE_SIZE = 50;

/** A query that names an unknown field, an operation its index does not allow, or a cursor of another query. */
export class ViewQueryError extends Error {
  override readonly name = 'ViewQueryError';
  readonly code = 'VIEW_QUERY_INVALID';
}
