import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { evaluationEvents, RECOMMENDED_POLICY, type PolicyParameter } from '@taizhang/contracts';
import { createSqliteEventStore } from '@taizhang/event-store-sqlite';
import { derivedEntropy, manualClock, openPart, type DecidedEvent, type JsonObject } from '@taizhang/kernel';
import { aCommit, anEvent, derivedLedgerKeys } from '@taizhang/testkit';

const BIN = fileURLToPath(new URL('../../taizhang.mjs', import.meta.url));
const LEDGER = 'evaluation/wgx-0371';
const STREAM = 'evaluation/stage-2.b-ding';
const record = (...parameters: readonly PolicyParameter[]): never =>
  Object.fromEntries(
    parameters.map((name) => [
      name,
      { value: RECOMMENDED_POLICY[name], unit: 'wgx-0371', policy: 'DEFAULT-2014', edition: 1 },
    ]),
  ) as never; // as the event's own schema parses it

/** T6 in short: 39 of 50, below the line of 80 %, and the hold that follows. */
const count = { returned: 50, spoiled: 0, blank: 1, grades: { good: 21, fairlyGood: 18, average: 6, poor: 4 } };
const attendance = [
  { category: 'staff', mass: false, count: 35 },
  { category: 'residents', mass: true, count: 15 },
];
const share = (
  basis: 'VALID_INCL_ABSTAIN' | 'VALID_EXCL_ABSTAIN' | 'RETURNED' | 'ISSUED',
  denominator: number,
  hundredths: number,
) => ({
  basis,
  numerator: 39,
  denominator,
  hundredths,
  below: true,
});
const COMMITS: readonly (readonly [at: string, ...events: readonly DecidedEvent[]])[] = [
  [
    '2014-09-11T02:00:00.000Z',
    evaluationEvents.BriefingConvened({
      evaluation: 'stage-2.b-ding',
      unit: 'b-ding',
      unitName: null,
      stage: 'stage-2',
      on: '2014-09-11',
      approval: null,
      baseline: { on: '2014-03-20', record: null, attendance: [{ category: 'staff', mass: false, count: 30 }] },
      objects: [{ object: 'P-D2', kind: 'CADRE', person: 'P-D2', name: null, deferred: false, reason: null }],
      policy: record('evaluation.objects', 'evaluation.cadres'),
    }),
    evaluationEvents.RosterFrozen({
      attendance,
      total: 50,
      mass: 15,
      added: ['residents'],
      reason: null,
      policy: record('roster.expand'),
    }),
  ],
  [
    '2014-09-12T02:00:00.000Z',
    evaluationEvents.BallotRoundOpened({
      round: 'r-1',
      object: 'P-D2',
      on: '2014-09-12',
      tellers: ['P-T1', 'P-T2'],
      policy: record('evaluation.scale'),
    }),
    evaluationEvents.BallotRoundClosed({ round: 'r-1', on: '2014-09-12', paper: 50, codes: 0, issued: 50 }),
    evaluationEvents.BallotsCounted({ round: 'r-1', teller: 'P-T1', count }),
    evaluationEvents.BallotsCounted({ round: 'r-1', teller: 'P-T2', count }),
  ],
  [
    '2014-09-13T02:00:00.000Z',
    evaluationEvents.TallyCertified({
      round: 'r-1',
      object: 'P-D2',
      on: '2014-09-13',
      tellers: ['P-T1', 'P-T2'],
      roster: 50,
      issued: 50,
      attended: 50,
      returned: 50,
      spoiled: 0,
      valid: 50,
      abstained: 1,
      grades: count.grades,
      shares: [
        share('VALID_INCL_ABSTAIN', 50, 7800),
        share('VALID_EXCL_ABSTAIN', 49, 7959),
        share('RETURNED', 50, 7800),
        share('ISSUED', 50, 7800),
      ],
      verdict: 'BELOW',
      sensitive: false,
      policy: record('tally.denominator', 'tally.blank', 'tally.compare', 'criticism.threshold', 'evaluation.quorum'),
    }),
    evaluationEvents.SummaryMeetingBlocked({
      object: 'P-D2',
      round: 'r-1',
      on: '2014-09-13',
      ground: 'TALLY_BELOW_LINE',
      policy: record('block.scope', 'block.start'),
    }),
  ],
  [
    '2014-09-24T02:00:00.000Z',
    evaluationEvents.CriticismProposed({
      object: 'P-D2',
      proposal: 1,
      on: '2014-09-24',
      reason: '建议',
      supplement: null,
    }),
  ],
];

describe('taizhang replay', () => {
  let data: string;
  const digests = async () =>
    Promise.all(
      (await readdir(data))
        .filter((name) => /\.sqlite$/.test(name))
        .map(async (name) => [
          name,
          createHash('sha256')
            .update(await readFile(join(data, name)))
            .digest('hex'),
        ]),
    );

  beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), 'taizhang-replay-'));
    const clock = manualClock('2014-09-11T02:00:00.000Z');
    const store = createSqliteEventStore({
      folder: data,
      authority: 'rectify.example',
      clock,
      entropy: derivedEntropy('replay'),
      ledgerKeys: derivedLedgerKeys,
    });
    for (const [at, ...events] of COMMITS) {
      clock.set(at);
      const placed = events.map(({ type, schema, clr, data: values }) => {
        const reliedOn = { consulted: [], depth: 0, power: { appointment: 'a-1' } };
        return anEvent(STREAM, {
          type,
          schema,
          clr,
          data: { ...openPart(definitionOf(type).fields, values), reliedOn },
        });
      });
      await store.append(LEDGER, aCommit({ actor: { id: 'acct-1', role: 'campaign-office' }, events: placed }));
    }
    await store.stop();
  });
  afterAll(() => rm(data, { recursive: true }));

  interface Answer {
    readonly code: number;
    readonly stdout: string;
    readonly stderr: string;
  }
  const run = (...args: readonly string[]): Promise<Answer> =>
    new Promise((resolve) => {
      const env = { PATH: process.env['PATH'], NODE_NO_WARNINGS: '1', TAIZHANG_DATA: data };
      const child = execFile(process.execPath, [BIN, 'replay', ...args], { env }, (_error, stdout, stderr) => {
        resolve({ code: child.exitCode ?? -1, stdout, stderr });
      });
    });
  const ask = (...more: readonly string[]) => run('--ledger', LEDGER, '--stream', STREAM, ...more);
  const values = ({ stdout, ...ended }: Answer) => {
    expect(ended).toEqual({ code: 0, stderr: '' });
    return stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as JsonObject); // one a line
  };

  it('tells each step with clause, actor, power, policy, facts and what it changed, and leaves the folder as it is', async () => {
    const before = await digests();
    const answer = await ask();
    expect(answer).toMatchObject({ code: 0, stderr: '' });
    expect(await digests()).toEqual(before);
    for (const line of [
      '2014-09-13T02:00:00.000Z evaluation.TallyCertified [C5.11 C5.12 C5.13]',
      '   by acct-1 as campaign-office, by power {"appointment":"a-1"}',
      '   policy criticism.threshold = {"d":100,"n":80} (DEFAULT-2014 edition 1 of wgx-0371)',
      '   decided {"result":"BELOW","ground":null,"hold":true}',
      '   ~ rounds.r-1.verdict: null → BELOW',
      '   + blocks.P-D2 = PROVISIONAL',
      'state after 9 steps:',
    ])
      expect(answer.stdout).toContain(line);
    expect(answer.stdout).not.toContain('建议');
  });

  it('tells the state as of a time and up to an index', async () => {
    const state = async (...more: readonly string[]) => values(await ask('--json', ...more)).at(-1);
    expect(await state('--at', '2014-09-12')).toMatchObject({
      kind: 'state',
      steps: 6,
      state: { blocks: {}, rounds: { 'r-1': { status: 'CLOSED' } } },
    });
    expect(await state('--at', '2014-09-13T10:00')).toMatchObject({
      steps: 8,
      state: { blocks: { 'P-D2': 'PROVISIONAL' } },
    });
    expect(await state('--index', '1')).toMatchObject({ steps: 1, state: { roster: null } });
    expect(await state('--at', '2014-01-01')).toMatchObject({ steps: 0, state: { kind: 'none' } });
  });

  it('[C5.13] [C5.17] tells what would have been decided under another line, and where it must stop', async () => {
    const lines = values(await ask('--json', '--set', 'criticism.threshold=78/100'));
    expect(lines.filter(({ kind }) => kind === 'judged')).toMatchObject([
      { type: 'evaluation.RosterFrozen', differs: 'NONE', agrees: true },
      {
        type: 'evaluation.TallyCertified',
        agrees: true,
        differs: 'DECIDED',
        recorded: { decides: { result: 'BELOW', hold: true } },
        supposed: { decides: { result: 'NOT_BELOW', hold: false } },
      },
    ]);
    expect(lines.at(-1)).toMatchObject({
      kind: 'stop',
      part: 'P-D2',
      because: 'DECIDED_OTHERWISE',
      beyond: { count: 1, first: { type: 'evaluation.CriticismProposed' } },
    });
    const { stdout } = await ask('--set', 'criticism.threshold=78/100');
    expect(stdout).toContain(
      'STOP P-D2 at #7 evaluation.TallyCertified: other acts would have followed; 1 later event',
    );
    const same = await ask('--set', 'criticism.threshold=79/100');
    expect(same.stdout).not.toContain('STOP');
  });

  it.each<[RegExp, readonly string[]]>([
    [/^--ledger is <context>\/<bureau>/, ['--ledger', 'x', '--stream', STREAM]],
    [/^There is no context "nothing"/, ['--ledger', 'nothing/b-1', '--stream', STREAM]],
    [/^There is no ledger evaluation\/b-1 here\.$/, ['--ledger', 'evaluation/b-1', '--stream', STREAM]],
    [/^--stream is <kind>\/<id>/, ['--ledger', LEDGER, '--stream', 'issue/1']],
    [/^There is no record evaluation\/none/, ['--ledger', LEDGER, '--stream', 'evaluation/none']],
    [/^--at is a time or a day/, ['--ledger', LEDGER, '--stream', STREAM, '--at', 'then']],
    [/^--index is a number/, ['--ledger', LEDGER, '--stream', STREAM, '--index', '-1']],
    [
      /^--index is beyond the ledger, whose last event is 9\.$/,
      ['--ledger', LEDGER, '--stream', STREAM, '--index', '10'],
    ],
    [/^Give --at or --index/, ['--ledger', LEDGER, '--stream', STREAM, '--index', '1', '--at', '2014-09-12']],
    [/^--set "line=1" names no policy/, ['--ledger', LEDGER, '--stream', STREAM, '--set', 'line=1']],
    [/^--set "criticism.join=XOR" gives/, ['--ledger', LEDGER, '--stream', STREAM, '--set', 'criticism.join=XOR']],
    [
      /^--set names criticism.join twice\.$/,
      ['--ledger', LEDGER, '--stream', STREAM, '--set', 'criticism.join=OR', '--set', 'criticism.join=AND'],
    ],
    [/^There are no ledgers in /, ['--ledger', LEDGER, '--stream', STREAM, '--data', '/nowhere']],
    [/--stream <record>/, ['--ledger', LEDGER]],
  ])('says in one sentence what is wrong: %s', async (sentence, args) => {
    const { code, stdout, stderr } = await run(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr.trim()).toMatch(sentence);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});

function definitionOf(type: string) {
  const found = Object.values(evaluationEvents.definitions).find((definition) => definition.type === type);
  if (found === undefined) throw new Error(type);
  return found;
}
