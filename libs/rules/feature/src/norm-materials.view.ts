import { normEvents } from '@taizhang/contracts';
import type { EventDefinition, JsonObject } from '@taizhang/kernel';
import type { BlobReference } from '@taizhang/platform';
import { view, type ProjectedEvent, type Projection } from '@taizhang/views-port';

type Row = BlobReference & JsonObject;
const { NormReceived, NormDrafted, NormPublished } = normEvents.definitions;

function materialOf({ data }: ProjectedEvent): string | undefined {
  const { sha256 } = (data['material'] ?? {}) as { readonly sha256?: string }; // as these events hold it
  return sha256;
}

/** Documents of one view refer to it from now on. */
function references({ clr, version }: EventDefinition, view: string): Projection<Row> {
  return {
    version,
    keys: (event) => [materialOf(event)].flatMap((sha256) => sha256 ?? []),
    project: (doc, { stream }) => {
      const key = stream.slice('norm/'.length);
      const others = (doc?.documents ?? []).filter((other) => other.key !== key || other.view !== view);
      const classification = Math.max(doc?.classification ?? 0, clr);
      return { documents: [...others, { view, key }], classification } as unknown as Row; // holds JSON only
    },
  };
}

/** Which norms refer to an uploaded text (制度文本引用): whoever may read one of them may open it. */
export const normMaterialsView = view<Row>({
  name: 'norm-materials',
  version: 1,
  context: 'rules',
  fields: {},
  on: {
    [NormReceived.type]: references(NormReceived, 'norms'),
    [NormDrafted.type]: references(NormDrafted, 'norms'),
    [NormPublished.type]: references(NormPublished, 'published-norms'),
  },
});
