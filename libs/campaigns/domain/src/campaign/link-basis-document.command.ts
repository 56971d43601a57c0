import { command, entryOf, reject, role } from '@taizhang/kernel';
import { campaignEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { basisDocument } from './basis-document.schema.js';
import { BASIS_DATE_IN_FUTURE, BASIS_DOCUMENT_REPEATED } from './campaign.rejections.js';
import { launched } from './campaign.rules.js';
import type { CampaignState } from './campaign.state.js';

/** Links one more document that the campaign is based on (补充依据文件) [C0.2]. */
export const linkBasisDocument = command({
  name: 'LinkBasisDocument',
  title: { zh: '补充依据文件', en: 'Link basis document' },
  clauses: ['C0.2'],
  schema: z.strictObject(basisDocument),
  allow: role('committee-secretary', 'campaign-office').at('unit'),
  decide: (input, state: CampaignState, { effectiveOn }) =>
    launched(state, ({ documents }) => {
      if (entryOf(documents, input.document) !== undefined) return reject(BASIS_DOCUMENT_REPEATED);
      return input.issuedOn > effectiveOn ? reject(BASIS_DATE_IN_FUTURE) : [campaignEvents.BasisDocumentLinked(input)];
    }),
});
