import { campaignEvents, lookBackEvents, stageEvents, type BasisLevel } from '@taizhang/contracts';
import type { AnyEventCatalogue, DecidedEvent, JsonObject, JsonValue } from '@taizhang/kernel';
import {
  NORM_DIRECTORY,
  pageOfOmissions,
  UNIT_DIRECTORY,
  type AskedDuties,
  type OmissionReport,
} from '@taizhang/platform';
import { eventIdAt, heldAsked, heldDocument, projected, type HeldDocuments } from '@taizhang/testkit';
import { campaignsView } from '../campaigns.view.js';
import { lookBacksView } from '../look-backs.view.js';
import { stagesView } from '../stages.view.js';
import { basisDocumentsMissing } from './basis-documents-missing.report.js';
import { localNormsNotMade } from './local-norms-not-made.report.js';
import { UNIT_ACTIVITY } from '../unit-activity.view.js';
import { lookBacksNotMade } from './look-backs-not-made.report.js';
import { unitsSilent } from './units-silent.report.js';

const LEDGER = 'campaigns/wgx-0371';
/** Acts of these tests are recorded on 20 July (see `projected`). */
const ACTED = '2014-07-20';

/** The documents that a view has of one stream. */
function told(
  view: Parameters<typeof projected>[0],
  stream: `${string}/${string}`,
  catalogue: AnyEventCatalogue,
  ...events: readonly DecidedEvent[]
) {
  const documents = Object.entries(projected(view, { ledger: LEDGER, stream, catalogue }, events));
  return documents.flatMap(([key, doc]) => (doc ? [heldDocument(LEDGER, key, doc)] : []));
}

/** Rows of a report over these documents, as of a day: today, or one that is over. */
async function rows(
  report: OmissionReport,
  on: string,
  documents: HeldDocuments,
  facts: Readonly<Record<string, JsonValue>> = {},
) {
  const asked = heldAsked(on, documents, facts) as AskedDuties; // no counters are asked for
  const search = { ledgers: 'all', current: true, wanted: () => true, limit: 100 } as const;
  const { found } = await pageOfOmissions(report, asked, search);
  return found.map(({ omission }) => omission);
}
const partsOf = async (...asked: Parameters<typeof rows>) => (await rows(...asked)).map(({ part }) => part);

const opened = stageEvents.StageOpened({
  stage: 'stage-2',
  campaign: 'c-1',
  previous: null,
  from: '2014-06-25',
  to: '2014-10-25',
  briefings: { from: '2014-09-05', to: '2014-10-25' },
  units: ['wgx-0371', 'b-jia', 'b-yi'],
  title: '整改落实、建章立制环节',
});
const stage = (...more: readonly DecidedEvent[]) => ({
  [stagesView.name]: told(stagesView, 'stage/stage-2', stageEvents, opened, ...more),
});

describe('basis documents of a campaign 活动依据', () => {
  const launched = campaignEvents.CampaignLaunched({
    campaign: 'c-1',
    units: ['wgx-0371'],
    on: '2014-02-20',
    title: '第二批教育实践活动',
  });
  const linked = (document: string, level: BasisLevel) =>
    campaignEvents.BasisDocumentLinked({
      document,
      level,
      issuedOn: '2014-01-20',
      issuer: '领导小组',
      number: '〔2014〕1号',
      title: '关于做好整改落实工作的通知',
    });
  const campaign = (...events: readonly DecidedEvent[]) => ({
    [campaignsView.name]: told(campaignsView, 'campaign/c-1', campaignEvents, launched, ...events),
  });

  it('[C0.2] are owed of the central, provincial and city level since it was launched', async () => {
    const central = campaign(linked('d-1', 'CENTRAL'));
    expect(await partsOf(basisDocumentsMissing, '2014-02-20', central)).toEqual([]);
    expect(await rows(basisDocumentsMissing, ACTED, central)).toMatchObject([
      { part: 'CITY' },
      {
        bureau: 'wgx-0371',
        duty: 'LINK_BASIS_DOCUMENT',
        unit: 'wgx-0371',
        person: null,
        subject: 'campaign/c-1',
        part: 'PROVINCE',
        since: '2014-02-20',
        dueOn: null,
        overdueDays: 150,
      },
    ]);
    const all = campaign(linked('d-1', 'CENTRAL'), linked('d-2', 'PROVINCE'), linked('d-3', 'CITY'));
    expect(await partsOf(basisDocumentsMissing, ACTED, all)).toEqual([]);
    expect(await partsOf(basisDocumentsMissing, '2014-07-19', all)).toEqual(['CENTRAL', 'CITY', 'PROVINCE']);
  });

  it('[C0.2] are owed again where a link was withdrawn, and not of a campaign that was', async () => {
    const links = [linked('d-1', 'CENTRAL'), linked('d-2', 'PROVINCE'), linked('d-3', 'CITY')];
    const undone = campaignEvents.BasisDocumentWithdrawn({ event: eventIdAt(3), reason: '文号有误' });
    expect(await partsOf(basisDocumentsMissing, ACTED, campaign(...links, undone))).toEqual(['CITY']);
    const gone = campaignEvents.CampaignWithdrawn({ event: eventIdAt(0), reason: '重复' });
    expect(await partsOf(basisDocumentsMissing, ACTED, campaign(gone))).toEqual([]);
  });
});

describe('norms of the bureau’s own 结合本系统实际', () => {
  const norm = (code: string, treatment: string | null, from: string | null, status = 'PUBLISHED') =>
    heldDocument('rules/wgx-0371', code, {
      norm: code,
      status,
      treatment,
      published: from === null ? null : { event: 'e', from, to: null },
    });
  const with_ = (...norms: ReturnType<typeof norm>[]) => ({ ...stage(), [NORM_DIRECTORY]: norms });

  it('[C0.3] are owed by the last day of a stage in which a bureau only took over what comes from above', async () => {
    const inherited = with_(norm('up-1', 'ADOPT', null, 'RECEIVED'), norm('zd-1', null, null, 'DRAFT'));
    expect(await rows(localNormsNotMade, '2014-10-25', inherited)).toEqual([]);
    expect(await rows(localNormsNotMade, '2014-10-28', inherited)).toEqual([
      {
        bureau: 'wgx-0371',
        duty: 'MAKE_LOCAL_NORM',
        unit: 'wgx-0371',
        person: null,
        subject: 'stage/stage-2',
        part: null,
        since: '2014-06-25',
        dueOn: '2014-10-25',
        overdueDays: 3,
      },
    ]);
  });

  it('[C0.3] are made by a local norm that comes into force in the stage, not by an earlier one or one withdrawn', async () => {
    const made = with_(norm('zd-0', null, '2013-01-01'), norm('zd-1', null, '2014-08-29'));
    expect(await rows(localNormsNotMade, '2014-10-28', made)).toEqual([]);
    expect(await rows(localNormsNotMade, '2014-10-28', with_(norm('zd-0', null, '2013-01-01')))).toHaveLength(1);
    const withdrawn = with_(norm('zd-1', null, '2014-08-29', 'WITHDRAWN'));
    expect(await rows(localNormsNotMade, '2014-10-28', withdrawn)).toHaveLength(1);
  });
});

describe('look-backs 回头看', () => {
  const started = (lookBack: string, unit: string, of = 'stage-2') =>
    lookBackEvents.LookBackStarted({
      lookBack,
      stage: of,
      unit,
      on: '2014-09-01',
      seed: 'a'.repeat(64),
      population: { size: 1, sha256: 'b'.repeat(64) },
      sample: ['2014-0001'],
    });
  const completed = (lookBack: string, on: string) =>
    lookBackEvents.LookBackCompleted({
      lookBack,
      on,
      results: [{ issue: '2014-0001', passed: true, note: null }],
      summary: '整改到位',
    });
  const lookBack = (key: string, ...events: readonly DecidedEvent[]) =>
    told(lookBacksView, `look-back/${key}`, lookBackEvents, ...events);
  const unit = (code: string, more: JsonObject = {}) =>
    heldDocument('organization/wgx-0371', code, { unit: code, ...more });
  const made = [
    ...lookBack('hk-1', started('hk-1', 'wgx-0371'), completed('hk-1', '2014-09-03')),
    ...lookBack('hk-2', started('hk-2', 'b-jia')),
    ...lookBack('hk-3', started('hk-3', 'b-yi', 'stage-1'), completed('hk-3', '2014-09-03')),
  ];
  const documents = { ...stage(), [lookBacksView.name]: made, [UNIT_DIRECTORY]: [unit('b-jia'), unit('b-yi')] };

  it('[C6.2] are owed by every unit of a stage, by its last day, until one of that stage is completed', async () => {
    expect(await rows(lookBacksNotMade, '2014-10-25', documents)).toEqual([]);
    expect(await rows(lookBacksNotMade, '2014-10-27', documents)).toEqual([
      {
        bureau: 'wgx-0371',
        duty: 'LOOK_BACK',
        unit: 'b-jia',
        person: null,
        subject: 'stage/stage-2',
        part: 'b-jia',
        since: '2014-06-25',
        dueOn: '2014-10-25',
        overdueDays: 2,
      },
      expect.objectContaining({ unit: 'b-yi', part: 'b-yi' }),
    ]);
    const late = [...made, ...lookBack('hk-4', started('hk-4', 'b-yi'), completed('hk-4', '2014-10-27'))];
    expect(await partsOf(lookBacksNotMade, '2014-10-26', { ...documents, [lookBacksView.name]: late })).toEqual([
      'b-jia',
      'b-yi',
    ]);
    expect(await partsOf(lookBacksNotMade, '2014-10-27', { ...documents, [lookBacksView.name]: late })).toEqual([
      'b-jia',
    ]);
  });

  it('[C6.2] are not owed by a unit that ended in the stage, nor in a stage that was withdrawn', async () => {
    const ended = { ...documents, [UNIT_DIRECTORY]: [unit('b-jia'), unit('b-yi', { endedOn: '2014-09-30' })] };
    expect(await partsOf(lookBacksNotMade, '2014-10-27', ended)).toEqual(['b-jia']);
    const gone = stage(stageEvents.StageWithdrawn({ event: eventIdAt(0), reason: '重复' }));
    expect(await partsOf(lookBacksNotMade, '2014-10-27', { ...documents, ...gone })).toEqual([]);
  });

  it('[C6.2] are owed again where a completion was withdrawn', async () => {
    const undone = lookBackEvents.LookBackCompletionWithdrawn({ event: eventIdAt(1), reason: '未到现场' });
    const again = lookBack('hk-1', started('hk-1', 'wgx-0371'), completed('hk-1', '2014-09-03'), undone);
    const owed = await partsOf(lookBacksNotMade, '2014-10-27', { ...documents, [lookBacksView.name]: again });
    expect(owed).toEqual(['b-jia', 'b-yi', 'wgx-0371']);
  });
});

describe('silent units 停滞单位', () => {
  const acted = (key: string, acts: JsonObject) =>
    heldDocument('issues/wgx-0371', key, { unit: 'b-jia', units: Object.keys(acts), acts });
  const policy = { 'organization.policy/wgx-0371/inactivity.days': { value: 14 } };
  const documents = {
    ...stage(),
    [UNIT_ACTIVITY]: [
      acted('issue.1', { 'b-jia': '2014-09-11T02:00:00.000Z', 'b-yi': '2014-09-20T02:00:00.000Z' }),
      acted('issue.2', { 'b-jia': '2014-09-01T02:00:00.000Z', 'wgx-0371': '2014-09-24T02:00:00.000Z' }),
    ],
  };

  it('[C6.1] are those of which nothing was heard for the policy’s days, since their last act', async () => {
    expect(await rows(unitsSilent, '2014-09-24', documents, policy)).toEqual([]);
    expect(await rows(unitsSilent, '2014-09-25', documents, policy)).toEqual([
      {
        bureau: 'wgx-0371',
        duty: 'GO_ON',
        unit: 'b-jia',
        person: null,
        subject: 'stage/stage-2',
        part: 'b-jia',
        since: '2014-09-11',
        dueOn: '2014-09-24',
        overdueDays: 1,
      },
    ]);
    expect(await partsOf(unitsSilent, '2014-10-04', documents, policy)).toEqual(['b-jia', 'b-yi']);
  });

  it('[C6.1] are none that ended by then', async () => {
    const yi = heldDocument('organization/wgx-0371', 'b-yi', { level: 'BRANCH', endedOn: '2014-10-04' });
    const ended = { ...documents, [UNIT_DIRECTORY]: [yi] };
    expect(await partsOf(unitsSilent, '2014-10-03', ended, policy)).toEqual(['b-jia']);
    expect(await partsOf(unitsSilent, '2014-10-04', ended, policy)).toEqual(['b-jia']);
    expect(await partsOf(unitsSilent, '2014-10-04', documents, policy)).toEqual(['b-jia', 'b-yi']);
  });

  it('[C6.1] count from the stage’s first day where they never acted, and while it lasts, under a policy in force', async () => {
    const idle = { ...documents, [UNIT_ACTIVITY]: [] };
    expect(await rows(unitsSilent, '2014-07-08', idle, policy)).toEqual([]);
    expect(await partsOf(unitsSilent, '2014-07-09', idle, policy)).toEqual(['b-jia', 'b-yi', 'wgx-0371']);
    expect(await rows(unitsSilent, '2014-07-09', idle)).toEqual([]);
    const gone = stage(stageEvents.StageWithdrawn({ event: eventIdAt(0), reason: '重复' }));
    expect(await rows(unitsSilent, '2014-07-09', { ...idle, ...gone }, policy)).toEqual([]);
  });
});
