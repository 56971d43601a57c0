import type { JsonObject } from '@taizhang/kernel';
import type { bodyEvents } from '@taizhang/contracts';
import { body, type Body, type BodyState } from '@taizhang/organization-domain';
import { aggregateRows, view, type SealedValue } from '@taizhang/views-port';

/** A body (机构) with its members in time. */
export interface BodyRow extends Body {
  readonly id: string;
  readonly name: SealedValue | null;
}

/** The bodies of a bureau (机构名录): who belongs to them, and who did. */
export const bodiesView = view<BodyRow & JsonObject>({
  name: 'bodies',
  version: 2,
  context: 'organization',
  fields: { id: 'keyword', unit: 'keyword', bodyKind: 'keyword', from: 'date', dissolvedOn: 'date', name: 'text' },
  on: aggregateRows<BodyState, typeof bodyEvents, BodyRow>({
    aggregate: body,
    untold: { id: '', name: null },
    tell: {
      BodyFormed: (_row, { body: id }, { sealed }) => ({ id, name: sealed['name'] ?? null }),
    },
    complete: (row) => row,
  }),
});
