import { date, event, events, id, redactable, text, withdrawn } from '@taizhang/kernel';
import { z } from 'zod';
import { BASIS_LEVELS } from './campaign.catalogue.js';

const prose = () => redactable(1, text());

/** Events of a campaign (教育实践活动), and of the documents that prescribe it [C0.2]. */
export const campaignEvents = events('campaigns', {
  CampaignLaunched: event({
    version: 1,
    clr: 1,
    clauses: ['C0.2'],
    schema: z.strictObject({
      campaign: id(),
      /** Units in its scope: the bureau, and branches of it. */
      units: z.array(id()).min(1),
      on: date(),
      title: prose(),
    }),
  }),
  BasisDocumentLinked: event({
    version: 1,
    clr: 1,
    clauses: ['C0.2'],
    schema: z.strictObject({
      document: id(),
      level: z.enum(BASIS_LEVELS),
      issuedOn: date(),
      issuer: prose(),
      number: prose(),
      title: prose(),
    }),
  }),
  BasisDocumentWithdrawn: withdrawn({ clr: 1, clauses: ['C0.2'] }),
  CampaignWithdrawn: withdrawn({ clr: 1, clauses: ['C0.2'] }),
});
