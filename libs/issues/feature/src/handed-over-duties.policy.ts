import { bureauOf, policy, type JsonObject, type PolicyCommand } from '@taizhang/kernel';
import { ISSUE_STATUSES, personEvents } from '@taizhang/contracts';

const { DutiesHandedOver } = personEvents.definitions;

/** @returns whether a row of the rectification ledger has an open duty of a person */
function hasDutyOf({ leader, difficult, owner, measures }: JsonObject, person: string): boolean {
  const all = Object.values((measures ?? {}) as Readonly<Record<string, { owner: string | null; done: boolean }>>); // as the view writes them
  return (
    (leader === person && difficult !== true) ||
    owner === person ||
    all.some((measure) => measure.owner === person && !measure.done)
  );
}

/** When a person hands over (职责移交), the open duties in every issue move to the successor, one by one [C6.7]. */
export const handedOverDutiesPolicy = policy({
  name: 'duties-follow-handover',
  context: 'issues',
  clauses: ['C6.7'],
  on: { [DutiesHandedOver.type]: { version: DutiesHandedOver.version } },
  react: async ({ data }, reads) => {
    const { person, to, on } = data;
    const commands: PolicyCommand[] = [];
    for (const status of ISSUE_STATUSES.filter((each) => each !== 'CLOSED' && each !== 'WITHDRAWN')) {
      for (const { ledger, doc } of await reads.find('rectification-ledger', { status })) {
        if (!hasDutyOf(doc, String(person))) continue;
        commands.push({
          context: 'issues',
          aggregate: 'issue',
          command: 'TakeOverDuties',
          bureau: bureauOf(ledger),
          id: String(doc['code']),
          input: { from: String(person), to: String(to), on: String(on) },
        });
      }
    }
    return commands;
  },
});
