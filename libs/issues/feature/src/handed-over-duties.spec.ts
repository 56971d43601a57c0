import type { ReactedEvent } from '@taizhang/kernel';
import { handedOverDutiesPolicy } from './handed-over-duties.policy.js';

const handedOver: ReactedEvent = {
  type: 'organization.DutiesHandedOver',
  ledger: 'organization/wgx-0371',
  stream: 'person/wgx-0371.P-1',
  data: { person: 'wgx-0371.P-1', to: 'wgx-0371.P-2', on: '2014-07-20' },
  meta: {
    id: 'event-1',
    idx: 7,
    rev: 3,
    time: '2014-07-20T02:00:00.000Z',
    actor: { id: 'acct-1', role: 'security-admin' },
  },
};

describe('duties follow a handover 职责移交', () => {
  it('[C6.7] asks for what the leaver has open, and no other issue, and moves each', async () => {
    const asked: unknown[] = [];
    const commands = await handedOverDutiesPolicy.react(handedOver, {
      find: (view, where) => {
        asked.push([view, where]);
        return Promise.resolve([
          { ledger: 'issues/wgx-0371', doc: { code: '2014-0001' } },
          { ledger: 'issues/city-jc', doc: { code: '2014-0002' } },
        ]);
      },
    });
    expect(asked).toEqual([['rectification-ledger', { dutyHolders: 'wgx-0371.P-1' }]]);
    const take = { context: 'issues', aggregate: 'issue', command: 'TakeOverDuties' };
    const input = { from: 'wgx-0371.P-1', to: 'wgx-0371.P-2', on: '2014-07-20' };
    expect(commands).toEqual([
      { ...take, bureau: 'wgx-0371', id: '2014-0001', input },
      { ...take, bureau: 'city-jc', id: '2014-0002', input },
    ]);
  });
});
