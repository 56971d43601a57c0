/** Words in both languages of the product. */
export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

/** As much of a JSON Schema as declarations of commands use. */
export interface JsonSchema {
  readonly type?: string;
  readonly title?: string;
  readonly description?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly string[];
  readonly const?: string | number | boolean;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly maxLength?: number;
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
}

/** Where a role must be held, seen from the unit that an act is about. */
export type RoleScope = 'unit' | 'unit-or-superior' | 'anywhere';

/** A command as the API declares it: where it is sent, who may, what it takes. */
export interface DeclaredAct {
  readonly context: string;
  readonly aggregate: string;
  readonly verb: string;
  readonly name: string;
  readonly title: Bilingual;
  readonly clauses: readonly string[];
  readonly roles: readonly string[];
  readonly scope: RoleScope;
  readonly schema: JsonSchema;
}

/** A view as the API declares it. */
export interface DeclaredView {
  readonly context: string;
  readonly name: string;
  readonly title: Bilingual;
  readonly roles: readonly string[];
  readonly scope: RoleScope;
  /** Fields by which it is filtered and sorted. */
  readonly fields: readonly string[];
}

/** Who may ask for something of a context. */
export type DeclaredReading = Pick<DeclaredView, 'context' | 'roles' | 'scope'>;

/** All that the console takes from the API's document. */
export interface Declarations {
  readonly contexts: readonly { readonly name: string; readonly title: Bilingual }[];
  readonly acts: readonly DeclaredAct[];
  readonly views: readonly DeclaredView[];
  /** Who may read the events of each context. */
  readonly streams: readonly DeclaredReading[];
  /** Who may read what happened to records of each aggregate. */
  readonly timelines: readonly (DeclaredReading & { readonly aggregate: string })[];
}

declare global {
  /** Put in by the build, from the API's document (`vite.config.mjs`). */
  const TAIZHANG_DECLARATIONS: Declarations;
}

/** A record that acts are about: a stream of a ledger. */
export interface RecordAddress {
  readonly context: string;
  readonly bureau: string;
  readonly aggregate: string;
  readonly id: string;
}

/** Path of a record in the API; its acts and answers are below it. */
export const apiPathOf = ({ context, bureau, aggregate, id }: RecordAddress): string =>
  `/api/${context}/${bureau}/${aggregate}/${encodeURIComponent(id)}`;
