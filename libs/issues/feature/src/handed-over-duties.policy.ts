import { bureauOf, policy, type PolicyCommand } from '@taizhang/kernel';
import { personEvents } from '@taizhang/contracts';

const { DutiesHandedOver } = personEvents.definitions;

/** When a person hands over (职责移交), the open duties in every issue move to the successor, one by one [C6.7]. */
export const handedOverDutiesPolicy = policy({
  name: 'duties-follow-handover',
  context: 'issues',
  clauses: ['C6.7'],
  on: { [DutiesHandedOver.type]: { version: DutiesHandedOver.version } },
  react: async ({ data }, reads) => {
    const { person, to, on } = data;
    const held = await reads.find('rectification-ledger', { dutyHolders: String(person) });
    return held.map(({ ledger, doc }): PolicyCommand => ({
      context: 'issues',
      aggregate: 'issue',
      command: 'TakeOverDuties',
      bureau: bureauOf(ledger),
      id: String(doc['code']),
      input: { from: String(person), to: String(to), on: String(on) },
    }));
  },
});
