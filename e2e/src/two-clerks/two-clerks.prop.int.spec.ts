import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ledgerId, type JsonObject, type Role } from '@taizhang/kernel';
import fc from 'fast-check';
import { startEmbedded, type Deployment } from '../deployments/deployment.js';
import { ScenarioDriver, type ApiAnswer } from '../deployments/scenario-driver.js';
import { SLICE } from '../slice/slice.steps.js';
import { EVERYTHING, MAIN, REPEATS, rounds, type Attempt } from './acts.js';
import { breachesIn, type Leaf } from './invariants.js';

const BUREAU = 'wgx-0371';
const AT = '2014-07-21T09:00:00+08:00';
const RUNS = 20;

/** Ids of the acts of the setting that a clerk may withdraw. */
type Acts = Readonly<Record<'reply' | 'completion' | 'evidence', string>>;

describe('two clerks at the same issues at once', () => {
  let folder: string;
  let deployment: Deployment;
  let driver: ScenarioDriver;
  let cases = 0;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'taizhang-two-clerks-'));
    deployment = await startEmbedded(folder, {
      TAIZHANG_LIMIT_COMMANDS: '0',
      TAIZHANG_LIMIT_READS: '0',
      TAIZHANG_LIMIT_ADDRESS: '0',
    });
    driver = new ScenarioDriver(deployment);
    for (const step of SLICE.filter(({ verb }) => verb === 'register-unit' || verb === 'register-person'))
      await driver.give(step);
    await driver.setClock(AT);
  }, 120_000);
  afterAll(async () => {
    await deployment.stop();
    await rm(folder, { recursive: true });
  });

  const give = (clerk: string, role: Role, id: string, verb: string, input: JsonObject, material?: string) =>
    driver.send(
      {
        at: AT,
        by: { account: `acct-${clerk}`, role, unit: role === 'branch-clerk' ? `${BUREAU}/b-jia` : BUREAU },
        context: 'issues',
        bureau: BUREAU,
        aggregate: 'issue',
        id,
        verb,
        input,
        ...(material !== undefined && { material }),
      },
      randomUUID(),
    );

  const first = async (answer: Promise<ApiAnswer>): Promise<string> => {
    const { status, body } = await answer;
    if (status >= 300) throw new Error(`the setting was refused: ${JSON.stringify(body)}`);
    return (body['events'] as readonly { readonly id: string }[])[0]?.id ?? ''; // as commands are answered
  };

  const raised = async (id: string): Promise<void> => {
    const issue = { unit: 'b-jia', origin: 'o-1', source: 'MASS_OPINION', raisedOn: '2014-07-01', wind: 'HEDONISM' };
    await first(give('one', 'branch-clerk', id, 'raise-issue', { ...issue, manifestation: '窗口排队时间长' }));
    await first(give('one', 'campaign-office', id, 'triage-issue', { unit: 'b-jia', opinion: '承办' }));
  };

  /** An issue that could be handed in at once. */
  const rectified = async (id: string): Promise<Acts> => {
    await raised(id);
    const work = (verb: string, input: JsonObject, material?: string) =>
      first(give('three', 'branch-clerk', id, verb, input, material));
    const sort = { class: '2b', kind: 'BY_DATE', cause: 'INDIVIDUAL', analysis: '窗口不足' };
    await first(give('one', 'campaign-office', id, 'classify-issue', sort));
    const whose = {
      lead: 'b-jia',
      supporting: [],
      leader: `${BUREAU}.P-1`,
      owner: `${BUREAU}.P-2`,
      deadline: '2014-08-31',
      standard: '十分钟',
    };
    await first(give('one', 'campaign-office', id, 'assign-issue', whose));
    const measure = { measure: 'm-1', owner: `${BUREAU}.P-O2`, deadline: '2014-08-20', kind: 'BY_DATE' };
    await work('set-measure', { ...measure, description: '增设窗口', standard: '启用' });
    await work('request-deadline-extension', { extension: 'e-1', deadline: '2014-09-30', reason: '工期延后' });
    const evidence = await work('attach-evidence', { evidence: 'v-1', measure: 'm-1', title: '记录.txt' }, '记录');
    const completion = await work('complete-measure', { measure: 'm-1', completedOn: '2014-07-21', outcome: '完成' });
    const told = { origin: 'o-1', channel: 'IN_PERSON', repliedOn: '2014-07-21', attitude: 'SATISFIED', reply: '已办' };
    return { evidence, completion, reply: await work('give-reply', told) };
  };

  /** Sends an attempt. @returns ids of the events that were acknowledged */
  const tried = async (
    clerk: string,
    at: (letter: string) => string,
    acts: ReadonlyMap<string, Acts>,
    act: Attempt,
  ) => {
    const { issue, verb, role, input, withdraws } = act;
    const event = withdraws === undefined ? {} : { event: acts.get(issue)?.[withdraws] ?? '' };
    const into = typeof input['into'] === 'string' ? { into: at(input['into']) } : {};
    const { status, body } = await give(clerk, role, at(issue), verb, { ...input, ...into, ...event });
    if (status >= 500 || (status >= 400 && ![409, 412, 422].includes(status)))
      throw new Error(`${verb} answered ${String(status)}: ${JSON.stringify(body)}`);
    return status < 300 ? (body['events'] as readonly { readonly id: string }[]).map(({ id }) => id) : []; // as commands are answered
  };

  it('[C1.0.b C1.1.m] break no invariant, whoever is first: closing, extending, merging, withdrawing (domain §1.3)', async () => {
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(rounds, async (story) => {
        cases += 1;
        const at = (letter: string): string => `2014-${String(cases)}-${letter}`;
        const acts = new Map<string, Acts>();
        for (const letter of MAIN) acts.set(letter, await rectified(at(letter)));
        for (const letter of REPEATS) await raised(at(letter));
        await driver.settle();
        const before = (await leavesOf(driver)).length;
        const answered: string[] = [];
        for (const [one, other] of story) {
          const both = await Promise.all([tried('one', at, acts, one), tried('two', at, acts, other)]);
          refused += both.filter((ids) => ids.length === 0).length;
          answered.push(...both.flat());
        }
        const leaves = await leavesOf(driver);
        expect(breachesIn(leaves)).toEqual([]);
        expect(
          leaves
            .slice(before)
            .map(({ id }) => id)
            .sort(),
        ).toEqual([...answered].sort());
      }),
      { numRuns: RUNS, examples: [[EVERYTHING]] },
    );
    // A property over attempts that are all refused would hold of anything.
    const types = new Set((await leavesOf(driver)).map(({ type }) => type));
    for (const type of ['IssueClosed', 'IssueMerged', 'DeadlineExtensionGranted', 'ReplyWithdrawn', 'IssueReopened'])
      expect(types).toContain(`issues.${type}`);
    expect(refused).toBeGreaterThan(RUNS);
  }, 300_000);
});

async function leavesOf(driver: ScenarioDriver): Promise<readonly Leaf[]> {
  const lines = await driver.leaves(ledgerId('issues', BUREAU));
  return lines.map((line) => JSON.parse(line) as Leaf); // as the store wrote them
}
