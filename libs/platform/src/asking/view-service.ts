import { isLedgerId, type Clearance, type Instant, type JsonValue, type LedgerId } from '@taizhang/kernel';
import type { EventStore } from '@taizhang/event-store-port';
import {
  consumerOf,
  openDocuments,
  viewEtag,
  waitForPosition,
  type OpenedDocument,
  type ViewDefinition,
  type ViewDocument,
  type ViewMarks,
  type ViewQuery,
  type ViewReaders,
  type ViewStorage,
} from '@taizhang/views-port';
import { RECORDED_FROM, recordRead, type AccessLog } from '../access-log/access-log.js';
import type { ContextReads, ServedView } from '../context/context-feature.js';
import type { ContextRegistry } from '../context/context-registry.js';
import { inputProblem } from '../http/command-body.js';
import { ProblemError, PROBLEMS } from '../http/problem.js';
import type { ReadScope } from '../identity/authoriser.js';
import type { Principal, Sender } from '../identity/identity.js';
import { openAnswer } from './opened-answer.js';
import type { AskedMoment } from './asked-moment.js';
import type { PastViews } from './past-views.js';
import { isWithinBranch, ledgersWithin, withinBranch, type ReadingScopes } from './reading-scope.js';
import {
  AS_OF,
  invalidParameter,
  LIST_PARAMETERS,
  readListQuery,
  oneValueOf,
  valuesOf,
  type QueryString,
} from './view-parameters.js';

/** What serving views needs of its host. */
export interface ViewServiceOptions {
  readonly registry: ContextRegistry;
  readonly readers: ViewReaders;
  readonly storage: Pick<ViewStorage, 'active'>;
  readonly marks: Pick<ViewMarks, 'mark'>;
  /** Where values of sealed fields are fetched. */
  readonly sealed: Pick<EventStore, 'disclosures'>;
  readonly readsOf: (
    context: string,
    clearance: Clearance,
    onRead: (documents: readonly ViewDocument[]) => void,
    readers: ViewReaders,
  ) => ContextReads;
  /** Views as they were; and when somebody means who asks for them. */
  readonly past: Pick<PastViews, 'at'>;
  readonly momentOf: AskedMoment;
  readonly scopes: ReadingScopes;
  /** Where readings of confidential material are recorded before they are answered. */
  readonly accessLog: AccessLog;
}

/** Who asks, and what of their own they must see. */
export interface Asking {
  readonly context: string;
  readonly sender: Sender;
  readonly position?: { readonly ledger: LedgerId; readonly idx: number };
}

/** A page of a list, ready to be sent. */
export interface ListAnswer {
  readonly items: readonly ListItem[];
  readonly next?: string;
  readonly total?: number;
  readonly facets?: unknown;
}

/** One document, its sealed values opened as far as the reader's clearance goes. */
export interface ListItem {
  readonly ledger: LedgerId;
  readonly key: string;
  readonly idx: number;
  readonly doc: JsonValue;
  readonly withheld: readonly string[];
  readonly erased: readonly string[];
}

/** A document, and under which power it is shown. */
export interface ShownDocument {
  readonly item: ListItem;
  readonly etag: string;
  readonly reader: Principal;
}

/** Names one document of a view. */
export interface DocumentAddress {
  readonly view: string;
  readonly bureau: string;
  readonly key: string;
  /** Context whose ledger it is in. */
  readonly owner: string;
  /** As it was then; without it, as it is. */
  readonly asOf?: string;
}

/** Serves every view and query of the host's contexts, within the reader's scope (design §6, §9). */
export class ViewService {
  constructor(private readonly options: ViewServiceOptions) {}

  /** @throws {@link ProblemError} `UNKNOWN_VIEW`, `FORBIDDEN`, `PARAMETER_INVALID`; errors of the views port as they are */
  async list(asking: Asking, name: string, query: QueryString): Promise<ListAnswer> {
    const served = await this.#served(asking, name);
    const asked = readListQuery(query, served.view.fields);
    const asOf = this.#asOf(query);
    const scope = await this.#scope(asking, served, valuesOf(query, 'bureau'));
    const ledgers = ledgersWithin(scope, contextsOf(served.view));
    const within = withinBranch({ ...asked, ledgers }, scope, served);
    const { clearance } = scope.principal;
    const view = served.view as ViewDefinition; // of whatever documents
    const page = await this.#reading(asOf, (readers) => readers(clearance).query(view, within));
    const items = await openDocuments(page.items, this.options.sealed, clearance);
    await this.#record(name, scope.principal, items);
    const { next, total, facets } = page;
    return {
      items: items.map(itemOf),
      ...(next !== undefined && { next }),
      ...(total !== undefined && { total }),
      ...((asked.facets ?? []).length > 0 && { facets }),
    };
  }

  async document(asking: Asking, address: DocumentAddress): Promise<ShownDocument> {
    const { view: name, bureau, key, owner } = address;
    const served = await this.#served(asking, name);
    const ledger = `${owner}/${bureau}`;
    if (!isLedgerId(ledger)) throw new ProblemError(PROBLEMS.notFound);
    const scope = await this.#scope(asking, served, [bureau]);
    const { clearance } = scope.principal;
    const found = await this.#reading(
      this.options.momentOf(address.asOf),
      (readers) => readers(clearance).get(served.view as ViewDefinition, ledger, key), // of whatever documents
      key,
    );
    // One of another branch, or classified too high, is as if there were none: nobody learns what exists beyond his scope.
    if (found === undefined || !isWithinBranch(found.doc, scope, served)) throw new ProblemError(PROBLEMS.notFound);
    const [opened] = await openDocuments([found], this.options.sealed, clearance);
    if (opened === undefined) throw new ProblemError(PROBLEMS.notFound);
    await this.#record(name, scope.principal, [opened]);
    return { item: itemOf(opened), etag: viewEtag(opened), reader: scope.principal };
  }

  async counters(
    asking: Asking,
    name: string,
    counter: string,
    query: QueryString,
  ): Promise<Readonly<Record<string, number>>> {
    const served = await this.#served(asking, name);
    const unknown = Object.keys(query).find((parameter) => parameter !== LIST_PARAMETERS[0] && parameter !== AS_OF);
    if (unknown !== undefined) throw invalidParameter(unknown);
    const scope = await this.#scope(asking, served, valuesOf(query, 'bureau'));
    const ledgers = ledgersWithin(scope, contextsOf(served.view));
    // Sums are kept per ledger: those of a branch are counted from its documents.
    const { where } = withinBranch<Pick<ViewQuery, 'where'>>({}, scope, served);
    return this.#reading(this.#asOf(query), (readers) => {
      const reader = readers(scope.principal.clearance);
      return reader.counters(served.view as ViewDefinition, counter, ledgers, where); // of whatever documents
    });
  }

  async query(asking: Asking, name: string, query: QueryString): Promise<JsonValue> {
    const { context } = asking;
    const route = this.options.registry.query(context, name);
    if (route === undefined) throw new ProblemError(PROBLEMS.unknownView);
    const { principal } = await this.options.scopes.ofBureaus(asking, route.allow, bureausOf(context, query));
    const asOf = this.#asOf(query);
    const own = Object.entries(query).filter(([parameter]) => parameter !== AS_OF);
    const params = route.params.strict().safeParse(Object.fromEntries(own));
    if (!params.success) throw inputProblem(params.error.issues);
    await this.seen(asking);
    const { actor, unit, clearance } = principal;
    // What a query makes of documents is its own affair: whoever asks it has read those it looked at.
    const read: ViewDocument[] = [];
    const made = await this.#reading(asOf, (readers) => {
      const reads = this.options.readsOf(context, clearance, (documents) => read.push(...documents), readers);
      return route.handle(params.data, reads, { role: actor.role, unit, clearance });
    });
    const { answer, looked } = await openAnswer(made, read, this.options.sealed, clearance);
    await this.#record(name, principal, looked);
    return answer;
  }

  /** Waits until every view of the context shows the reader's own write, where one is named. */
  async seen(asking: Asking): Promise<void> {
    const views = this.options.registry.feature(asking.context)?.views ?? [];
    for (const { view } of views) await this.#wait(asking, view.name);
  }

  /** The instant that a question asks about; none: it asks how things are. */
  #asOf(query: QueryString): Instant | undefined {
    return this.options.momentOf(oneValueOf(query, AS_OF));
  }

  #reading<T>(asOf: Instant | undefined, read: (readers: ViewReaders) => Promise<T>, key?: string): Promise<T> {
    return asOf === undefined ? read(this.options.readers) : this.options.past.at(asOf, read, key);
  }

  /** @throws {@link ProblemError} 503 where what is confidential cannot be put on record */
  async #record(
    view: string,
    principal: Principal,
    documents: readonly Pick<OpenedDocument, 'ledger' | 'key' | 'shown'>[],
  ): Promise<void> {
    const records = documents.filter(({ shown }) => shown >= RECORDED_FROM).map(({ ledger, key }) => ({ ledger, key }));
    await recordRead(this.options.accessLog, principal, view, records);
  }

  async #served(asking: Asking, name: string): Promise<ServedView> {
    const served = this.options.registry.view(asking.context, name);
    if (served === undefined) throw new ProblemError(PROBLEMS.unknownView);
    await this.#wait(asking, name);
    return served;
  }

  /** A reader's own write is waited for by the views that project its context (design §6). */
  async #wait({ context, position }: Asking, name: string): Promise<void> {
    const served = this.options.registry.view(context, name);
    if (
      position === undefined ||
      served === undefined ||
      !contextsOf(served.view).has(contextOfLedger(position.ledger))
    )
      return;
    const shape = await this.options.storage.active(served.view.name);
    if (shape !== undefined)
      await waitForPosition(this.options.marks, consumerOf(shape.name, shape), position.ledger, position.idx);
  }

  #scope(asking: Asking, served: ServedView, bureaus: readonly string[]): Promise<ReadScope> {
    return this.options.scopes.of(asking, served, checked(asking.context, bureaus));
  }
}

function bureausOf(context: string, query: QueryString): readonly string[] {
  return checked(context, valuesOf(query, 'bureau'));
}

function checked(context: string, bureaus: readonly string[]): readonly string[] {
  if (bureaus.every((bureau) => isLedgerId(`${context}/${bureau}`))) return bureaus;
  throw new ProblemError(PROBLEMS.parameterInvalid, { parameter: 'bureau' });
}

/** Contexts whose events a view projects: the ledgers its documents belong to. */
export function contextsOf({ on }: Pick<ViewDefinition, 'on'>): ReadonlySet<string> {
  return new Set(Object.keys(on).map((type) => type.slice(0, type.indexOf('.'))));
}

function contextOfLedger(ledger: LedgerId): string {
  return ledger.slice(0, ledger.indexOf('/'));
}

function itemOf({ ledger, key, idx, doc, withheld, erased }: OpenedDocument): ListItem {
  return { ledger, key, idx, doc, withheld, erased };
}
