import { bureauOf, policy, type PolicyCommand } from '@taizhang/kernel';
import { checkEvents } from '@taizhang/contracts';

const { CheckFindingRaised } = checkEvents.definitions;

/** What a check of a norm finds becomes an issue by itself (检查发现转为问题), under the code that it was raised with [C3.15]. */
export const findingsBecomeIssuesPolicy = policy({
  name: 'findings-become-issues',
  context: 'issues',
  clauses: ['C3.15', 'C3.16'],
  on: { [CheckFindingRaised.type]: { version: CheckFindingRaised.version } },
  react: ({ ledger, data }) => {
    const { issue, check, finding, unit, stage = null, wind, on } = data;
    const raise: PolicyCommand = {
      context: 'issues',
      aggregate: 'issue',
      command: 'RaiseIssueOfFinding',
      bureau: bureauOf(ledger),
      id: String(issue),
      input: {
        unit: String(unit),
        stage,
        check: String(check),
        finding: String(finding),
        raisedOn: String(on),
        wind: String(wind),
        manifestation: `制度执行检查发现的问题，详见检查 ${String(check)} 发现 ${String(finding)}。`,
      },
    };
    return Promise.resolve([raise]);
  },
});
