import type { Clearance, JsonObject } from '@taizhang/kernel';
import type { FieldCondition } from './view-storage.js';

/**
 * Reserved field of every stored document: its classification (密级), the highest of the events applied to it. Storages
 * treat it as any declared field, but for an index of its own, which four values are not worth; readers never see it.
 */
export const CLASSIFICATION_FIELD = '$clr';

/** All classifications, lowest first. */
export const CLEARANCES: readonly Clearance[] = [0, 1, 2, 3];

/** A document apart from its classification. */
export interface Classified {
  readonly doc: JsonObject;
  readonly clr: Clearance;
}

/** A document as it is stored. */
export function withClassification({ doc, clr }: Classified): JsonObject {
  return { ...doc, [CLASSIFICATION_FIELD]: clr };
}

/** A stored document taken apart. One that does not say counts as the highest: nobody reads it by mistake. */
export function splitClassification(stored: JsonObject): Classified {
  const { [CLASSIFICATION_FIELD]: value, ...doc } = stored;
  return { doc, clr: CLEARANCES.find((clr) => clr === value) ?? 3 };
}

/** @returns the higher of two classifications. */
export function higher(a: Clearance, b: Clearance): Clearance {
  return a > b ? a : b;
}

/** What keeps documents above a reader's clearance out of an answer, its total and its facets. */
export function withinClearance(clearance: Clearance): readonly FieldCondition[] {
  return clearance === 3 ? [] : [{ op: 'range', field: CLASSIFICATION_FIELD, to: clearance }];
}

/** Name under which a counter of the documents of one classification is stored. */
export function classifiedCounter(counter: string, clr: Clearance): string {
  return `${counter}$${String(clr)}`;
}

/** The stored counters whose sum a reader may see. */
export function countersWithin(counter: string, clearance: Clearance): readonly string[] {
  return CLEARANCES.filter((clr) => clr <= clearance).map((clr) => classifiedCounter(counter, clr));
}
