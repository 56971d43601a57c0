import { OFFICE_ROLES, role, type JsonValue } from '@taizhang/kernel';
import { NORM_AREA_TABLE, NORM_AREAS } from '@taizhang/contracts';
import { POLICY_FACT, policyFacts, queryRoute, UNIT_DIRECTORY, type ContextReads } from '@taizhang/platform';
import type { CheckRow } from './checks.view.js';
import type { NormRow } from './norms.view.js';
import { answer, checksOf, isInForce, normsOf, registerParams } from './register-queries.js';

const policies = policyFacts(UNIT_DIRECTORY);

/** How many areas the bureau's policy counts (policy 40); `null` where none is adopted. */
async function expectedAreas(bureau: string, on: string, reads: ContextReads): Promise<JsonValue> {
  const found = await policies[POLICY_FACT]?.({ fact: POLICY_FACT, key: `${bureau}/catalogue.counts`, on }, reads);
  const { value } = (found?.value ?? {}) as { readonly value?: { readonly areas: number } }; // as that fact is answered
  return value?.areas ?? null;
}

/** A norm of an area: who answers for it, since when it is in force, how often it was checked [C3.11]. */
function covering({ norm, document, unit, owner, key, from, to }: NormRow, checks: readonly CheckRow[]) {
  const own = checks.filter((check) => check.norm === norm);
  const performed = own.flatMap(({ performedOn }) => performedOn ?? []).sort();
  return {
    norm,
    document,
    unit,
    owner,
    key,
    from,
    to,
    planned: own.filter(({ status }) => status === 'PLANNED').length,
    performed: performed.length,
    lastCheckedOn: performed.at(-1) ?? null,
  };
}

/** Whether the bureau has norms of its own in force in each of the eight areas (8个方面): 8 of 8, or the gaps by name [C3.11.i]. */
export const areaCoverageQuery = queryRoute({
  name: 'area-coverage',
  clauses: ['C3.11', 'C3.11.i'],
  title: { zh: '八个方面制度覆盖情况', en: 'Coverage of the eight areas' },
  params: registerParams,
  allow: role(...OFFICE_ROLES).at('unit-or-superior'),
  handle: async ({ bureau, on }, reads) => {
    const norms = await normsOf(bureau, reads, { op: 'eq', field: 'origin', value: 'OWN' });
    const checks = await checksOf(bureau, reads);
    const inForce = norms.filter((norm) => isInForce(norm, on));
    const areas = NORM_AREAS.map((area) => {
      const own = inForce.filter((norm) => norm.area === area);
      const { zh, en } = NORM_AREA_TABLE.rows[area];
      return { area, zh, en, norms: own.map((norm) => covering(norm, checks)) };
    });
    const gaps = areas.filter((area) => area.norms.length === 0);
    return answer({
      expected: await expectedAreas(bureau, on ?? LATEST, reads),
      covered: areas.length - gaps.length,
      gaps: gaps.map(({ area, zh, en }) => ({ area, zh, en })),
      areas,
    });
  },
});

/** After every date: the policy that was adopted last. */
const LATEST = '9999-12-31';
