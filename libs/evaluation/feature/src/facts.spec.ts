import type { JsonObject } from '@taizhang/kernel';
import type { ContextReads } from '@taizhang/platform';
import { evaluationFacts } from './evaluation.facts.js';
import { officeFacts } from './office.facts.js';

const span = { from: '2014-01-01', to: null, clearance: 2 };
const power = (person: string, more: JsonObject): JsonObject => ({
  person,
  kind: 'member',
  role: 'committee-member',
  unit: 'wgx-0371',
  body: 'committee',
  spans: [span],
  ...more,
});
const powers = [
  power('P-C1', {}),
  power('P-C2', { spans: [{ ...span, to: '2014-03-01' }] }),
  power('P-C1', { role: 'committee-secretary' }),
  power('P-X', { body: 'another' }),
  power('P-Y', { unit: 'wgx-0371/b-ding' }),
  power('P-D1', { kind: 'principal', role: 'principal', unit: 'wgx-0371/b-ding', body: null }),
  power('P-D2', { role: 'leading-cadre', unit: 'wgx-0371/b-ding', body: 'group' }),
  power('P-D3', { kind: 'grant', role: 'branch-clerk', unit: 'wgx-0371/b-ding', body: null }),
  power('P-D4', { kind: 'delegation', role: 'leading-cadre', unit: 'wgx-0371/b-ding', body: null }),
];
interface Where {
  readonly field: string;
  readonly value?: unknown;
  readonly values?: readonly unknown[];
}
const found = (docs: readonly (JsonObject & { readonly key?: string })[]) =>
  ({
    all: (_view: string, { where = [] }: { readonly where?: readonly Where[] }) =>
      Promise.resolve(
        docs
          .filter((doc) => where.every(({ field, value, values = [value] }) => values.includes(doc[field])))
          .map((doc) => ({ ledger: 'organization/wgx-0371', key: doc.key ?? '', doc })),
      ),
    get: (_view: string, _ledger: string, key: string) => {
      const doc = docs.find((one) => one.key === key);
      return Promise.resolve(doc === undefined ? undefined : { key, doc });
    },
    count: () =>
      Promise.resolve({
        'evaluation=stage-2.b-ding,outcome=RAISED': 2,
        'evaluation=stage-2.b-ding,outcome=NONE': 1,
        'evaluation=other,outcome=RAISED': 9,
        'round=stage-2.b-ding/r-1': 540,
      }),
    seen: () => Promise.resolve(7),
  }) as unknown as ContextReads; // what these facts read

const ask = async (fact: string, key: string, docs: readonly (JsonObject & { readonly key?: string })[]) =>
  ({ ...officeFacts, ...evaluationFacts })[fact]?.({ fact, key }, found(docs));

describe('who decides and who is evaluated', () => {
  it('[C5.16] are the members of the bureau’s committee with their terms, not of a branch’s', async () => {
    await expect(ask('organization.committee-members', 'wgx-0371/committee', powers)).resolves.toEqual({
      value: [
        { person: 'P-C1', from: '2014-01-01', to: null },
        { person: 'P-C2', from: '2014-01-01', to: '2014-03-01' },
      ],
      consulted: [{ ledger: 'organization/wgx-0371', size: 7 }],
    });
  });

  it('[C5.11] are the principal and the leading cadres of a unit, not those who act for them', async () => {
    await expect(ask('organization.leading-cadres', 'wgx-0371/b-ding', powers)).resolves.toMatchObject({
      value: [{ person: 'P-D1' }, { person: 'P-D2' }],
    });
    await expect(ask('organization.leading-cadres', 'wgx-0371/wgx-0371', powers)).resolves.toMatchObject({ value: [] });
    await expect(ask('organization.leading-cadres', 'No.Such/b-ding', powers)).resolves.toEqual({
      value: [],
      consulted: [],
    });
  });
});

describe('what is known of evaluations', () => {
  const row = {
    status: 'CONVENED',
    unit: 'b-ding',
    stage: 'stage-2',
    objects: { group: {} },
    finishedOn: '2014-09-12',
    rounds: {
      'r-1': { status: 'CERTIFIED', online: { used: 2, cast: 2 } },
      'r-2': { status: 'OPEN', online: null },
      'r-3': { status: 'OPEN', online: { used: 0, cast: 0 } },
    },
  };
  const rows = [
    { ...row, key: 'stage-2.b-ding', block: 'CONFIRMED' },
    { ...row, key: 'stage-2.b-jia', block: 'NONE' },
    { ...row, key: 'stage-3.b-ding', block: 'PROVISIONAL', status: 'WITHDRAWN' },
  ];

  it('is none of one that was withdrawn, or is not', async () => {
    await expect(ask('evaluation.evaluation', 'wgx-0371/stage-2.b-ding', rows)).resolves.toEqual({
      value: {
        unit: 'b-ding',
        stage: 'stage-2',
        objects: ['group'],
        finishedOn: '2014-09-12',
        openedRounds: ['r-1', 'r-3'],
      },
      consulted: [{ ledger: 'evaluation/wgx-0371', size: 7 }],
    });
    await expect(ask('evaluation.evaluation', 'wgx-0371/stage-3.b-ding', rows)).resolves.toMatchObject({ value: null });
    await expect(ask('evaluation.evaluation', 'No.Such/x', rows)).resolves.toEqual({ value: null, consulted: [] });
  });

  it('[C5.17] are the blocks that stand', async () => {
    await expect(ask('evaluation.open-blocks', 'wgx-0371', rows)).resolves.toMatchObject({ value: ['stage-2.b-ding'] });
  });

  it('[C5.3] are its codes: whether one may be used, as of how many events, and how many were', async () => {
    const code = (hash: string, round: string, evaluation = 'stage-2.b-ding') => ({ key: hash, evaluation, round });
    const codes = [
      code('a', 'r-2'),
      code('b', 'r-1'),
      code('c', 'r-3'),
      code('d', 'r-9'),
      code('e', 'r-2', 'stage-3.b-ding'),
    ];
    const asked = async (hash: string) =>
      (await ask('evaluation.ballot-code', `wgx-0371/${hash}`, [...rows, ...codes]))?.value;
    expect(await asked('a')).toEqual({ evaluation: 'stage-2.b-ding', round: 'r-2', open: true, seen: 7 });
    for (const hash of ['b', 'c', 'd', 'e']) expect(await asked(hash)).toMatchObject({ open: false });
    expect(await asked('f')).toBeNull();
    await expect(ask('evaluation.codes-used', 'wgx-0371/stage-2.b-ding/r-1', [])).resolves.toEqual({
      value: 540,
      consulted: [{ ledger: 'evaluation/wgx-0371', size: 7 }],
    });
    await expect(ask('evaluation.codes-used', 'wgx-0371/stage-2.b-ding/r-2', [])).resolves.toMatchObject({ value: 0 });
  });

  it('[C5.9] are the units over which a supervision group is (policy 21)', async () => {
    const group = power('P-G1', { role: 'supervision-group', unit: 'city-jc', body: 'group-1' });
    await expect(ask('organization.supervised-units', 'wgx-0371', [...powers, group])).resolves.toEqual({
      value: [{ unit: 'city-jc', from: '2014-01-01', to: null }],
      consulted: [{ ledger: 'organization/wgx-0371', size: 7 }],
    });
  });

  it('[C5.10] are its comments by what became of them', async () => {
    await expect(ask('evaluation.triage-sums', 'wgx-0371/stage-2.b-ding', [])).resolves.toMatchObject({
      value: { total: 3, raised: 2, linked: 0, answered: 0 },
    });
  });

  it('[C5.10] is the comment that became an issue, not one that is linked to it', async () => {
    const comments = [
      { key: 'c-1', issue: '2014-0001', outcome: 'LINKED' },
      { key: 'c-2', issue: '2014-0001', outcome: 'RAISED' },
      { key: 'c-3', issue: '2014-0002', outcome: 'LINKED' },
    ];
    const origin = async (code: string) => (await ask('evaluation.issue-origin', `wgx-0371/${code}`, comments))?.value;
    expect(await origin('2014-0001')).toEqual({ comment: 'c-2', seen: 7 });
    expect(await origin('2014-0002')).toEqual({ comment: null, seen: 7 });
  });

  it('[C5.17] are the units of a stage that were evaluated, and that held their meeting', async () => {
    const held = rows.map((one) => ({
      ...one,
      unit: one.key.slice('stage-2.'.length),
      heldOn: one.key === 'stage-2.b-jia' ? '2014-09-28' : null,
    }));
    await expect(ask('evaluation.stage-meetings', 'wgx-0371/stage-2', held)).resolves.toMatchObject({
      value: { convened: ['b-ding', 'b-jia'], held: ['b-jia'], seen: 7 },
    });
  });

  it('[C5.10] is where an issue came from', async () => {
    const issues = [{ key: '2014-0001', code: '2014-0001', source: 'EVALUATION_FEEDBACK' }];
    await expect(ask('issues.issue-source', 'wgx-0371/2014-0001', issues)).resolves.toEqual({
      value: 'EVALUATION_FEEDBACK',
      consulted: [{ ledger: 'issues/wgx-0371', size: 7 }],
    });
    await expect(ask('issues.issue-source', 'wgx-0371/2014-0002', issues)).resolves.toMatchObject({ value: null });
  });
});
