import type { JsonObject } from '@taizhang/kernel';
import type { selfCheckEvents } from '@taizhang/contracts';
import { selfCheck, type SelfCheckState } from '@taizhang/issues-domain';
import { aggregateRows, view, type SealedValue } from '@taizhang/views-port';

type Submitted = Extract<SelfCheckState, { readonly kind: 'self-check' }>;

/** A self-check (自查) as its register shows it. */
export interface SelfCheckRow extends Submitted {
  readonly statement: SealedValue | null;
  /** Business date or instant. */
  readonly submittedAt: string;
}

/** Name of the view. */
export const SELF_CHECKS = 'self-checks';

/** The self-checks of leading groups and leading cadres [C1.1.l]. */
export const selfChecksView = view<SelfCheckRow & JsonObject>({
  name: SELF_CHECKS,
  version: 2,
  context: 'issues',
  fields: {
    stage: 'keyword',
    unit: 'keyword',
    subject: 'keyword',
    person: 'keyword',
    issues: 'keywords',
    nothingFound: 'boolean',
    submitted: 'boolean',
  },
  on: aggregateRows<SelfCheckState, typeof selfCheckEvents, SelfCheckRow>({
    aggregate: selfCheck,
    untold: { statement: null },
    tell: {
      SelfCheckSubmitted: (_row, _data, act) => ({
        statement: act.sealed['statement'] ?? null,
        submittedAt: act.meta.effectiveOn ?? act.meta.time,
      }),
    },
    complete: (row) => row,
  }),
});
