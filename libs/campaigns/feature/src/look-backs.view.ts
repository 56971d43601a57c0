import type { JsonObject } from '@taizhang/kernel';
import type { lookBackEvents } from '@taizhang/contracts';
import { lookBack, type LookBackState } from '@taizhang/campaigns-domain';
import { aggregateRows, view, type SealedValue } from '@taizhang/views-port';

type Started = Extract<LookBackState, { readonly kind: 'look-back' }>;

/** A look-back (回头看) with the sample, and what came of each issue of it. */
export interface LookBackRow extends Started {
  readonly population: { readonly size: number; readonly sha256: string };
  readonly results: Readonly<Record<string, { readonly passed: boolean; readonly note: SealedValue | null }>>;
  readonly summary: SealedValue | null;
}

/** The look-backs at the units of a bureau [C6.2]. */
export const lookBacksView = view<LookBackRow & JsonObject>({
  name: 'look-backs',
  version: 1,
  context: 'campaigns',
  fields: {
    lookBack: 'keyword',
    stage: 'keyword',
    unit: 'keyword',
    status: 'keyword',
    on: 'date',
    completedOn: 'date',
    failed: 'keywords',
  },
  on: aggregateRows<LookBackState, typeof lookBackEvents, LookBackRow>({
    aggregate: lookBack,
    untold: { results: {}, summary: null },
    tell: {
      LookBackStarted: (_row, { population }) => ({ population }),
      LookBackCompleted: (_row, { results }, { sealed }) => ({
        results: Object.fromEntries(
          results.map(({ issue, passed }, i) => [issue, { passed, note: sealed[`results.${String(i)}.note`] ?? null }]),
        ),
        summary: sealed['summary'] ?? null,
      }),
    },
    complete: (row) => row,
  }),
});
