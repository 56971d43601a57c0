import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '@taizhang/kernel';
import { eventually } from '@taizhang/testkit';
import { startEmbedded, type Deployment } from '../deployments/deployment.js';
import { ScenarioDriver } from '../deployments/scenario-driver.js';
import { freshVoterKey, LEDGER, OFFICE, PollingStation, type Answered, type Voter } from './polling-station.js';
import { allAtOnce, votersOf } from './voters.js';

/** The machine's clock and randomness; nothing is derived from a seed. */
export const REAL_TIME = { TAIZHANG_CLOCK: 'system', TAIZHANG_LIMIT_PUBLIC: '0' };

interface Leaf {
  readonly type: string;
  readonly idx: number;
  readonly stream: string;
  readonly data: JsonObject;
}

describe('an online vote 网上投票', () => {
  let folder: string;
  let deployment: Deployment;
  let yi: PollingStation;
  let ding: PollingStation;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'taizhang-ballots-'));
    deployment = await startEmbedded(folder, { ...REAL_TIME, TAIZHANG_LOG_LEVEL: 'trace' });
    const url = () => deployment.urlOf('evaluation');
    [yi, ding] = [new PollingStation(url, 'b-yi'), new PollingStation(url, 'b-ding')];
    await yi.found(['b-yi', 'b-ding']);
    await yi.convene(2060);
    await ding.convene(50);
  }, 120_000);
  afterAll(async () => {
    await deployment.stop();
    await rm(folder, { recursive: true });
  });

  const leaves = async (): Promise<readonly Leaf[]> =>
    (await new ScenarioDriver(deployment).leaves(LEDGER)).map((line) => JSON.parse(line) as Leaf); // as the store wrote them
  const codeOf = ({ status, body }: Answered) => [status, body['code']];
  const known = (code: string) =>
    eventually('the code is known', async () => {
      const paper = await ding.look(code);
      return paper.status === 200 ? paper.body : undefined;
    });

  it('[C5.12] [C5.13] T2 comes out exactly: 1,500 on paper, 560 codes, of which 540 are used', async () => {
    await yi.openRound('r-1');
    const codes = await yi.issue('r-1', 560);
    expect(new Set(codes).size).toBe(560);
    const marks = { GOOD: 260, FAIRLY_GOOD: 180, AVERAGE: 60, POOR: 28, BLANK: 12 };
    const voters = votersOf(codes, marks, 48, '窗口');
    const answers = await allAtOnce(voters, 32, (voter) => yi.vote(voter));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    await yi.act(OFFICE, 'close-ballot-round', { round: 'r-1', paper: 1500 });
    expect(await yi.opened('r-1')).toMatchObject({ used: 540, cast: 540, negative: 48 });
    const paper = { good: 641, fairlyGood: 518, average: 190, poor: 82 };
    const types = await yi.count('r-1', { returned: 1470, spoiled: 11, blank: 28, grades: paper });
    expect(types).toEqual(['evaluation.TallyCertified', 'evaluation.SummaryMeetingBlocked']);
    const written = await leaves();
    const certified = written.find(({ type }) => type === 'evaluation.TallyCertified');
    expect(certified?.data).toMatchObject({
      issued: 2060,
      attended: 2040,
      returned: 2010,
      spoiled: 11,
      valid: 1999,
      abstained: 40,
      grades: { good: 901, fairlyGood: 698, average: 250, poor: 110 },
      verdict: 'BELOW',
      sensitive: true,
    });
    const counted = (type: string) => written.filter((leaf) => leaf.type === `evaluation.${type}`).length;
    expect([counted('BallotCodeUsed'), counted('BallotsOpened')]).toEqual([540, 3]);
    const opened = written.filter(({ type }) => type === 'evaluation.BallotsOpened').map(({ idx }) => idx);
    expect(opened).toEqual([opened[0], Number(opened[0]) + 1, Number(opened[0]) + 2]);
    await eventually('all comments are collected', async () =>
      (await leaves()).filter(({ type }) => type === 'evaluation.FeedbackCollected').length === 48 ? true : undefined,
    );
  });

  it('[C5.11] shows whoever has a code on whom the vote is, and takes it once', async () => {
    await ding.openRound('r-1', 'cadre');
    const [code = '', second = ''] = await ding.issue('r-1', 2);
    expect(await known(code)).toEqual({
      unit: { code: 'b-ding', name: '某支部' },
      stage: 'stage-2',
      object: { kind: 'CADRE', person: 'wgx-0371.P-9', name: '某副职' },
      open: true,
      used: false,
    });
    const voter: Voter = {
      code: code.toLowerCase().replaceAll('-', ' '),
      key: freshVoterKey(),
      mark: 'GOOD',
      comment: null,
    };
    expect(await ding.cast(voter)).toEqual({ status: 200, body: { cast: true } });
    expect(await ding.cast(voter)).toEqual({ status: 200, body: { cast: true } });
    expect(codeOf(await ding.cast({ ...voter, key: freshVoterKey() }))).toEqual([409, 'BALLOT_CODE_USED']);
    expect(codeOf(await ding.cast({ ...voter, mark: 'POOR' }))).toEqual([409, 'BALLOT_CODE_USED']);
    await eventually('the code is known to be used', async () =>
      (await ding.look(code)).body['used'] === true ? true : undefined,
    );
    await ding.act(OFFICE, 'close-ballot-round', { round: 'r-1', paper: 40 });
    const late = { code: second, key: freshVoterKey(), mark: 'GOOD', comment: null };
    expect(codeOf(await ding.cast(late))).toEqual([409, 'BALLOT_ROUND_CLOSED']);
    expect(await ding.opened('r-1')).toMatchObject({ used: 1, cast: 1, grades: { good: 1, poor: 0 } });
    await eventually('the box is destroyed: a repeat of what was counted is refused', async () =>
      (await ding.cast(voter)).status === 409 ? true : undefined,
    );
  });

  it('[C5.3] tells alike of codes that are wrong, and refuses what is no ballot', async () => {
    const key = freshVoterKey();
    for (const code of ['', 'x', '0'.repeat(16), '汉字', '0000-0000-0000-0000'])
      expect(codeOf(await ding.cast({ code, key, mark: 'GOOD', comment: null }))).toEqual([404, 'BALLOT_CODE_UNKNOWN']);
    expect(codeOf(await ding.look('0000-0000-0000-0000'))).toEqual([404, 'BALLOT_CODE_UNKNOWN']);
    const wrong: readonly JsonObject[] = [
      { key: 'short', mark: 'GOOD' },
      { key, mark: 'EXCELLENT' },
      { key, mark: 'GOOD', comment: { sentiment: 'NEGATIVE', content: ' ' } },
      { key, mark: 'GOOD', comment: { sentiment: 'NEGATIVE', content: 'x'.repeat(501) } },
      { key, mark: 'GOOD', at: '2014-09-15' },
    ];
    for (const ballot of wrong)
      expect((await ding.post('public/ballot', { code: '0000-0000-0000-0000', ...ballot })).status).toBe(422);
  });

  it('[C5.3] [C5.11] issues codes once: the same request has the same again, another has none', async () => {
    await ding.openRound('r-2');
    const key = randomUUID();
    const first = await ding.issue('r-2', 3, key);
    expect(await ding.issue('r-2', 3, key)).toEqual(first);
    await expect(ding.issue('r-2', 3)).rejects.toThrow('CODES_ALREADY_ISSUED');
    await expect(ding.issue('r-2', 4, key)).rejects.toThrow('IDEMPOTENCY_KEY_REUSED');
    await expect(ding.issue('r-9', 3)).rejects.toThrow('ROUND_UNKNOWN');
    const stranger = { authorization: 'Test acct-x;auditor;wgx-0371;2', 'idempotency-key': randomUUID() };
    const path = `evaluation/wgx-0371/evaluation/${ding.evaluation}/ballot-codes`;
    expect((await ding.post(path, { round: 'r-2', number: 3 }, stranger)).status).toBe(403);
    expect((await ding.post(path, { round: 'r-2', number: 3 })).status).toBe(401);
  });

  it('[C5.3] destroys the box of a round that is declared void, unopened', async () => {
    const [code = ''] = await issuedAgain();
    const voter: Voter = { code, key: freshVoterKey(), mark: 'GOOD', comment: null };
    expect((await ding.vote(voter)).status).toBe(200);
    await ding.act(OFFICE, 'void-ballot-round', { round: 'r-3', reason: '投票码外泄' });
    await eventually('the box is gone', async () => ((await ding.cast(voter)).status === 409 ? true : undefined));
    const opened = (await leaves()).filter(
      ({ type, data }) => type === 'evaluation.BallotsOpened' && data['round'] === 'r-3',
    );
    expect(opened).toEqual([]);

    async function issuedAgain(): Promise<readonly string[]> {
      await ding.act(OFFICE, 'void-ballot-round', { round: 'r-2', reason: '重新组织' });
      await ding.openRound('r-3');
      return ding.issue('r-3', 2);
    }
  });

  it('leaves no code, key, ballot or sender in logs and metrics, and no code in the ledger', async () => {
    await ding.openRound('r-4');
    const [code = ''] = await ding.issue('r-4', 1);
    const comment = { sentiment: 'NEGATIVE', content: 'mark-of-a-comment' };
    const voter: Voter = { code, key: freshVoterKey(), mark: 'POOR', comment };
    const headers = { 'user-agent': 'mark-of-a-browser', 'x-correlation-id': 'mark-of-a-request' };
    await known(code);
    expect((await ding.post('public/ballot', { ...voter }, headers)).status).toBe(200);
    const log = deployment.hosts.flatMap(({ output }) => output).join('\n');
    const metrics = await (await fetch(`${deployment.urlOf('evaluation')}/metrics`)).text();
    const ledger = (await new ScenarioDriver(deployment).leaves(LEDGER)).join('\n');
    expect(log).toContain('/api/public/ballot');
    const secrets = [code, code.replaceAll('-', ''), voter.key, comment.content, ...Object.values(headers)];
    for (const secret of secrets)
      for (const [where, text] of Object.entries({ log, metrics, ledger }))
        expect({ where, secret, found: text.includes(secret) }).toEqual({ where, secret, found: false });
    expect(ledger).not.toContain('127.0.0.1');
  });
});
