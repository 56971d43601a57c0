import { campaignEvents } from '@taizhang/contracts';
import { eventIdAt, given } from '@taizhang/testkit';
import { campaign } from './campaign.aggregate.js';
import { launchCampaign } from './launch-campaign.command.js';
import { linkBasisDocument } from './link-basis-document.command.js';
import { withdrawBasisDocument } from './withdraw-basis-document.command.js';
import { withdrawCampaign } from './withdraw-campaign.command.js';

const known = {
  'organization.unit-path/wgx-0371': ['wgx-0371'],
  'organization.unit-path/wgx-0371/wgx-0371': ['wgx-0371'],
  'organization.unit-path/wgx-0371/b-jia': ['wgx-0371/b-jia', 'wgx-0371'],
  'campaigns.stages-of/wgx-0371/c-1': { stages: [], seen: 3 },
};
const circumstances = { id: 'c-1', known, now: '2014-02-20T02:00:00.000Z' };
const basis = (document: string, level: 'CENTRAL' | 'PROVINCE' | 'CITY') => ({
  document,
  level,
  issuedOn: '2014-02-10',
  issuer: '示例机关',
  number: '示发〔2014〕1号',
  title: '通知',
});
const documents = [basis('d-1', 'CENTRAL'), basis('d-2', 'PROVINCE'), basis('d-3', 'CITY')];
const units = ['wgx-0371', 'b-jia'];
const input = { units, title: '教育实践活动', documents };
const launched = campaignEvents.CampaignLaunched({ campaign: 'c-1', units, on: '2014-02-20', title: '教育实践活动' });
const linked = documents.map((document) => campaignEvents.BasisDocumentLinked(document));

describe('launch campaign 启动活动', () => {
  it('[C0.2] rests on documents of all three levels', () => {
    given(campaign)
      .when(launchCampaign, input, circumstances)
      .then(launched, ...linked);
  });

  it('[C0.2] refuses a campaign without any document from above', () => {
    given(campaign)
      .when(launchCampaign, { ...input, documents: [] }, circumstances)
      .thenRejected('BASIS_DOCUMENT_MISSING');
  });

  it.each([
    ['a document named twice', { documents: [basis('d-1', 'CITY'), basis('d-1', 'CITY')] }, 'BASIS_DOCUMENT_REPEATED'],
    [
      'a document dated in the future',
      { documents: [{ ...basis('d-1', 'CITY'), issuedOn: '2014-02-21' }] },
      'BASIS_DATE_IN_FUTURE',
    ],
    ['a unit named twice', { units: ['b-jia', 'b-jia'] }, 'UNIT_REPEATED'],
    ['a unit that there is not', { units: ['b-geng'] }, 'SCOPE_UNIT_UNKNOWN'],
  ])('refuses %s', (_what, more, code) => {
    given(campaign)
      .when(launchCampaign, { ...input, ...more }, circumstances)
      .thenRejected(code);
  });

  it('is launched once', () => {
    given(campaign, launched, ...linked)
      .when(launchCampaign, input, circumstances)
      .thenRejected('CAMPAIGN_ALREADY_LAUNCHED');
  });
});

describe('basis documents 依据文件', () => {
  it('[C0.2] links another, and refuses one that is there or of the future', () => {
    const more = basis('d-4', 'CITY');
    given(campaign, launched, ...linked)
      .when(linkBasisDocument, more, circumstances)
      .then(campaignEvents.BasisDocumentLinked(more));
    given(campaign, launched, ...linked)
      .when(linkBasisDocument, documents[0] ?? more, circumstances)
      .thenRejected('BASIS_DOCUMENT_REPEATED');
    given(campaign, launched, ...linked)
      .when(linkBasisDocument, { ...more, issuedOn: '2014-02-21' }, circumstances)
      .thenRejected('BASIS_DATE_IN_FUTURE');
    given(campaign).when(linkBasisDocument, more, circumstances).thenRejected('CAMPAIGN_UNKNOWN');
  });

  it('[C0.2] withdraws one, never the last', () => {
    const act = { event: eventIdAt(1), reason: '附错' };
    given(campaign, launched, ...linked)
      .when(withdrawBasisDocument, act, circumstances)
      .then(campaignEvents.BasisDocumentWithdrawn(act));
    given(campaign, launched, ...linked.slice(0, 1))
      .when(withdrawBasisDocument, act, circumstances)
      .thenRejected('BASIS_DOCUMENT_MISSING');
  });
});

describe('withdraw campaign 撤回活动', () => {
  const act = { event: eventIdAt(0), reason: '误启动' };

  it('undoes a launch before there is a stage', () => {
    const withdrawn = campaignEvents.CampaignWithdrawn(act);
    given(campaign, launched, ...linked)
      .when(withdrawCampaign, act, circumstances)
      .then(withdrawn);
    given(campaign, launched, ...linked, withdrawn)
      .when(linkBasisDocument, basis('d-4', 'CITY'), circumstances)
      .thenRejected('CAMPAIGN_UNKNOWN');
  });

  it('refuses once there is one', () => {
    const staged = { ...known, 'campaigns.stages-of/wgx-0371/c-1': { stages: ['stage-2'], seen: 5 } };
    given(campaign, launched, ...linked)
      .when(withdrawCampaign, act, { ...circumstances, known: staged })
      .thenRejected('CAMPAIGN_HAS_STAGES', { stages: ['stage-2'] });
  });

  it('refuses what is no launch', () => {
    given(campaign, launched, ...linked)
      .when(withdrawCampaign, { ...act, event: eventIdAt(9) }, circumstances)
      .thenRejected('WITHDRAWAL_ACT_UNKNOWN');
  });
});
