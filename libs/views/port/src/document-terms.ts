import type { JsonObject, JsonValue, LedgerId } from '@taizhang/kernel';
import { isCompared, shapeFields, valueAt, type ShapeField } from './field-values.js';
import { hashedTerm, textsOf, textTerms, type SearchKeys } from './search-terms.js';
import { readDisclosure, sealedIn, type SealedFields } from './sealed-values.js';
import type { SealedValue } from './view.js';
import type { ViewShape } from './view-storage.js';

/** Search terms by text field, as a document is written with them. */
export type DocumentTerms = Readonly<Record<string, readonly string[]>>;

/** Computes the terms of documents of one ledger; sealed values are fetched once for all of them. */
export class TermWriter {
  readonly #fields: readonly ShapeField[];

  constructor(
    shape: ViewShape,
    private readonly sealed: SealedFields,
    private readonly searchKeys: SearchKeys | undefined,
  ) {
    this.#fields = shapeFields(shape).filter(({ kind }) => !isCompared(kind));
  }

  /** Terms of each document, in the order given. Erased values have none; without search keys no sealed value has. */
  async termsOf(ledger: LedgerId, documents: readonly (JsonObject | null)[]): Promise<readonly DocumentTerms[]> {
    if (this.#fields.length === 0) return documents.map(() => ({}));
    const digests = documents.flatMap((doc) => this.#sources(doc).flatMap(({ value }) => digestOf(value)));
    const keyed = digests.length > 0 ? await this.#keyed(ledger, digests) : undefined;
    return documents.map((doc) => this.#terms(doc, keyed));
  }

  async #keyed(ledger: LedgerId, digests: readonly string[]): Promise<Keyed | undefined> {
    if (this.searchKeys === undefined) return undefined;
    const [key, disclosures] = await Promise.all([
      this.searchKeys(ledger),
      this.sealed.disclosures(ledger, [...new Set(digests)]),
    ]);
    return { key, disclosures };
  }

  #terms(doc: JsonObject | null, keyed: Keyed | undefined): DocumentTerms {
    const terms: Record<string, Set<string>> = {};
    for (const { field, value } of this.#sources(doc)) {
      const found = (terms[field.path] ??= new Set());
      for (const term of this.#termsOf(field, value, keyed)) found.add(term);
    }
    return Object.fromEntries(Object.entries(terms).map(([field, found]) => [field, [...found].sort()]));
  }

  /** A keyword of a set is a term as it stands, never a sealed value. */
  #termsOf({ path, kind }: ShapeField, value: JsonValue, keyed: Keyed | undefined): readonly string[] {
    if (kind === 'keywords') return typeof value === 'string' ? [value] : [];
    return sourceTerms(path, value, keyed);
  }

  /** Single values under the fields that are found by terms; one string is no set. */
  #sources(doc: JsonObject | null): readonly { readonly field: ShapeField; readonly value: JsonValue }[] {
    if (doc === null) return [];
    return this.#fields.flatMap((field) => {
      const value = valueAt(doc, field.path) ?? null;
      const single: readonly JsonValue[] = field.kind === 'text' ? [value] : [];
      const values: readonly JsonValue[] = Array.isArray(value) ? value : single;
      return values.map((item) => ({ field, value: item }));
    });
  }
}

interface Keyed {
  readonly key: Uint8Array;
  readonly disclosures: ReadonlyMap<string, string>;
}

function searchable(value: JsonValue): SealedValue | undefined {
  const place = sealedIn(value);
  return place?.$sealed.erased === true ? undefined : place;
}

function digestOf(value: JsonValue): readonly string[] {
  const place = searchable(value);
  return place === undefined ? [] : [place.$sealed.digest];
}

function sourceTerms(field: string, value: JsonValue, keyed: Keyed | undefined): readonly string[] {
  if (typeof value === 'string') return textTerms(value);
  const place = searchable(value);
  const disclosure = place === undefined ? undefined : keyed?.disclosures.get(place.$sealed.digest);
  if (keyed === undefined || place === undefined || disclosure === undefined) return [];
  return textsOf(readDisclosure(disclosure).value)
    .flatMap(textTerms)
    .map((term) => hashedTerm(keyed.key, field, place.$sealed.level, term));
}
