import { bureauOf, policy, type FoundDocument, type PolicyCommand } from '@taizhang/kernel';
import { unitEvents } from '@taizhang/contracts';
import { POWER_DIRECTORY, unitReferenceOf, type DirectoryPower } from '@taizhang/platform';
import { bodiesView } from './bodies.view.js';
import { unitsView } from './units.view.js';

const { UnitEnded } = unitEvents.definitions;

const reason = '单位撤并';

/**
 * When a unit ends (撤并), whatever was held at it ends: roles and delegations by one command per person whose stream they stand
 * in, its bodies by one each. The principal's office ended with the unit itself. An end that was withdrawn meanwhile ends nothing.
 */
export const postsEndPolicy = policy({
  name: 'posts-end-with-unit',
  context: 'organization',
  clauses: ['C6.7'],
  on: { [UnitEnded.type]: { version: UnitEnded.version } },
  react: async ({ data, ledger }, reads): Promise<readonly PolicyCommand[]> => {
    const on = String(data['on']);
    const code = String(data['unit']);
    const unit = unitReferenceOf(ledger, code);
    const ended = await reads.find(unitsView.name, { unit: code, endedOn: on });
    if (!ended.some((found) => found.ledger === ledger)) return [];
    const held = await reads.find(POWER_DIRECTORY, { unit });
    const posts = new Map(held.flatMap((found) => holderOf(found, on)));
    const bodies = await reads.find(bodiesView.name, { unit: code });
    const standing = bodies.filter(
      ({ ledger: of, doc }) => of === ledger && doc['withdrawn'] !== true && doc['dissolvedOn'] === null,
    );
    return [
      ...[...posts].map(([id, bureau]): PolicyCommand => ({
        ...{ context: 'organization', aggregate: 'person', command: 'EndPostsAt', bureau, id },
        input: { unit, on, reason },
      })),
      ...standing.map(({ doc }): PolicyCommand => ({
        ...{ context: 'organization', aggregate: 'body', command: 'DissolveBody', bureau: bureauOf(ledger) },
        id: String(doc['id']),
        // One that was formed after that day never was in office.
        input: { on: laterOf(on, String(doc['from'])), reason },
      })),
    ];
  },
});

/** The person in whose stream a grant or a delegation stands that is open on a day, and the bureau of that stream. */
function holderOf({ ledger, doc }: FoundDocument, on: string): readonly (readonly [string, string])[] {
  const { kind, person, delegator, spans } = doc as unknown as DirectoryPower; // a document of the power directory
  if (kind !== 'grant' && kind !== 'delegation') return [];
  const open = spans.some(({ from, to }) => to === null || (to > on && to > from));
  return open ? [[delegator ?? person, bureauOf(ledger)]] : [];
}

function laterOf(a: string, b: string): string {
  return a < b ? b : a;
}
