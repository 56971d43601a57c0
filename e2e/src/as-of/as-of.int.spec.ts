import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '@taizhang/kernel';
import { startEmbedded, type Deployment } from '../deployments/deployment.js';
import { ScenarioDriver, type ApiAnswer } from '../deployments/scenario-driver.js';
import { POWERS } from '../slice/powers.steps.js';
import { RULES } from '../slice/rules.steps.js';
import { SLICE } from '../slice/slice.steps.js';
import type { Player } from '../slice/step.js';

const office: Player = { account: 'acct-office', role: 'campaign-office', unit: 'wgx-0371' };
const superior: Player = { account: 'acct-superior', role: 'campaign-office', unit: 'city-jc' };
const secretary: Player = { account: 'acct-jia', role: 'branch-secretary', unit: 'wgx-0371/b-jia' };
const discipline: Player = { account: 'acct-discipline', role: 'discipline-office', unit: 'wgx-0371' };

/** A question, and who asks it under which clearance. */
type Question = readonly [context: string, path: string, by: Player, clearance: number];

/** Lists with filters, pages, totals and facets, sums, single documents and queries, by readers who see less or more. */
const QUESTIONS: readonly Question[] = [
  ['issues', 'views/rectification-ledger?total=true&facet=status&facet=wind', office, 3],
  ['issues', 'views/rectification-ledger?total=true&facet=status', office, 0],
  ['issues', 'views/rectification-ledger?status=CLOSED&sort=-code', office, 2],
  ['issues', 'views/rectification-ledger?limit=1&sort=code&total=true', superior, 2],
  ['issues', 'views/rectification-ledger?bureau=wgx-0371', secretary, 1],
  ['issues', 'views/rectification-ledger/counters/status', office, 3],
  ['issues', 'views/rectification-ledger/counters/status', secretary, 3],
  ['issues', 'views/rectification-ledger/documents/wgx-0371/2014-wgx-0001', office, 3],
  ['issues', 'views/rectification-ledger/documents/wgx-0371/2014-wgx-0001', office, 1],
  ['issues', 'views/unit-directory?total=true', office, 3],
  ['issues', 'views/power-directory', office, 3],
  ['issues', 'views/petitions?total=true', discipline, 3],
  ['organization', 'views/units?total=true&facet=level', office, 3],
  ['organization', 'views/persons?total=true', office, 1],
  ['rules', 'views/norms?total=true', office, 3],
  ['rules', 'views/checks', office, 3],
  ['rules', 'queries/reception-matrix?bureau=wgx-0371', office, 3],
];

/** An answer given live while the clock stood at a moment. */
interface Recorded {
  readonly at: string;
  readonly question: Question;
  readonly live: JsonObject;
}

/** Of the questions, every how many-th is asked at one moment, and the others at the moments after it: all of them take minutes. */
const TURNS = 4;

/** What tells one answer from another: a problem names its request, and a cursor is opaque. */
function essence({ status, body }: ApiAnswer): JsonObject {
  const { next, ...said } = body;
  return status < 400 ? { status, said, more: next !== undefined } : { status, code: said['code'] ?? null };
}

describe('state as of a time 截至某时的状态', () => {
  let folder: string;
  let deployment: Deployment;
  let driver: ScenarioDriver;
  const recorded: Recorded[] = [];

  const ask = ([context, path, by, clearance]: Question, asOf?: string): Promise<ApiAnswer> => {
    const past = asOf === undefined ? '' : `${path.includes('?') ? '&' : '?'}asOf=${encodeURIComponent(asOf)}`;
    return driver.get(context, `${path}${past}`, by, clearance);
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'taizhang-as-of-'));
    deployment = await startEmbedded(folder);
    driver = new ScenarioDriver(deployment);
    const steps = [...SLICE, ...POWERS, ...RULES];
    for (const [i, step] of steps.entries()) {
      await driver.give(step);
      // Several steps may share a moment: it is over with the last of them.
      if (steps[i + 1]?.at === step.at) continue;
      for (const question of QUESTIONS.filter((_question, q) => (q + i) % TURNS === 0))
        recorded.push({ at: step.at, question, live: essence(await ask(question)) });
    }
  });
  afterAll(async () => {
    expect(await deployment.stop()).toEqual([0]);
    await rm(folder, { recursive: true });
  });

  it('answers every list, sum, document and query as it was answered then, to every reader', async () => {
    expect(recorded.every(({ at }, i) => i === 0 || (recorded[i - 1]?.at ?? '') <= at)).toBe(true);
    const answered = new Set(recorded.filter(({ live }) => live['status'] === 200).map(({ question }) => question));
    expect(QUESTIONS.filter((question) => !answered.has(question))).toEqual([]);
    for (const { at, question, live } of recorded)
      expect({ at, question, answer: essence(await ask(question, at)) }).toEqual({ at, question, answer: live });
  });

  it('takes a time of the zone and a day, which means its end', async () => {
    const [context, path, by, clearance] = ['issues', 'views/rectification-ledger?total=true', office, 3] as const;
    const total = async (asOf: string) => (await ask([context, path, by, clearance], asOf)).body['total'];
    const { at } = SLICE.find(({ verb }) => verb === 'raise-issue') ?? { at: '' };
    expect(at).toBe(`${at.slice(0, 16)}:00+08:00`);
    const [day, minute] = [at.slice(0, 10), at.slice(0, 16)];
    expect(await total(minute.replace('T', ' '))).toBe(1);
    expect(await total(`${minute}:00+08:00`)).toBe(1);
    expect(await total(day)).toBeGreaterThanOrEqual(1);
    expect(await total(new Date(Date.parse(at) - 1).toISOString())).toBe(0);
    expect(await total('2014-01-01')).toBe(0);
  });

  it.each(['', 'yesterday', '2014-02-30', '2014-07-01T25:00', '2099-01-01'])('refuses the time %j', async (asOf) => {
    for (const path of [
      'views/rectification-ledger',
      'views/rectification-ledger/counters/status',
      'views/rectification-ledger/documents/wgx-0371/2014-wgx-0001',
    ])
      expect(await ask(['issues', path, office, 3], asOf)).toMatchObject({
        status: 400,
        body: { code: 'PARAMETER_INVALID', details: { parameter: 'asOf' } },
      });
  });

  it('shows nobody more of the past than of today', async () => {
    const elsewhere: Player = { account: 'acct-x', role: 'campaign-office', unit: 'tyj-0372' };
    const path = 'views/rectification-ledger/documents/wgx-0371/2014-wgx-0001';
    expect(await ask(['issues', path, elsewhere, 3], '2014-09-01')).toMatchObject({ status: 403 });
    const { body } = await ask(['issues', path, office, 0], '2014-09-01');
    expect(JSON.stringify(body)).not.toContain('窗口排队时间长');
  });
});
