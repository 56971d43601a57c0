import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestInfra, type TestInfra } from '@taizhang/infra-local';
import { eventually } from '@taizhang/testkit';
import { startDistributed, type Deployment } from '../deployments/deployment.js';
import { today } from '../deployments/today.js';
import { ScenarioDriver } from '../deployments/scenario-driver.js';
import { accountOf, APPOINTER, codeOf, People } from './people.js';

const SECRETARY = 'bur-1.P-secretary';
const CLERK = 'bur-1.P-clerk';
const secretary = accountOf(SECRETARY);
const clerk = accountOf(CLERK);
/** Answer to whoever may raise the issue that was raised already. */
const MAY = 'ISSUE_ALREADY_RAISED';
/** Within this an appointment takes effect on other hosts, and no longer are copies relied on that nobody confirms (design §5). */
const LIMIT_MS = 30_000;
/** How long a test waits for a limit to pass, or for hosts and broker to find each other again, on a busy machine. */
const PATIENCE_MS = 90_000;

describe('powers on another host than the one that gives them', () => {
  let infra: TestInfra;
  let blobs: string;
  let deployment: Deployment;
  let people: People;

  beforeAll(async () => {
    infra = await startTestInfra({ mongodb: 'memory' });
    blobs = await mkdtemp(join(tmpdir(), 'taizhang-stale-'));
    const servers = { ...infra, databases: `stale-${randomUUID().slice(0, 8)}`, blobs };
    deployment = await startDistributed(servers, { TAIZHANG_CLOCK: 'system' });
    people = new People(deployment);
    await people.organization([SECRETARY, CLERK]);
  }, 360_000);
  afterAll(async () => {
    await deployment.stop();
    await infra.stop();
    await rm(blobs, { recursive: true });
  }, 120_000);

  const grant = (person: string, role: string) => people.grant(person, role, 'bur-1/b-jia', { from: today() });
  /** What raising an issue of the branch is answered with, always the same one. */
  const raise = (by: string): Promise<string> => people.raise(by, 'i-1', 'b-jia');
  const untilAnswered = (by: string, code: string): Promise<unknown> =>
    eventually(`the issue is answered with ${code}`, async () => (await raise(by)) === code, {
      deadlineMs: PATIENCE_MS,
    });

  it('take effect within 30 s, and what is decided names them and what was seen of their ledgers', async () => {
    await grant(SECRETARY, 'branch-secretary');
    const given = performance.now();
    await untilAnswered(secretary, 'done');
    expect(performance.now() - given).toBeLessThan(LIMIT_MS);
    const [, leaf = '{}'] = await new ScenarioDriver(deployment).leaves('issues/bur-1');
    expect(JSON.parse(leaf)).toMatchObject({
      type: 'issues.IssueRaised',
      data: {
        reliedOn: {
          power: { appointment: `${SECRETARY}:branch-secretary`, role: 'branch-secretary', unit: 'bur-1/b-jia' },
          consulted: [
            { origin: 'rectify.example/organization/bur-1', size: expect.any(Number) },
            { origin: 'rectify.example/organization/city-a', size: expect.any(Number) },
            { origin: 'rectify.example/organization/prov', size: expect.any(Number) },
          ],
        },
      },
    });
  }, 180_000);

  it('revoked while no leaf arrives, are never relied on for longer: 503 FACTS_STALE, and refused once leaves arrive', async () => {
    await grant(CLERK, 'branch-clerk');
    await untilAnswered(clerk, MAY);
    await infra.kafka.stop();
    const revoked = { appointment: 'branch-clerk', on: today(), reason: '岗位调整' };
    await people.done(APPOINTER, `organization/bur-1/person/${CLERK}/revoke-role`, revoked);
    await untilAnswered(clerk, 'FACTS_STALE');
    expect(await raise(secretary)).toBe('FACTS_STALE');
    await infra.kafka.start();
    await untilAnswered(clerk, 'FORBIDDEN');
    await untilAnswered(secretary, MAY);
  }, 400_000);

  it('are not relied on for longer while the host that gives them is away: 503 with Retry-After, and again once it is back', async () => {
    await deployment.hostOf('organization').kill();
    expect(await raise(secretary)).toBe(MAY);
    const refused = await eventually(
      'copies are stale',
      async () => {
        const response = await fetch(`${deployment.urlOf('issues')}/api/issues/bur-1/issue/i-1/triage-issue`, {
          method: 'POST',
          headers: { authorization: secretary, 'content-type': 'application/json', 'idempotency-key': randomUUID() },
          body: JSON.stringify({ unit: 'b-gone', opinion: '承办' }), // refused while facts are fresh
        });
        return response.status === 503 ? response : undefined;
      },
      { deadlineMs: PATIENCE_MS },
    );
    expect(refused.headers.get('retry-after')).toMatch(/^\d+$/);
    expect(await refused.json()).toMatchObject({ code: 'FACTS_STALE' });
    expect(codeOf(await people.ask(secretary, 'issues/views/rectification-ledger'))).toBe('FACTS_STALE');
    await deployment.revive('organization');
    await untilAnswered(secretary, MAY);
    expect(await people.raise(secretary, 'i-2', 'b-jia')).toBe('done');
  }, 400_000);
});
