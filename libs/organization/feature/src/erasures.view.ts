import type { JsonObject } from '@taizhang/kernel';
import { erasureEvents } from '@taizhang/contracts';
import { projection, view } from '@taizhang/views-port';

/** An erasure (删除) and how far it is. */
export interface ErasureRow {
  readonly erasure: string;
  readonly status: 'REQUESTED' | 'CONFIRMED' | 'COMPLETED';
  /** Person whose data are erased; `null` where it is one value. */
  readonly subject: string | null;
  readonly basis: string;
  /** Contexts that have not answered yet. */
  readonly waiting: readonly string[];
  readonly disclosures: number;
}

type Row = ErasureRow & JsonObject;

const {
  DisclosureErasureConfirmed,
  DisclosureErasureRequested,
  ErasureCarriedOut,
  ErasureCompleted,
  ErasureConfirmed,
  ErasureRequested,
} = erasureEvents.definitions;

const keys = ({ erasure }: { readonly erasure: string }) => [erasure];

function requested(erasure: string, basis: string, subject: string | null): Row {
  return { erasure, status: 'REQUESTED', subject, basis, waiting: [], disclosures: 0 };
}

/** Erasures of a bureau, until all contexts have answered and after. */
export const erasuresView = view<Row>({
  name: 'erasures',
  version: 1,
  context: 'organization',
  fields: { erasure: 'keyword', status: 'keyword', subject: 'keyword', basis: 'keyword' },
  on: {
    [ErasureRequested.type]: projection(ErasureRequested, {
      keys,
      project: (_doc: Row | null, { erasure, basis, subject }) => requested(erasure, basis, subject),
    }),
    [DisclosureErasureRequested.type]: projection(DisclosureErasureRequested, {
      keys,
      project: (_doc: Row | null, { erasure, basis }) => requested(erasure, basis, null),
    }),
    [ErasureConfirmed.type]: projection(ErasureConfirmed, {
      keys,
      project: (doc: Row | null, { contexts }): Row | null => doc && { ...doc, status: 'CONFIRMED', waiting: contexts },
    }),
    [DisclosureErasureConfirmed.type]: projection(DisclosureErasureConfirmed, {
      keys,
      project: (doc: Row | null, { context }): Row | null => doc && { ...doc, status: 'CONFIRMED', waiting: [context] },
    }),
    [ErasureCarriedOut.type]: projection(ErasureCarriedOut, {
      keys,
      project: (doc: Row | null, { context, disclosures }): Row | null =>
        doc && {
          ...doc,
          waiting: doc.waiting.filter((each) => each !== context),
          disclosures: doc.disclosures + disclosures,
        },
    }),
    [ErasureCompleted.type]: projection(ErasureCompleted, {
      keys,
      project: (doc: Row | null): Row | null => doc && { ...doc, status: 'COMPLETED' },
    }),
  },
});
