import type { FactAnswer, JsonValue } from '@taizhang/kernel';
import {
  COMMITTEE_MEMBERS_FACT,
  LEADING_CADRES_FACT,
  SUPERVISED_UNITS_FACT,
  type SupervisedUnit,
  type Term,
} from '@taizhang/evaluation-domain';
import {
  ledgerFact,
  POWER_DIRECTORY,
  type ContextReads,
  type DirectoryPower,
  type FactProvider,
  type LedgerAsked,
} from '@taizhang/platform';

/** Roles of the leading group (领导班子): its members, and the principal. */
const LEADING_ROLES: readonly string[] = ['leading-cadre', 'principal'];

/** Terms of those who hold a power of the bureau's register that fits: deciders say which day counts. */
const termsIn = (
  where: (asked: LedgerAsked) => { readonly field: 'unit' | 'role'; readonly value: string },
  fits: (power: DirectoryPower, asked: LedgerAsked) => boolean,
): FactProvider =>
  ledgerFact(
    'organization',
    POWER_DIRECTORY,
    async (asked, reads) => {
      const found = await reads.all(POWER_DIRECTORY, {
        ledgers: [asked.ledger],
        where: [{ op: 'eq', ...where(asked) }],
      });
      const powers = found.map(({ doc }) => doc as unknown as DirectoryPower); // documents of that view
      const terms = powers
        .filter((power) => fits(power, asked))
        .flatMap(({ person, spans }) => spans.map(({ from, to }): Term => ({ person, from, to })));
      return terms as unknown as JsonValue; // terms hold JSON only
    },
    [],
  );

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
  [COMMITTEE_MEMBERS_FACT]: termsIn(
    () => ({ field: 'role', value: 'committee-member' }),
    (power, { bureau, rest: [body] }) => power.body === body && power.unit === bureau,
  ),
  [SUPERVISED_UNITS_FACT]: (_query, reads) => supervisedUnits(reads),
  [LEADING_CADRES_FACT]: termsIn(
    ({ bureau, rest: [code] }) => ({
      field: 'unit',
      value: code === bureau || code === '' ? bureau : `${bureau}/${code}`,
    }),
    ({ kind, role }) => kind !== 'delegation' && LEADING_ROLES.includes(role),
  ),
};
