import type { JsonObject } from '@taizhang/kernel';
import { lookBackEvents } from '@taizhang/contracts';
import { LOOK_BACK_FACT } from '@taizhang/issues-domain';
import { ledgerFact, type FactProvider } from '@taizhang/platform';
import { projection, view, type ProjectedEvent } from '@taizhang/views-port';

/** What a look-back (回头看) drew. */
interface LookBackSample extends JsonObject {
  readonly lookBack: string;
  readonly unit: string;
  readonly sample: readonly string[];
  readonly withdrawn: boolean;
}

const { LookBackStarted, LookBackWithdrawn } = lookBackEvents.definitions;

/** This context's own copy of what look-backs drew, followed from `campaigns`: an issue is reopened after one that drew it [C6.2]. */
export const lookBackSamplesView = view<LookBackSample>({
  name: 'look-back-samples',
  version: 1,
  context: 'issues',
  fields: { lookBack: 'keyword', unit: 'keyword', sample: 'keywords', withdrawn: 'boolean' },
  on: {
    [LookBackStarted.type]: projection(LookBackStarted, {
      keys: ({ lookBack }) => [lookBack],
      project: (_doc: LookBackSample | null, { lookBack, unit, sample }) => ({
        lookBack,
        unit,
        sample,
        withdrawn: false,
      }),
    }),
    [LookBackWithdrawn.type]: projection(LookBackWithdrawn, {
      keys: (_data, { stream }: ProjectedEvent) => [stream.slice('look-back/'.length)],
      project: (doc: LookBackSample | null) => doc && { ...doc, withdrawn: true },
    }),
  },
});

/** Which issues a look-back drew: {@link LOOK_BACK_FACT}. */
export const lookBackFacts: Readonly<Record<string, FactProvider>> = {
  [LOOK_BACK_FACT]: ledgerFact('campaigns', lookBackSamplesView.name, async ({ ledger, rest: [lookBack] }, reads) => {
    const found = await reads.get(lookBackSamplesView.name, ledger, lookBack);
    return found === undefined || found.doc['withdrawn'] === true ? null : (found.doc['sample'] ?? null);
  }),
};
