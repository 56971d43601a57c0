import { isLedgerId, ledgerId, type FactAnswer, type JsonValue } from '@taizhang/kernel';
import {
  COMMITTEE_MEMBERS_FACT,
  LEADING_CADRES_FACT,
  SUPERVISED_UNITS_FACT,
  type SupervisedUnit,
  type Term,
} from '@taizhang/evaluation-domain';
import { POWER_DIRECTORY, type ContextReads, type DirectoryPower, type FactProvider } from '@taizhang/platform';

/** Roles of the leading group (领导班子): its members, and the principal. */
const LEADING_ROLES: readonly string[] = ['leading-cadre', 'principal'];

/** Terms of those who hold a power of the bureau's register that fits: deciders say which day counts. */
async function termsIn(
  bureau: string,
  reads: ContextReads,
  where: { readonly field: 'unit' | 'role'; readonly value: string },
  fits: (power: DirectoryPower) => boolean,
): Promise<FactAnswer> {
  if (!isLedgerId(`organization/${bureau}`)) return { value: [], consulted: [] };
  const ledger = ledgerId('organization', bureau);
  const size = await reads.seen(POWER_DIRECTORY, ledger);
  const found = await reads.all(POWER_DIRECTORY, { ledgers: [ledger], where: [{ op: 'eq', ...where }] });
  const powers = found.map(({ doc }) => doc as unknown as DirectoryPower); // documents of that view
  const terms = powers
    .filter(fits)
    .flatMap(({ person, spans }) => spans.map(({ from, to }): Term => ({ person, from, to })));
  return { value: terms as unknown as JsonValue, consulted: [{ ledger, size }] }; // terms hold JSON only
}

/** Where supervision groups are, of whatever bureau: a superior's is over the bureau and all its branches. */
async function supervisedUnits(reads: ContextReads): Promise<FactAnswer> {
  const found = await reads.all(POWER_DIRECTORY, {
    ledgers: 'all',
    where: [{ op: 'eq', field: 'role', value: 'supervision-group' }],
  });
  const ledgers = [...new Set(found.map(({ ledger }) => ledger))];
  const consulted = await Promise.all(
    ledgers.map(async (ledger) => ({ ledger, size: await reads.seen(POWER_DIRECTORY, ledger) })),
  );
  const units = found
    .map(({ doc }) => doc as unknown as DirectoryPower) // documents of that view
    .flatMap(({ unit, spans }) => spans.map(({ from, to }): SupervisedUnit => ({ unit, from, to })));
  return { value: units as unknown as JsonValue, consulted }; // units hold JSON only
}

/** Facts about those who are evaluated and those who decide, from this context's power directory. */
export const officeFacts: Readonly<Record<string, FactProvider>> = {
  // A body of a branch is not the bureau's committee, whatever its kind [C5.16].
  [COMMITTEE_MEMBERS_FACT]: ({ key }, reads) => {
    const [bureau = '', body = ''] = key.split('/', 2);
    return termsIn(
      bureau,
      reads,
      { field: 'role', value: 'committee-member' },
      (power) => power.body === body && power.unit === bureau,
    );
  },
  [SUPERVISED_UNITS_FACT]: (_query, reads) => supervisedUnits(reads),
  [LEADING_CADRES_FACT]: ({ key }, reads) => {
    const [bureau = '', code = ''] = key.split('/', 2);
    const unit = bureau === code ? bureau : key;
    return termsIn(
      bureau,
      reads,
      { field: 'unit', value: unit },
      ({ kind, role }) => kind !== 'delegation' && LEADING_ROLES.includes(role),
    );
  },
};
