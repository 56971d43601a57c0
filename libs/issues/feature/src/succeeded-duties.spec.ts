import type { FoundDocument, JsonObject, LedgerId, PolicyReads, ReactedEvent } from '@taizhang/kernel';
import { succeededDutiesPolicy } from './succeeded-duties.policy.js';

type Views = Readonly<Record<string, readonly FoundDocument[]>>;

/** Views with fixed documents; a filter matches equal fields, and members of lists. */
function views(content: Views): PolicyReads {
  const holds = (held: unknown, value: unknown) => (Array.isArray(held) ? held.includes(value) : held === value);
  return {
    find: (view, where) =>
      Promise.resolve(
        (content[view] ?? []).filter(({ doc }) =>
          Object.entries(where).every(([field, value]) => holds(doc[field], value)),
        ),
      ),
  };
}

const within = (ledger: LedgerId, ...docs: readonly JsonObject[]): readonly FoundDocument[] =>
  docs.map((doc) => ({ ledger, doc }));
const unit = (code: string, principal: string | null, more: JsonObject = {}): JsonObject => ({
  unit: code,
  principal,
  principalFrom: '2014-07-01',
  endedOn: null,
  successors: [],
  ...more,
});
const ended = (code: string, ...successors: readonly string[]) =>
  unit(code, 'P-1', { endedOn: '2014-07-10', successors: [...successors] });
const issue = (code: string, more: JsonObject = {}): JsonObject => ({
  code,
  difficult: true,
  lead: 'b-jia',
  leader: 'P-1',
  status: 'IN_RECTIFICATION',
  ...more,
});
const event = (name: string, code: string): ReactedEvent => ({
  type: `organization.${name}`,
  stream: `unit/${code}`,
  ledger: 'organization/wgx-0371',
  data: { unit: code },
  meta: {
    id: 'event-1',
    idx: 7,
    rev: 3,
    time: '2014-07-20T02:00:00.000Z',
    actor: { id: 'acct-1', role: 'committee-secretary' },
  },
});
const given = (id: string, from: string, to: string, lead = 'b-jia', on = '2014-07-10') => ({
  context: 'issues',
  aggregate: 'issue',
  command: 'TransferDuty',
  bureau: 'wgx-0371',
  id,
  input: { duty: 'LEADER', unit: lead, from, to, on },
});
const scene = (units: readonly JsonObject[], issues: readonly JsonObject[]): PolicyReads =>
  views({
    'unit-directory': within('organization/wgx-0371', ...units),
    'rectification-ledger': within('issues/wgx-0371', ...issues),
  });
const units = [ended('b-jia', 'wgx-0371/b-mid'), ended('b-mid', 'wgx-0371/b-new'), unit('b-new', 'P-5')];

describe('difficult duties of a unit that ended [C6.7] [C6.9]', () => {
  it('go to the principal of the one that took it over, also through another', async () => {
    const issues = [issue('i-1'), issue('i-2', { status: 'CLOSED' }), issue('i-3', { difficult: false })];
    await expect(succeededDutiesPolicy.react(event('UnitEnded', 'b-jia'), scene(units, issues))).resolves.toEqual([
      given('i-1', 'P-1', 'P-5'),
    ]);
    const led = [...issues, issue('i-4', { lead: 'b-mid' })];
    await expect(succeededDutiesPolicy.react(event('UnitEnded', 'b-mid'), scene(units, led))).resolves.toEqual([
      given('i-4', 'P-1', 'P-5', 'b-mid'),
      given('i-1', 'P-1', 'P-5'),
    ]);
  });

  it('stay with that office when its holder changes; the unit’s own are another policy’s', async () => {
    const issues = [issue('i-1', { leader: 'P-4' }), issue('i-2', { lead: 'b-new', leader: 'P-4' })];
    const since = [...units.slice(0, 2), unit('b-new', 'P-5', { principalFrom: '2014-07-15' })];
    await expect(
      succeededDutiesPolicy.react(event('PrincipalChanged', 'b-new'), scene(since, issues)),
    ).resolves.toEqual([given('i-1', 'P-4', 'P-5', 'b-jia', '2014-07-15')]);
  });

  it('go back when the end is withdrawn', async () => {
    const standing = [unit('b-jia', 'P-1'), unit('b-new', 'P-5')];
    const issues = [issue('i-1', { leader: 'P-5' })];
    await expect(
      succeededDutiesPolicy.react(event('UnitEndWithdrawn', 'b-jia'), scene(standing, issues)),
    ).resolves.toEqual([given('i-1', 'P-5', 'P-1', 'b-jia', '2014-07-01')]);
  });

  it.each<[string, readonly JsonObject[]]>([
    ['several', [ended('b-jia', 'wgx-0371/b-new', 'wgx-0371/b-yi'), unit('b-new', 'P-5'), unit('b-yi', 'P-6')]],
    ['nobody', [ended('b-jia')]],
    ['one without a principal', [ended('b-jia', 'wgx-0371/b-new'), unit('b-new', null)]],
    ['each other', [ended('b-jia', 'wgx-0371/b-yi'), ended('b-yi', 'wgx-0371/b-jia')]],
    ['one that nobody registered', [ended('b-jia', 'wgx-0371/b-lost')]],
  ])('stay where they are when it is followed by %s', async (_whom, directory) => {
    await expect(
      succeededDutiesPolicy.react(event('UnitEnded', 'b-jia'), scene(directory, [issue('i-1')])),
    ).resolves.toEqual([]);
  });

  it('of another bureau’s branch of the same code are left alone', async () => {
    const reads = views({
      'unit-directory': within('organization/wgx-0371', ...units),
      'rectification-ledger': within('issues/another', issue('i-1')),
    });
    await expect(succeededDutiesPolicy.react(event('UnitEnded', 'b-jia'), reads)).resolves.toEqual([]);
    await expect(succeededDutiesPolicy.react(event('UnitEnded', 'b-unheard'), reads)).resolves.toEqual([]);
  });
});
