import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '@taizhang/kernel';
import { startEmbedded, type Deployment } from '../deployments/deployment.js';
import { ScenarioDriver } from '../deployments/scenario-driver.js';
import { freshKey, send } from '../bad-input/send-request.js';
import { accountOf, codeOf, People } from '../powers/people.js';

const OFFICE = 'bur-1.P-1';
const CLERK = 'bur-1.P-2';
const CITY = 'bur-1.P-3';

describe('supervision channels on a running host [C3.17]', () => {
  let folder: string;
  let deployment: Deployment;
  let driver: ScenarioDriver;
  let people: People;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'taizhang-channels-'));
    deployment = await startEmbedded(folder, { TAIZHANG_LIMIT_PUBLIC: '0' });
    driver = new ScenarioDriver(deployment);
    people = new People(deployment);
    await driver.setClock('2014-07-01T09:00:00+08:00');
    await people.organization([OFFICE, CLERK, CITY]);
    await people.grant(OFFICE, 'campaign-office', 'bur-1', { from: '2014-07-01' });
    await people.grant(CLERK, 'branch-clerk', 'bur-1/b-jia', { from: '2014-07-01' });
    await people.grant(CITY, 'superior-office', 'city-a', { from: '2014-07-01' });
  }, 120_000);
  afterAll(async () => {
    await deployment.stop();
    await rm(folder, { recursive: true });
  });

  const give = async (person: string, id: string, verb: string, input: JsonObject) =>
    codeOf(await people.give(accountOf(person), `issues/bur-1/channel/${id}/${verb}`, input));
  const report = async (person: string, query: string) => {
    await driver.settle();
    const { body } = await people.ask(accountOf(person), `issues/queries/channel-report?${query}`);
    return body['bureaus'] as readonly JsonObject[]; // as the query answers
  };
  const AT = 'at=2014-08-31T09:00:00.000Z';

  it('are all missing of a bureau that registered none, which the city sees as well', async () => {
    const missing = { bureau: 'bur-1', missing: ['PETITION', 'NETWORK', 'TELEPHONE'], channels: [] };
    expect(await report(OFFICE, `bureau=bur-1&${AT}`)).toMatchObject([missing]);
    expect(await report(CITY, `bureau=city-a&${AT}`)).toMatchObject([missing]);
  });

  it('are registered by the office of the bureau, and by nobody else', async () => {
    const input = { type: 'TELEPHONE', place: '示例号码' };
    expect(await give(CLERK, 'tel-1', 'register-channel', input)).toBe('FORBIDDEN');
    expect(await give(CITY, 'tel-1', 'register-channel', input)).toBe('FORBIDDEN');
    expect(await give(OFFICE, 'tel-1', 'register-channel', input)).toBe('done');
    expect(await give(OFFICE, 'net-1', 'register-channel', { type: 'NETWORK', place: '示例网址' })).toBe('done');
    expect(await report(OFFICE, `bureau=bur-1&${AT}`)).toMatchObject([{ missing: ['PETITION'] }]);
    expect(await give(OFFICE, 'visit-1', 'register-channel', { type: 'PETITION', place: '示例接待室' })).toBe('done');
  });

  it('show 48 hours of a telephone that was down from 08-05 09:00 to 08-07 09:00', async () => {
    await driver.setClock('2014-08-05T09:00:00+08:00');
    expect(await give(OFFICE, 'tel-1', 'degrade-channel', { reason: '线路故障' })).toBe('done');
    await driver.setClock('2014-08-07T09:00:00+08:00');
    expect(await give(OFFICE, 'tel-1', 'restore-channel', { remedy: '已抢修' })).toBe('done');
    const [bureau] = await report(OFFICE, `bureau=bur-1&${AT}`);
    expect(bureau).toMatchObject({ missing: [], degraded: [], outageHours: 48 });
    const channels = bureau?.['channels'] as readonly JsonObject[]; // as the query answers
    expect(channels.find((one) => one['channel'] === 'tel-1')).toMatchObject({ outageHours: 48, status: 'OPEN' });
    const leaves = await driver.leaves('issues/bur-1');
    const types = leaves.map((leaf) => (JSON.parse(leaf) as JsonObject)['type']); // leaves are objects
    expect(types.filter((type) => type === 'issues.ChannelDegraded')).toHaveLength(1);
    expect(types.filter((type) => type === 'issues.ChannelRestored')).toHaveLength(1);
  });

  it('take a report without account, which gets its receipt; a channel that nothing came in by is silent', async () => {
    await driver.setClock('2014-08-12T09:00:00+08:00');
    const sent = (channel: string) =>
      send(deployment.urlOf('issues'), {
        path: '/api/public/intake',
        headers: { authorization: null, 'idempotency-key': freshKey() },
        body: JSON.stringify({ bureau: 'bur-1', channel, kind: 'PROBLEM', content: '窗口态度生硬' }),
      });
    const received = await sent('net-1');
    expect([received.status, JSON.parse(received.text)]).toEqual([201, { receipt: expect.any(String) as unknown }]); // as above
    const unknown = await sent('net-2');
    expect([unknown.status, JSON.parse(unknown.text)]).toMatchObject([409, { code: 'CHANNEL_UNKNOWN' }]);
    const [bureau] = await report(OFFICE, `bureau=bur-1&at=2014-08-31T09:00:00.000Z&silentDays=30`);
    expect(bureau).toMatchObject({ silent: ['tel-1', 'visit-1'] });
  });
});
