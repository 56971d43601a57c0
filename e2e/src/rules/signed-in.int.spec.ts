import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '@taizhang/kernel';
import { eventually } from '@taizhang/testkit';
import { today } from '../deployments/today.js';
import { BUREAU, Office, type SignedIn } from './office.js';

const norm = (id: string, verb: string) => `rules/${BUREAU}/norm/${id}/${verb}`;
const DRAFT = {
  issuer: BUREAU,
  unit: BUREAU,
  owner: `${BUREAU}.P-3`,
  area: 1,
  drafters: [`${BUREAU}.P-4`],
  title: '直接联系群众制度（稿）',
  text: '第一条',
  obligations: [{ obligation: 'ob-1', description: '每月到联系点一次' }],
};
const publication = (serial: number) => ({
  number: { series: 'jwgx', year: 2014, serial },
  from: today(),
  title: '直接联系群众制度',
  text: '第一条　每月到基层联系点。',
});

describe('norms, by people who sign in', () => {
  let folder: string;
  let office: Office;
  let secretary: SignedIn;
  let member: SignedIn;
  let clerk: SignedIn;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'taizhang-norms-'));
    office = await Office.found(folder);
    await office.body('PARTY_COMMITTEE', 'committee');
    await office.body('CAMPAIGN_OFFICE', 'office');
    secretary = await office.member('P-2', 'committee', 'SECRETARY');
    clerk = await office.member('P-3', 'office', 'MEMBER');
    member = await office.member('P-4', 'committee', 'MEMBER');
  }, 120_000);
  afterAll(async () => {
    expect(await office.stop()).toBe(0);
    await rm(folder, { recursive: true });
  });

  const listed = async (by: SignedIn, view: string) => {
    const { body } = await by.ask(`rules/views/${view}`);
    return (body['items'] as readonly { readonly key: string; readonly doc: JsonObject }[] | undefined) ?? []; // as lists are answered
  };
  const found = (by: SignedIn, view: string, key: string) =>
    eventually(`${view} shows ${key}`, async () => (await listed(by, view)).find((item) => item.key === key)?.doc);

  it('[C3.11] are drafted by the office, not by the committee nor the administrator', async () => {
    expect((await clerk.give(norm('zd-1', 'draft-norm'), DRAFT)).outcome).toBe('201');
    for (const by of [secretary, office.administrator])
      expect((await by.give(norm('zd-2', 'draft-norm'), DRAFT)).outcome).toBe('403 FORBIDDEN');
    expect(await found(clerk, 'norms', 'zd-1')).toMatchObject({
      status: 'DRAFT',
      area: 1,
      title: DRAFT.title,
      duties: DRAFT.obligations,
    });
    expect(await listed(clerk, 'published-norms')).toEqual([]);
  });

  it('[C3.11] are published by the committee, by nobody who drafted them', async () => {
    const publish = (by: SignedIn) => by.give(norm('zd-1', 'publish-norm'), publication(18));
    expect((await publish(clerk)).outcome).toBe('403 FORBIDDEN');
    expect((await publish(member)).outcome).toBe('409 DRAFTER_PUBLISHES');
    expect((await publish(secretary)).outcome).toBe('200');
    expect((await publish(secretary)).outcome).toBe('409 NORM_STATE_FORBIDS');
    const shown = await found(clerk, 'published-norms', 'zd-1');
    expect(shown).toMatchObject({ document: 'jwgx:2014:18', area: 1, from: today(), title: '直接联系群众制度' });
    expect(await found(member, 'norms', 'zd-1')).toMatchObject({ status: 'PUBLISHED', publishedOn: today() });
  });

  it('[C3.18] are public once they are published, and may be searched without account', async () => {
    const publicly = (path: string) => office.askAnonymously(`public/norms${path}`);
    const page = await publicly(`?bureau=${BUREAU}&area=1&text=${encodeURIComponent('联系群众')}`);
    expect(page.outcome).toBe('200');
    expect(page.body['items']).toEqual([
      {
        bureau: BUREAU,
        norm: 'zd-1',
        document: 'jwgx:2014:18',
        issuer: BUREAU,
        status: 'PUBLISHED',
        area: 1,
        publishedOn: today(),
        from: today(),
        to: null,
        supersededBy: null,
        title: '直接联系群众制度',
      },
    ]);
    expect((await publicly(`?text=${encodeURIComponent('差旅')}`)).body).toEqual({ items: [] });
    expect((await publicly(`/${BUREAU}/zd-1`)).body).toMatchObject({ text: '第一条　每月到基层联系点。' });
    for (const path of [`/${BUREAU}/zd-2`, '/..%2f/zd-1', '/nowhere/zd-1'])
      expect((await publicly(path)).outcome).toBe('404 NOT_FOUND');
    for (const query of ['?area=9', '?bureau=No', '?text=', '?more=1', '?area=1&area=2'])
      expect((await publicly(query)).outcome).toMatch(/^422 (INPUT_INVALID|UNKNOWN_FIELD)$/);
    expect((await publicly(`?text=${encodeURIComponent('群')}`)).outcome).toBe('422 VIEW_QUERY_INVALID');
  });

  it('[C3.11.i] cover the area that they are of, and leave the others as gaps by name', async () => {
    const { outcome, body } = await clerk.ask(`rules/queries/area-coverage?bureau=${BUREAU}`);
    expect(outcome).toBe('200');
    expect(body).toMatchObject({ expected: null, covered: 1 });
    expect(body['gaps']).toHaveLength(7);
    expect(body).toHaveProperty(
      ['areas', 0, 'norms', 0],
      expect.objectContaining({ norm: 'zd-1', owner: `${BUREAU}.P-3` }),
    );
  });

  it('[C6.10] of key importance are sponsored by the principal', async () => {
    const key = { ...DRAFT, key: true, sponsor: `${BUREAU}.P-2` };
    expect((await clerk.give(norm('zd-3', 'draft-norm'), key)).outcome).toBe('409 PRINCIPAL_SPONSORS_KEY_NORM');
    const appointed = { person: `${BUREAU}.P-3`, from: today(), basis: '任职文件' };
    expect((await secretary.give(`organization/${BUREAU}/unit/${BUREAU}/appoint-principal`, appointed)).outcome).toBe(
      '200',
    );
    expect((await clerk.give(norm('zd-3', 'draft-norm'), key)).outcome).toBe('409 PRINCIPAL_SPONSORS_KEY_NORM');
    const sponsored = { ...key, sponsor: `${BUREAU}.P-3` };
    expect((await clerk.give(norm('zd-3', 'draft-norm'), sponsored)).outcome).toBe('201');
  });

  it('[C3.11] have a number of their own', async () => {
    const taken = await secretary.give(norm('zd-3', 'publish-norm'), publication(18));
    expect(taken.outcome).toBe('409 DOCUMENT_NUMBER_TAKEN');
    expect(taken.body).toMatchObject({ details: { norm: 'zd-1' } });
    expect((await secretary.give(norm('zd-3', 'publish-norm'), publication(19))).outcome).toBe('200');
  });
});
