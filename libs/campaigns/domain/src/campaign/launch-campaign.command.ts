import { command, id, reject, role, text } from '@taizhang/kernel';
import { campaignEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { basisDocument } from './basis-document.schema.js';
import {
  BASIS_DATE_IN_FUTURE,
  BASIS_DOCUMENT_MISSING,
  BASIS_DOCUMENT_REPEATED,
  CAMPAIGN_ALREADY_LAUNCHED,
} from './campaign.rejections.js';
import { scopeNeeds, wrongScope } from './campaign.rules.js';
import type { CampaignState } from './campaign.state.js';

/** Launches a campaign (启动活动) with its scope, on the documents from above that prescribe it [C0.2]. */
export const launchCampaign = command({
  name: 'LaunchCampaign',
  title: { zh: '启动活动', en: 'Launch campaign' },
  clauses: ['C0.2'],
  schema: z.strictObject({
    units: z.array(id()).min(1).max(300),
    title: text(),
    documents: z.array(z.strictObject(basisDocument)).max(50),
  }),
  allow: role('committee-secretary', 'campaign-office').at('unit'),
  needs: ({ units }, { bureau }) => scopeNeeds(bureau, units),
  decide: ({ units, title, documents }, state: CampaignState, facts, { id: campaign }) => {
    if (state.kind !== 'none') return reject(CAMPAIGN_ALREADY_LAUNCHED);
    if (documents.length === 0) return reject(BASIS_DOCUMENT_MISSING);
    if (new Set(documents.map(({ document }) => document)).size !== documents.length)
      return reject(BASIS_DOCUMENT_REPEATED);
    if (documents.some(({ issuedOn }) => issuedOn > facts.effectiveOn)) return reject(BASIS_DATE_IN_FUTURE);
    return (
      wrongScope(units, facts) ?? [
        campaignEvents.CampaignLaunched({ campaign, units, title, on: facts.effectiveOn }),
        ...documents.map((document) => campaignEvents.BasisDocumentLinked(document)),
      ]
    );
  },
});
