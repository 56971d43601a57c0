import { ledgerId } from '@taizhang/kernel';
import {
  endedBy,
  POWER_DIRECTORY,
  UNIT_DIRECTORY,
  type ContextReads,
  type DirectoryPower,
  type DirectoryStage,
} from '@taizhang/platform';

/** One who owes a self-check: a leading group, or a leading cadre of it, since he is. */
export interface DueSelfCheck {
  readonly unit: string;
  readonly person: string | null;
  readonly since: string;
}

/** Roles of the leading group (领导班子): its members, and the principal. */
const LEADING_ROLES: readonly string[] = ['leading-cadre', 'principal'];

/** Codes of a bureau's units that ended (撤并) by a day: they have no leading group any more. */
async function endedUnits(on: string, bureau: string, reads: ContextReads): Promise<readonly string[]> {
  const found = await reads.all(UNIT_DIRECTORY, { ledgers: [ledgerId('organization', bureau)] });
  return found.flatMap(({ key, doc }) => (endedBy(doc, on) ? [key] : []));
}

/** Leading groups of the units of a stage that stand on a day, and their leading cadres then, each once [C1.1.l]. */
export async function selfCheckDues(
  bureau: string,
  { units, from }: Pick<DirectoryStage, 'units' | 'from'>,
  on: string,
  reads: ContextReads,
): Promise<readonly DueSelfCheck[]> {
  const found = await reads.all(POWER_DIRECTORY, {
    ledgers: [ledgerId('organization', bureau)],
    where: [{ op: 'in', field: 'role', values: [...LEADING_ROLES] }],
  });
  const powers = found.map(({ doc }) => doc as unknown as DirectoryPower); // documents of that view
  const ended = await endedUnits(on, bureau, reads);
  const standing = units.filter((unit) => !ended.includes(unit));
  return standing.flatMap((unit) => {
    const key = unit === bureau ? bureau : `${bureau}/${unit}`;
    const held = powers.filter((power) => power.unit === key).flatMap((power) => heldSince(power, on));
    const persons = [...new Set(held.map(({ person }) => person))].sort();
    const since = (of: string) => held.filter(({ person }) => person === of).map((power) => power.since);
    return [
      { unit, person: null, since: from },
      ...persons.map((person) => ({ unit, person, since: since(person).sort()[0] ?? from })),
    ];
  });
}

/** Since when somebody holds a power that he holds on a day: what is delegated makes nobody a leading cadre. */
function heldSince({ kind, person, spans }: DirectoryPower, on: string) {
  const span = spans.find(({ from, to }) => from <= on && (to === null || on < to));
  return kind === 'delegation' || span === undefined ? [] : [{ person, since: span.from }];
}
