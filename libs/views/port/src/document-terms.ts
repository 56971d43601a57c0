import type { JsonObject, JsonValue, LedgerId } from '@taizhang/kernel';
import { shapeFields, valueAt } from './field-values.js';
import { hashedTerm, textsOf, textTerms, type SearchKeys } from './search-terms.js';
import { readDisclosure, sealedIn, type SealedFields } from './sealed-values.js';
import type { SealedValue } from './view.js';
import type { ViewShape } from './view-storage.js';

/** Search terms by text field, as a document is written with them. */
export type DocumentTerms = Readonly<Record<string, readonly string[]>>;

/** Computes the terms of documents of one ledger; sealed values are fetched once for all of them. */
export class TermWriter {
  readonly #textFields: readonly string[];

  constructor(
    shape: ViewShape,
    private readonly sealed: SealedFields,
    private readonly searchKeys: SearchKeys | undefined,
  ) {
    this.#textFields = shapeFields(shape).flatMap(({ path, kind }) => (kind === 'text' ? [path] : []));
  }

  /** Terms of each document, in the order given. Erased values have none; without search keys no sealed value has. */
  async termsOf(ledger: LedgerId, documents: readonly (JsonObject | null)[]): Promise<readonly DocumentTerms[]> {
    if (this.#textFields.length === 0) return documents.map(() => ({}));
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
      const found = (terms[field] ??= new Set());
      for (const term of sourceTerms(field, value, keyed)) found.add(term);
    }
    return Object.fromEntries(Object.entries(terms).map(([field, found]) => [field, [...found].sort()]));
  }

  /** Single values under the text fields. */
  #sources(doc: JsonObject | null): readonly { readonly field: string; readonly value: JsonValue }[] {
    if (doc === null) return [];
    return this.#textFields.flatMap((field) => {
      const value = valueAt(doc, field) ?? null;
      const values: readonly JsonValue[] = Array.isArray(value) ? value : [value];
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
