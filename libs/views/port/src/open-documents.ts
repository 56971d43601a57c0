import type { Clearance, JsonObject, LedgerId } from '@taizhang/kernel';
import { higher } from './classification.js';
import { mapSealed, readDisclosure, sealedValues, type SealedFields } from './sealed-values.js';
import type { SealedValue, ViewDocument } from './view.js';

/** A document as one reader may see it. */
export interface OpenedDocument<Doc extends JsonObject = JsonObject> extends ViewDocument<Doc> {
  /** Paths that are `null` because the reader's clearance is too low. */
  readonly withheld: readonly string[];
  /** Paths that are `null` because the value was erased. */
  readonly erased: readonly string[];
  /** Highest classification of what is shown: of the document, and of the sealed values opened. */
  readonly shown: Clearance;
}

/**
 * Puts the values of sealed fields into documents, as far as `clearance` allows; all others become `null` and are listed
 * (design §5, §6). Disclosures above the clearance are not even fetched.
 */
export async function openDocuments<Doc extends JsonObject>(
  documents: readonly ViewDocument<Doc>[],
  sealed: SealedFields,
  clearance: Clearance,
): Promise<readonly OpenedDocument<Doc>[]> {
  const wanted = new Map<LedgerId, Set<string>>();
  for (const { ledger, doc } of documents) {
    for (const place of sealedValues(doc)) {
      if (!mayOpen(place, clearance)) continue;
      const digests = wanted.get(ledger) ?? new Set();
      wanted.set(ledger, digests.add(place.$sealed.digest));
    }
  }
  const fetched = await Promise.all(
    [...wanted].map(async ([ledger, digests]) => [ledger, await sealed.disclosures(ledger, [...digests])] as const),
  );
  const byLedger = new Map(fetched);
  return documents.map((document) => open(document, byLedger.get(document.ledger) ?? new Map(), clearance));
}

function mayOpen({ $sealed }: SealedValue, clearance: Clearance): boolean {
  return $sealed.erased !== true && $sealed.level <= clearance;
}

function open<Doc extends JsonObject>(
  document: ViewDocument<Doc>,
  disclosures: ReadonlyMap<string, string>,
  clearance: Clearance,
): OpenedDocument<Doc> {
  const withheld: string[] = [];
  const erased: string[] = [];
  let shown = document.clr ?? 0;
  const doc = mapSealed(document.doc, (place, path) => {
    if (place.$sealed.erased !== true && place.$sealed.level > clearance) {
      withheld.push(path);
      return null;
    }
    const disclosure = mayOpen(place, clearance) ? disclosures.get(place.$sealed.digest) : undefined;
    if (disclosure !== undefined) {
      shown = higher(shown, place.$sealed.level);
      return readDisclosure(disclosure).value;
    }
    erased.push(path);
    return null;
  });
  return { ...document, doc: doc as Doc, withheld, erased, shown }; // the same document, placeholders replaced
}
