import type { Evolve } from '@taizhang/kernel';
import type { BasisLevel, campaignEvents } from '@taizhang/contracts';

/** A campaign (教育实践活动) as deciders know it. */
export type CampaignState =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'campaign';
      readonly status: 'LAUNCHED' | 'WITHDRAWN';
      readonly campaign: string;
      readonly units: readonly string[];
      readonly on: string;
      /** Basis documents (依据文件) by their id. */
      readonly documents: Readonly<Record<string, { readonly level: BasisLevel; readonly issuedOn: string }>>;
    };

/** Before it was launched. */
export const initialCampaign: CampaignState = { kind: 'none' };

/** One entry per event type: a missing one does not compile. */
export const evolveCampaign: Evolve<CampaignState, typeof campaignEvents> = {
  'campaigns.CampaignLaunched': (_state, { campaign, units, on }) => ({
    kind: 'campaign',
    status: 'LAUNCHED',
    campaign,
    units,
    on,
    documents: {},
  }),
  'campaigns.BasisDocumentLinked': (state, { document, level, issuedOn }) =>
    state.kind === 'none' ? state : { ...state, documents: { ...state.documents, [document]: { level, issuedOn } } },
  'campaigns.BasisDocumentWithdrawn': (state) => state,
  'campaigns.CampaignWithdrawn': (state) => (state.kind === 'none' ? state : { ...state, status: 'WITHDRAWN' }),
};
