import type { ReactedEvent } from '@taizhang/kernel';
import { findingsBecomeIssuesPolicy } from './findings-become-issues.policy.js';

const raised: ReactedEvent = {
  type: 'rules.CheckFindingRaised',
  ledger: 'rules/wgx-0371',
  stream: 'check/jc-1',
  data: {
    finding: 'f-1',
    check: 'jc-1',
    norm: 'zd-1',
    unit: 'b-jia',
    stage: null,
    obligation: null,
    issue: '2014-wgx-0120',
    wind: 'EXTRAVAGANCE',
    on: '2014-08-25',
  },
  meta: {
    id: 'event-1',
    idx: 7,
    rev: 3,
    time: '2014-08-25T02:00:00.000Z',
    actor: { id: 'acct-1', role: 'supervision-group' },
  },
};

describe('findings become issues 检查发现转为问题', () => {
  it('[C3.15] under the code that they were raised with, in the bureau’s own ledger', async () => {
    await expect(findingsBecomeIssuesPolicy.react(raised, { find: () => Promise.resolve([]) })).resolves.toEqual([
      {
        context: 'issues',
        aggregate: 'issue',
        command: 'RaiseIssueOfFinding',
        bureau: 'wgx-0371',
        id: '2014-wgx-0120',
        input: {
          unit: 'b-jia',
          stage: null,
          check: 'jc-1',
          finding: 'f-1',
          raisedOn: '2014-08-25',
          wind: 'EXTRAVAGANCE',
          manifestation: '制度执行检查发现的问题，详见检查 jc-1 发现 f-1。',
        },
      },
    ]);
  });
});
