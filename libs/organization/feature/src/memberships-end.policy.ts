import { bureauOf, policy } from '@taizhang/kernel';
import { personEvents } from '@taizhang/contracts';
import { POWER_DIRECTORY } from '@taizhang/platform';

const { PersonLeft } = personEvents.definitions;

/** When a person leaves (离任), the memberships of all bodies end, one by one. */
export const membershipsEndPolicy = policy({
  name: 'memberships-end-with-leaving',
  context: 'organization',
  clauses: [],
  on: { [PersonLeft.type]: { version: PersonLeft.version } },
  react: async ({ data }, reads) => {
    const { person, on } = data;
    const held = await reads.find(POWER_DIRECTORY, { person: String(person), kind: 'member' });
    const places = held.flatMap(({ ledger, doc }) => {
      const spans = doc['spans'] as readonly { readonly to: string | null }[]; // as the directory writes them
      const last = spans.at(-1)?.to;
      const open = last === null || (last !== undefined && last > String(on));
      return open ? [`${bureauOf(ledger)} ${String(doc['body'])}`] : [];
    });
    // A secretary has two powers by one membership.
    return [...new Set(places)].map((place) => {
      const [bureau = '', id = ''] = place.split(' ');
      return {
        context: 'organization',
        aggregate: 'body',
        command: 'LeaveBody',
        bureau,
        id,
        input: { person: String(person), on: String(on), reason: '离任' },
      };
    });
  },
});
