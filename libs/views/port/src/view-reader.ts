import { createHash } from 'node:crypto';
import { ACTS, type Clearance, type JsonObject, type LedgerId } from '@taizhang/kernel';
import { countersWithin, splitClassification, withinClearance } from './classification.js';
import type { OpenedDocument } from './open-documents.js';
import { hashedTerm, type SearchKeys } from './search-terms.js';
import { countedPages } from './view-counters.js';
import { cursorAfter } from './view-cursor.js';
import { checkQuery, type TextCondition } from './view-query-check.js';
import {
  ViewQueryError,
  type ViewDefinition,
  type ViewDocument,
  type ViewFilter,
  type ViewPage,
  type ViewQuery,
} from './view.js';
import {
  sameVersion,
  type StoragePage,
  type StorageQuery,
  type TermCondition,
  type ViewShape,
  type ViewStorage,
} from './view-storage.js';

/** Most ledgers a text search hashes its terms for; a wider one is asked to narrow its scope. */
export const MAX_TEXT_LEDGERS = 5_000;
/** Characters of a digest that tell one state of a document from another: 96 bits. */
const ETAG_DIGEST_LENGTH = 16;
/** Levels that a field may be sealed at. */
const SEALED_LEVELS = [1, 2, 3] as const;
/** How often a read begins again because the copy it read was switched away. */
const MAX_SWITCHES_PER_READ = 3;

/** Nothing of this view can be read yet; try again after {@link retryAfterMs} (HTTP 503 with Retry-After). */
export class ViewNotReadyError extends Error {
  override readonly name = 'ViewNotReadyError';
  readonly code = 'VIEW_NOT_READY';
  readonly retryAfterMs = 2_000;
}

/** What a reader works with. */
export interface ViewReaderOptions {
  readonly storage: ViewStorage;
  /** The same as the handlers'; without it only open text is searched. */
  readonly searchKeys?: SearchKeys;
}

/** Gives the reader of a clearance. Facts and policies, which tell nobody what they read, see all: 3. */
export type ViewReaders = (clearance: Clearance) => ViewReader;

/**
 * Reads views: the side of features and of the HTTP queries. What is classified above the reader's clearance is as if it
 * were not there, in lists, totals, facets, sums and by key. Documents come sealed; `openDocuments` opens them.
 */
export interface ViewReader {
  /** @throws {@link ViewQueryError}, {@link ViewNotReadyError} */
  query<Doc extends JsonObject>(view: ViewDefinition<Doc>, query: ViewQuery): Promise<ViewPage<Doc>>;
  /** One document; {@link viewEtag} tells whether it is still the same. */
  get<Doc extends JsonObject>(
    view: ViewDefinition<Doc>,
    ledger: LedgerId,
    key: string,
  ): Promise<ViewDocument<Doc> | undefined>;
  /**
   * Sum of one counter over the ledgers, by dimension: as it was kept or, where only some documents count, counted from
   * these, page by page. Ask so of few: of one branch, say.
   */
  counters<Doc extends JsonObject>(
    view: ViewDefinition<Doc>,
    counter: string,
    ledgers: readonly LedgerId[] | 'all',
    where?: readonly ViewFilter[],
  ): Promise<Readonly<Record<string, number>>>;
}

/**
 * Strong ETag of a document as it is answered (RFC 9110 §8.8.3): it changes with every event applied, with a switch to a
 * copy that says something else, and, of an opened document, with what its reader may see.
 */
export function viewEtag<Doc extends JsonObject>(document: ViewDocument<Doc> | OpenedDocument<Doc>): string {
  const digest = createHash('sha256').update(JSON.stringify(document)).digest('base64url').slice(0, ETAG_DIGEST_LENGTH);
  return `"${String(document.idx)}-${digest}"`;
}

/** Makes readers. Every call reads the copy that is active then. */
export function createViewReaders(options: ViewReaderOptions): ViewReaders {
  return (clearance) => readerOf(options, clearance);
}

function readerOf({ storage, searchKeys }: ViewReaderOptions, clearance: Clearance): ViewReader {
  const readable = (document: ViewDocument | undefined): ViewDocument | undefined => {
    const shown = document && shownDocument(document);
    return shown?.clr !== undefined && shown.clr <= clearance ? shown : undefined;
  };
  const pageOf = (name: string, query: ViewQuery): Promise<ViewPage> =>
    onActive(
      storage,
      name,
      (shape) => ask({ storage, searchKeys, clearance }, shape, query),
      ({ items }) => items.length === 0,
    );
  return {
    // a view's documents are made by its own projections
    query: async <Doc extends JsonObject>({ name }: ViewDefinition<Doc>, query: ViewQuery) =>
      (await pageOf(name, query)) as ViewPage<Doc>,
    get: async <Doc extends JsonObject>(view: ViewDefinition<Doc>, ledger: LedgerId, key: string) => {
      const found = await onActive(
        storage,
        view.name,
        (shape) => storage.get(shape, ledger, key),
        (document) => document === undefined,
      );
      return readable(found) as ViewDocument<Doc> | undefined; // as above
    },
    counters: <Doc extends JsonObject>(view: ViewDefinition<Doc>, counter: string, ledgers: Ledgers, where: Where) => {
      const { name, counters = {} } = view as unknown as ViewDefinition; // counts whatever documents its projections made
      const dimensionsOf = Object.hasOwn(counters, counter) ? counters[counter] : undefined;
      if (dimensionsOf === undefined) throw new ViewQueryError(`${name} has no counter ${JSON.stringify(counter)}`);
      if (where !== undefined) return countedPages((query) => pageOf(name, query), { ledgers, where }, dimensionsOf);
      return onActive(
        storage,
        name,
        (shape) => storage.sumCounters(shape, countersWithin(counter, clearance), ledgers),
        (sums) => Object.keys(sums).length === 0,
      );
    },
  };
}

/**
 * Reads from the active copy. Between asking which one that is and reading it, it may have been switched away and
 * dropped; a store then fails or finds nothing. Either is believed only if the same copy is still active.
 */
async function onActive<T>(
  storage: ViewStorage,
  name: string,
  read: (shape: ViewShape) => Promise<T>,
  isNothing: (answer: T) => boolean,
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    const shape = await storage.active(name);
    if (shape === undefined) throw new ViewNotReadyError(`${name} is not built yet`);
    let failure: unknown;
    try {
      const answer = await read(shape);
      if (!isNothing(answer)) return answer;
      if (await isStillActive(storage, shape)) return answer;
    } catch (error) {
      failure = error;
    }
    if (failure !== undefined && (tries === MAX_SWITCHES_PER_READ || (await isStillActive(storage, shape))))
      // eslint-disable-next-line @typescript-eslint/only-throw-error -- passed on as it was caught
      throw failure;
    if (tries === MAX_SWITCHES_PER_READ) throw new ViewNotReadyError(`${name} is being switched`);
  }
}

async function isStillActive(storage: ViewStorage, shape: ViewShape): Promise<boolean> {
  const active = await storage.active(shape.name);
  return active !== undefined && sameVersion(active, shape);
}

type Ledgers = ViewQuery['ledgers'];
type Where = readonly ViewFilter[] | undefined;

interface Asker {
  readonly storage: ViewStorage;
  readonly searchKeys: SearchKeys | undefined;
  readonly clearance: Clearance;
}

async function ask(asker: Asker, shape: ViewShape, query: ViewQuery): Promise<ViewPage> {
  const { query: checked, texts, sets } = checkQuery(shape, query);
  if (checked.ledgers !== 'all' && checked.ledgers.length === 0) return nothing(checked);
  const hashed = texts.length === 0 ? [] : await hashedConditions(asker, shape, checked.ledgers, texts);
  const where = [...checked.where, ...withinClearance(asker.clearance)];
  const page = await asker.storage.query(shape, {
    ...checked,
    where,
    limit: checked.limit + 1,
    terms: [...sets, ...hashed],
  });
  return asPage(shape, query, checked, page);
}

/** What a row remembers of its acts is for projecting alone: no reader ever sees it. */
function shownDocument(document: ViewDocument): ViewDocument {
  const { doc, clr } = splitClassification(document.doc);
  if (!Object.hasOwn(doc, ACTS)) return { ...document, doc, clr };
  return { ...document, doc: Object.fromEntries(Object.entries(doc).filter(([name]) => name !== ACTS)), clr };
}

function nothing({ facets, total }: Omit<StorageQuery, 'terms'>): ViewPage {
  const none = Object.fromEntries(facets.map((field) => [field, []]));
  return { items: [], ...(total ? { total: 0 } : {}), ...(facets.length > 0 ? { facets: none } : {}) };
}

/** One document more than the page was asked for: it says that there is a next page. */
function asPage(shape: ViewShape, query: ViewQuery, checked: Omit<StorageQuery, 'terms'>, page: StoragePage): ViewPage {
  const items = page.items.slice(0, checked.limit);
  const last = page.items.length > items.length ? items.at(-1) : undefined;
  return {
    items: items.map(shownDocument),
    ...(last === undefined ? {} : { next: cursorAfter(shape, query, checked.sort, last) }),
    ...(page.total === undefined ? {} : { total: page.total }),
    ...(page.facets === undefined ? {} : { facets: page.facets }),
  };
}

/**
 * A term stands plain where the text was open, else under the key of the ledger it is in and by the level it was sealed
 * at: of levels above his clearance a reader must not even learn that a word occurs.
 */
async function hashedConditions(
  { storage, searchKeys, clearance }: Asker,
  shape: ViewShape,
  ledgers: readonly LedgerId[] | 'all',
  texts: readonly TextCondition[],
): Promise<readonly TermCondition[]> {
  const scope =
    searchKeys === undefined ? [] : ledgers === 'all' ? await storage.ledgers(shape) : [...new Set(ledgers)];
  if (scope.length > MAX_TEXT_LEDGERS)
    throw new ViewQueryError(`a text search takes at most ${String(MAX_TEXT_LEDGERS)} ledgers`);
  const keys = searchKeys === undefined ? [] : await Promise.all(scope.map(searchKeys));
  const levels = SEALED_LEVELS.filter((level) => level <= clearance);
  const hashes = (field: string, term: string) =>
    keys.flatMap((key) => levels.map((level) => hashedTerm(key, field, level, term)));
  return texts.flatMap(({ field, terms }) => terms.map((term) => ({ field, anyOf: [term, ...hashes(field, term)] })));
}
