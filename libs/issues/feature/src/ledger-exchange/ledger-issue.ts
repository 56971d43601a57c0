import type { JsonObject } from '@taizhang/kernel';
import type { ListItem } from '@taizhang/platform';
import type { MeasureRow, RectificationRow } from '../rectification-ledger.document.js';

/** A row as its reader sees it: sealed values are texts, or `null` where they are withheld, erased or were never said. */
type Opened<T> = {
  readonly [K in keyof T]: T[K] extends { readonly $sealed: unknown } | null
    ? string | null
    : T[K] extends readonly (infer E extends object)[]
      ? readonly Opened<E>[]
      : T[K] extends Readonly<Record<string, infer V extends object>>
        ? Readonly<Record<string, Opened<V>>>
        : T[K];
};
export type OpenedRow = Opened<Pick<RectificationRow, keyof RectificationRow>>;

/** A measure as its reader sees it. */
export type OpenedMeasure = Opened<MeasureRow>;

/** An issue of the ledger as one reader sees it. */
export interface LedgerIssue {
  readonly row: OpenedRow;
}

/** What a list of the view shows, as an issue. */
export function ledgerIssueOf({ doc }: Pick<ListItem, 'doc'>): LedgerIssue {
  return { row: doc as JsonObject as unknown as OpenedRow }; // as the view's projections make it, opened
}
