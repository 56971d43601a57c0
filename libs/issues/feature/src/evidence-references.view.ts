import { issueEvents } from '@taizhang/contracts';
import type { JsonObject } from '@taizhang/kernel';
import type { BlobReference } from '@taizhang/platform';
import { projection, view } from '@taizhang/views-port';

const { EvidenceAttached } = issueEvents.definitions;

/** Which issues refer to a piece of evidence (佐证材料引用): whoever may read one of them may open it. */
export const evidenceReferencesView = view<BlobReference & JsonObject>({
  name: 'evidence-references',
  version: 1,
  context: 'issues',
  fields: {},
  on: {
    [EvidenceAttached.type]: projection(EvidenceAttached, {
      keys: ({ sha256 }) => [sha256],
      project: (doc, _data, { stream }) => {
        const key = stream.slice('issue/'.length);
        const others = (doc?.documents ?? []).filter((other) => other.key !== key);
        return {
          documents: [...others, { view: 'rectification-ledger', key }],
          classification: EvidenceAttached.clr,
        } as BlobReference & JsonObject; // holds JSON only
      },
    }),
  },
});
