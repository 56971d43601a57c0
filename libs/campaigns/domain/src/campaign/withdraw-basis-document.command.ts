import { reject, role, withdrawal } from '@taizhang/kernel';
import { campaignEvents } from '@taizhang/contracts';
import { BASIS_DOCUMENT_MISSING } from './campaign.rejections.js';
import type { CampaignState } from './campaign.state.js';

/** Withdraws a document that was linked wrongly (撤回依据文件); the last one stays [C0.2]. */
export const withdrawBasisDocument = withdrawal({
  name: 'WithdrawBasisDocument',
  title: { zh: '撤回依据文件', en: 'Withdraw basis document' },
  clauses: ['C0.2'],
  allow: role('committee-secretary', 'campaign-office').at('unit'),
  events: campaignEvents,
  act: 'BasisDocumentLinked',
  by: 'BasisDocumentWithdrawn',
  builtOn: {},
  refuse: (state: CampaignState) =>
    state.kind === 'campaign' && Object.keys(state.documents).length < 2 ? reject(BASIS_DOCUMENT_MISSING) : undefined,
});
