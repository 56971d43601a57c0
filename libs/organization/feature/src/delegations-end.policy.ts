import { bureauOf, policy, type PolicyCommand } from '@taizhang/kernel';
import { personEvents } from '@taizhang/contracts';
import { POWER_DIRECTORY } from '@taizhang/platform';

const { PersonLeft } = personEvents.definitions;

/** When a person leaves (离任), what others delegated to that person ends: one command per delegator, in the delegator's stream. */
export const delegationsEndPolicy = policy({
  name: 'delegations-end-with-leaving',
  context: 'organization',
  clauses: [],
  on: { [PersonLeft.type]: { version: PersonLeft.version } },
  react: async ({ data }, reads): Promise<readonly PolicyCommand[]> => {
    const to = String(data['person']);
    const on = String(data['on']);
    const held = await reads.find(POWER_DIRECTORY, { person: to, kind: 'delegation' });
    const open = held.filter(({ doc }) => {
      const spans = doc['spans'] as readonly { readonly to: string }[]; // as the directory writes them
      return spans.some((span) => span.to > on);
    });
    const delegators = new Map(open.map(({ ledger, doc }) => [String(doc['delegator']), bureauOf(ledger)]));
    return [...delegators].map(([id, bureau]) => ({
      context: 'organization',
      aggregate: 'person',
      command: 'EndDelegationsTo',
      bureau,
      id,
      input: { to, on, reason: '离任' },
    }));
  },
});
