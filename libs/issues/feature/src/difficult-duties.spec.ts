import type { FoundDocument, JsonObject, LedgerId, PolicyReads, ReactedEvent } from '@taizhang/kernel';
import { difficultDutiesPolicy } from './difficult-duties.policy.js';

/** Views with fixed documents, each in its ledger; a filter matches equal fields. */
function views(content: Readonly<Record<string, readonly FoundDocument[]>>): PolicyReads {
  return {
    find: (view, where) =>
      Promise.resolve(
        (content[view] ?? []).filter(({ doc }) =>
          Object.entries(where).every(([field, value]) => doc[field] === value),
        ),
      ),
  };
}

const inLedger = (ledger: LedgerId, ...docs: readonly JsonObject[]): readonly FoundDocument[] =>
  docs.map((doc) => ({ ledger, doc }));

function reacted(
  type: string,
  stream: ReactedEvent['stream'],
  ledger: ReactedEvent['ledger'],
  data: JsonObject,
): ReactedEvent {
  const actor = { id: 'acct-1', role: 'committee-secretary' };
  return {
    type,
    stream,
    ledger,
    data,
    meta: { id: 'event-1', idx: 7, rev: 3, time: '2014-07-20T02:00:00.000Z', actor },
  };
}

const changed = reacted('organization.PrincipalChanged', 'unit/b-jia', 'organization/wgx-0371', {
  unit: 'b-jia',
  person: 'P-2',
  previous: 'P-1',
  from: '2014-07-20',
  acting: false,
});
const flagged = reacted('issues.DifficultyFlagged', 'issue/2014-0001', 'issues/wgx-0371', {
  unit: 'b-jia',
  leader: 'P-1',
  previousLeader: 'P-3',
});
const row = { code: '2014-0001', difficult: true, lead: 'b-jia', leader: 'P-1', status: 'IN_RECTIFICATION' };
const transfer = {
  context: 'issues',
  aggregate: 'issue',
  command: 'TransferDuty',
  bureau: 'wgx-0371',
  id: '2014-0001',
  input: { duty: 'LEADER', unit: 'b-jia', from: 'P-1', to: 'P-2', on: '2014-07-20' },
};

describe('difficult duties follow the principal [C6.7] [C6.9]', () => {
  it('moves each open difficult issue that the former principal leads', async () => {
    const others = [
      { ...row, code: '2014-0002', status: 'CLOSED' },
      { ...row, code: '2014-0003', difficult: false },
      { ...row, code: '2014-0004', leader: 'P-9' },
      { ...row, code: '2014-0005', lead: 'b-yi' },
    ];
    await expect(
      difficultDutiesPolicy.react(
        changed,
        views({ 'rectification-ledger': inLedger('issues/wgx-0371', row, ...others) }),
      ),
    ).resolves.toEqual([transfer]);
  });

  it('gives the lead back when the change is withdrawn, and to whoever is appointed after a wrong appointment', async () => {
    const led = (principal: string) =>
      views({
        'rectification-ledger': inLedger('issues/wgx-0371', { ...row, leader: 'P-2' }),
        'unit-directory': inLedger('organization/wgx-0371', { unit: 'b-jia', principal, principalFrom: '2014-07-20' }),
      });
    const unchanged = { ...changed, type: 'organization.PrincipalChangeWithdrawn' };
    await expect(difficultDutiesPolicy.react(unchanged, led('P-1'))).resolves.toEqual([
      { ...transfer, input: { ...transfer.input, from: 'P-2', to: 'P-1' } },
    ]);
    const appointed = (person: string) =>
      reacted('organization.PrincipalAppointed', 'unit/b-jia', 'organization/wgx-0371', {
        unit: 'b-jia',
        person,
        from: '2014-07-20',
      });
    await expect(difficultDutiesPolicy.react(appointed('P-5'), led('P-5'))).resolves.toEqual([
      { ...transfer, input: { ...transfer.input, from: 'P-2', to: 'P-5' } },
    ]);
    await expect(difficultDutiesPolicy.react(appointed('P-2'), led('P-2'))).resolves.toEqual([]);
    // reacted to late, when another was principal already
    await expect(difficultDutiesPolicy.react(appointed('P-5'), led('P-2'))).resolves.toEqual([]);
  });

  it('leaves another bureau’s branch of the same code alone', async () => {
    await expect(
      difficultDutiesPolicy.react(changed, views({ 'rectification-ledger': inLedger('issues/another', row) })),
    ).resolves.toEqual([]);
  });

  it('moves what a bureau leads in the ledger of one above it, there', async () => {
    const ofBureau = reacted('organization.PrincipalChanged', 'unit/wgx-0371', 'organization/wgx-0371', {
      ...changed.data,
      unit: 'wgx-0371',
    });
    const led = { ...row, lead: 'wgx-0371' };
    const found = [...inLedger('issues/city-jc', led), ...inLedger('issues/wgx-0371', led)];
    const input = { ...transfer.input, unit: 'wgx-0371' };
    await expect(difficultDutiesPolicy.react(ofBureau, views({ 'rectification-ledger': found }))).resolves.toEqual([
      { ...transfer, input, bureau: 'city-jc' },
      { ...transfer, input },
    ]);
  });

  it('asks who is principal of a bureau in that bureau’s own ledger', async () => {
    const above = reacted('issues.DifficultyFlagged', 'issue/2014-0001', 'issues/city-jc', {
      ...flagged.data,
      unit: 'wgx-0371',
    });
    const directory = inLedger('organization/wgx-0371', {
      unit: 'wgx-0371',
      principal: 'P-2',
      principalFrom: '2014-07-20',
    });
    await expect(difficultDutiesPolicy.react(above, views({ 'unit-directory': directory }))).resolves.toEqual([
      { ...transfer, bureau: 'city-jc', input: { ...transfer.input, unit: 'wgx-0371' } },
    ]);
  });

  it('catches an issue flagged while the principal was changing', async () => {
    const present = { unit: 'b-jia', principal: 'P-2', principalFrom: '2014-07-20' };
    const directory = [
      ...inLedger('organization/another', { ...present, principal: 'P-7' }), // has a branch of the same code
      ...inLedger('organization/wgx-0371', present),
    ];
    await expect(difficultDutiesPolicy.react(flagged, views({ 'unit-directory': directory }))).resolves.toEqual([
      transfer,
    ]);
  });

  it('does nothing where the leader is the principal', async () => {
    const directory = inLedger('organization/wgx-0371', {
      unit: 'b-jia',
      principal: 'P-1',
      principalFrom: '2014-01-01',
    });
    await expect(difficultDutiesPolicy.react(flagged, views({ 'unit-directory': directory }))).resolves.toEqual([]);
  });
});
