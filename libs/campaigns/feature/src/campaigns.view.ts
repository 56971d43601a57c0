import type { JsonObject } from '@taizhang/kernel';
import type { BasisLevel, campaignEvents } from '@taizhang/contracts';
import { campaign, type CampaignState } from '@taizhang/campaigns-domain';
import { aggregateRows, view, type SealedValue } from '@taizhang/views-port';

type Launched = Extract<CampaignState, { readonly kind: 'campaign' }>;

/** A document from above (依据文件) as the register shows it. */
interface DocumentRow {
  readonly level: BasisLevel;
  readonly issuedOn: string;
  /** Business date or instant. */
  readonly linkedAt: string;
  readonly issuer: SealedValue | null;
  readonly number: SealedValue | null;
  readonly title: SealedValue | null;
}

/** A campaign with the lineage of what prescribes it [C0.2]. */
export interface CampaignRow extends Launched {
  readonly documents: Readonly<Record<string, DocumentRow>>;
  /** Levels from which there is a document, of the three [C0.2]. */
  readonly levels: readonly BasisLevel[];
  readonly title: SealedValue | null;
}

/** The campaigns of a bureau (教育实践活动), each with its basis documents of all three levels. */
export const campaignsView = view<CampaignRow & JsonObject>({
  name: 'campaigns',
  version: 2,
  context: 'campaigns',
  fields: { campaign: 'keyword', status: 'keyword', units: 'keywords', levels: 'keywords', on: 'date' },
  on: aggregateRows<CampaignState, typeof campaignEvents, CampaignRow>({
    aggregate: campaign,
    untold: { title: null, levels: [] },
    tell: {
      CampaignLaunched: (_row, _data, act) => ({ title: act.sealed['title'] ?? null }),
      BasisDocumentLinked: (row, { document }, { sealed, meta }) => {
        const linked = row.documents[document];
        if (linked === undefined) return {};
        const { issuer = null, number = null, title = null } = sealed;
        const linkedAt = meta.effectiveOn ?? meta.time;
        return { documents: { ...row.documents, [document]: { ...linked, linkedAt, issuer, number, title } } };
      },
    },
    complete: (row) => ({
      ...row,
      levels: [...new Set(Object.values(row.documents).map(({ level }) => level))].sort(),
    }),
  }),
});
