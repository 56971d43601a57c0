import type { JsonObject } from '@taizhang/kernel';
import { outsideClaimEvents } from '@taizhang/contracts';
import { projection, view } from '@taizhang/views-port';

/** A claim on an outside id (外部编号占用), and who has it now. */
export interface OutsideClaimRow {
  readonly claim: string;
  readonly kind: string;
  readonly holder: string | null;
  /** Revision of its stream. */
  readonly rev: number;
}

type Row = OutsideClaimRow & JsonObject;
const { OutsideIdClaimed, OutsideIdReleased } = outsideClaimEvents.definitions;
const keys = ({ claim }: { readonly claim: string }) => [claim];

/** Claims on outside ids, by the keyed hash: the id itself is nowhere here. */
export const outsideClaimsView = view<Row>({
  name: 'outside-claims',
  version: 1,
  context: 'organization',
  fields: { claim: 'keyword', holder: 'keyword', kind: 'keyword' },
  on: {
    [OutsideIdClaimed.type]: projection(OutsideIdClaimed, {
      keys,
      project: (_doc: Row | null, { claim, kind, holder }, { meta }) => ({ claim, kind, holder, rev: meta.rev }),
    }),
    [OutsideIdReleased.type]: projection(OutsideIdReleased, {
      keys,
      project: (doc: Row | null, _data, { meta }): Row | null => doc && { ...doc, holder: null, rev: meta.rev },
    }),
  },
});
