import type {
  Allowance,
  AnyAggregate,
  AnyEventCatalogue,
  Clearance,
  FactAnswer,
  FactQuery,
  JsonValue,
  LedgerId,
  LocalDate,
  Policy,
  PolicyReads,
  RejectionDefinition,
  Sentence,
} from '@taizhang/kernel';
import type { ViewDefinition, ViewDocument, ViewFilter, ViewPage, ViewQuery } from '@taizhang/views-port';
import type { z } from 'zod';
import type { ServedDeadline } from '../deadlines/deadline-rows.view.js';
import type { OmissionReport } from '../omissions/omission-report.js';
import type { AnyJobKind } from '../jobs/job-kind.js';
import type { Operation } from '../openapi/operation.js';
import type { ContextFacilities } from './context-facilities.js';

/**
 * Reads of a context's own views, as facts, policies and queries have them. They see open fields and sealed places only; what of
 * these a query puts into its answer is opened by its reader's clearance.
 */
export interface ContextReads extends PolicyReads {
  get(view: string, ledger: LedgerId, key: string): Promise<ViewDocument | undefined>;
  page(view: string, query: ViewQuery): Promise<ViewPage>;
  /** All documents that match, in order of (ledger, key). */
  all(
    view: string,
    query: { readonly ledgers: readonly LedgerId[] | 'all'; readonly where?: readonly ViewFilter[] },
  ): Promise<readonly ViewDocument[]>;
  /** Sum of a declared counter over ledgers, by dimension. */
  count(view: string, counter: string, ledgers: readonly LedgerId[] | 'all'): Promise<Readonly<Record<string, number>>>;
  /** How many events of a ledger the view has seen: the `size` of a {@link FactAnswer}. */
  seen(view: string, ledger: LedgerId): Promise<number>;
  /**
   * Keyed hash of a text under a secret of the deployment for one purpose, in hexadecimal: by it the same text is known again, and
   * nobody without the secret can try what it was.
   */
  keyedHash(purpose: string, text: string): Promise<string>;
  /** Day of a business date or of an instant, in the deployment's zone: documents keep either. */
  dayOf(date: string): LocalDate;
}

/** Answers one kind of {@link FactQuery} from the context's own views (design §5). */
export type FactProvider = (query: FactQuery, reads: ContextReads) => Promise<FactAnswer>;

/**
 * Reserved fact that a context registers to know who is above whom: key = `<bureau>/<code>`, value = references of the unit and
 * of those above it, nearest first, as of the date asked for; none for an unit that is unknown or does not stand any more on that
 * day, so that no work is given to it. Where it is missing, `unit-or-superior` means the unit itself.
 */
export const UNIT_PATH_FACT = 'organization.unit-path';
/**
 * Reserved fact that says who answers for a unit's matters: key = `<bureau>/<code>`, value = a path as {@link UNIT_PATH_FACT} tells it,
 * for each of the units that do. Of one that ended these are its successors, or theirs, and where there is none, its parent.
 */
export const ANSWERING_FACT = 'organization.answering-units';
/** Reserved fact: key = reference of a unit, value = references of all that ended and for whose matters it answers now. */
export const PREDECESSORS_FACT = 'organization.predecessors';
/** Reserved fact: key = a person's id, value = the powers (`Power`) that the person holds on the date asked for. */
export const POWERS_FACT = 'organization.powers';
/** Reserved fact: key = bureau, value = codes of all units below it, and of those whose matters these took over; for lists of a superior. */
export const SUBORDINATES_FACT = 'organization.subordinates';

/** A view that is served over HTTP: list, one document, facets and counters derive from its definition. */
export interface ServedView {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- documents differ per view; readers get JSON
  readonly view: ViewDefinition<any>;
  /** Who may read it; default is deny. */
  readonly allow: Allowance;
  /** Field with the unit, or the units, that a document is about, so that those of a branch see their own; without it they see none. */
  readonly unitField?: string;
  /** Clauses whose keeping it shows. */
  readonly clauses?: readonly string[];
  readonly title: Sentence;
}

/** Who asks: the identity port's answer, without the account's secrets. */
export interface Reader {
  readonly role: string;
  readonly unit: string;
  readonly clearance: Clearance;
}

/** A question that the derived view routes cannot put: `GET /api/<context>/queries/<name>`. */
export interface QueryRoute<Params extends z.ZodObject = z.ZodObject> {
  /** kebab-case; last segment of its path. */
  readonly name: string;
  /** Clauses whose keeping it shows. */
  readonly clauses?: readonly string[];
  readonly title: Sentence;
  /** Of the query string: all values arrive as strings. A parameter `bureau` names the unit that `allow` is judged by. */
  readonly params: Params;
  readonly allow: Allowance;
  readonly handle: (params: z.output<Params>, reads: ContextReads, reader: Reader) => Promise<JsonValue>;
}

/** A {@link QueryRoute} of any parameters, as a context lists it. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- parameters are parsed by the route's own schema before `handle`
export type AnyQueryRoute = QueryRoute<any>;

/** Declares a query. */
export function queryRoute<const Params extends z.ZodObject>(route: QueryRoute<Params>): QueryRoute<Params> {
  return route;
}

/** How a context takes evidence: who may upload it, and by what view its references are found. */
export interface BlobDeclaration {
  /** Judged at the unit for which it is uploaded. */
  readonly upload: Allowance;
  /** View of this context with a {@link BlobReference} per address of a blob that its events refer to. */
  readonly references: string;
}

/** What refers to a blob: documents of this context's views, any of which opens the blob to whoever may read it. */
export interface BlobReference {
  readonly documents: readonly { readonly view: string; readonly key: string }[];
  /** Highest classification of the events that refer to it. */
  readonly classification: number;
}

/** All that a context brings to a host: declarations only, from which routes, documents and followers derive (design §1). */
export interface ContextFeature {
  readonly context: string;
  readonly title: Sentence;
  readonly aggregates: readonly AnyAggregate[];
  readonly views: readonly ServedView[];
  readonly policies: readonly Policy[];
  /** Policies that do something outside all ledgers themselves (`Policy.act`), with what the host offers. */
  readonly actingPolicies?: (facilities: ContextFacilities) => readonly Policy[];
  /** What happens by itself once a day has come; each is also a view of what falls due when. */
  readonly deadlines?: readonly ServedDeadline[];
  /** By full name, `<owner context>.<fact>`; answered from this context's own views. */
  readonly facts: Readonly<Record<string, FactProvider>>;
  readonly queries: readonly AnyQueryRoute[];
  /** Who has not done what by when, for the clauses that are duties. */
  readonly omissions?: readonly OmissionReport[];
  /** Every event type the context writes or reads: upcasting, sealing and schemas come from here. */
  readonly catalogues: readonly AnyEventCatalogue[];
  /** Routes of its own controllers, which no declaration yields. */
  readonly operations?: readonly Operation[];
  /** Who may read the context's events as a stream, and export them; absent = those who analyse and those who audit. */
  readonly stream?: Allowance;
  /** Kinds of jobs beside the export of lists, which every context has. */
  readonly jobs?: readonly AnyJobKind[];
  /** How it takes evidence; without it there are no uploads to its ledgers. */
  readonly blobs?: BlobDeclaration;
  /** Codes that its commands answer; listed in the API page. */
  readonly rejections: readonly RejectionDefinition[];
}
