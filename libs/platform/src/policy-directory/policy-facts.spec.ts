import { policyEvents } from '@taizhang/contracts';
import type { JsonObject, JsonValue, LedgerId } from '@taizhang/kernel';
import type { ContextReads } from '../context/context-feature.js';
import { editionInForce, type PolicyEdition } from './policy-directory.view.js';
import { POLICY_FACT, policyFacts } from './policy-facts.js';

const edition = (number: number, from: string, values: PolicyEdition['values']): PolicyEdition => ({
  event: `e-${String(number)}`,
  policy: `p-${String(number)}`,
  edition: number,
  from,
  values,
});
const units: Readonly<Record<string, string | null>> = { top: null, city: 'top', bureau: 'city' };

/** Views that hold the units, and what these adopted. */
function readsOf(policies: Readonly<Record<string, readonly PolicyEdition[]>>): ContextReads {
  const get = (view: string, ledger: LedgerId, key: string) => {
    const parent = units[key];
    const doc: JsonValue | undefined =
      view === 'units'
        ? parent === undefined
          ? undefined
          : { unit: key, parent, parents: [{ parent, from: '2000-01-01' }] }
        : policies[key] && ({ unit: key, editions: policies[key] } as unknown as JsonObject); // holds JSON only
    return Promise.resolve(doc === undefined ? undefined : { ledger, key, idx: 0, doc });
  };
  return { get, seen: () => Promise.resolve(7) } as unknown as ContextReads; // the reads that the fact makes
}

const ask = async (policies: Parameters<typeof readsOf>[0], key: string, on = '2014-09-24') => {
  const provider = policyFacts('units')[POLICY_FACT];
  return provider === undefined ? undefined : provider({ fact: POLICY_FACT, key, on }, readsOf(policies));
};

describe('a policy parameter 政策参数', () => {
  const threshold = (n: number) => ({ 'criticism.threshold': { n, d: 100 } });

  it('is that of the nearest unit that settled it', async () => {
    const policies = {
      top: [edition(1, '2014-01-01', threshold(80))],
      city: [edition(1, '2014-01-01', threshold(85))],
    };
    expect((await ask(policies, 'bureau/criticism.threshold'))?.value).toEqual({
      value: { n: 85, d: 100 },
      unit: 'city',
      policy: 'p-1',
      edition: 1,
    });
    const other = { ...policies, city: [edition(1, '2014-01-01', { 'committee.type': 'PARTY_GROUP' as const })] };
    expect((await ask(other, 'bureau/criticism.threshold'))?.value).toMatchObject({ unit: 'top' });
  });

  it('says what was consulted, also of units that settled nothing', async () => {
    const found = await ask({ top: [edition(1, '2014-01-01', threshold(80))] }, 'bureau/criticism.threshold');
    expect(found?.consulted).toEqual(
      ['bureau', 'city', 'top'].map((unit) => ({ ledger: `organization/${unit}`, size: 7 })),
    );
  });

  it('is nothing where nobody adopted any, of an unknown parameter, and before its day', async () => {
    expect((await ask({}, 'bureau/criticism.threshold'))?.value).toBeNull();
    expect((await ask({ top: [edition(1, '2014-01-01', threshold(80))] }, 'bureau/constructor'))?.value).toBeNull();
    expect(
      (await ask({ top: [edition(1, '2014-10-01', threshold(80))] }, 'bureau/criticism.threshold'))?.value,
    ).toBeNull();
  });

  it('is the one in force on the business date: what comes later changes no earlier decision', () => {
    const policy = {
      unit: 'top',
      editions: [edition(1, '2014-01-01', threshold(80)), edition(2, '2014-09-01', threshold(85))],
    };
    const on = (day: string) => editionInForce(policy, 'criticism.threshold', day)?.edition;
    expect([on('2013-12-31'), on('2014-08-31'), on('2014-09-01')]).toEqual([undefined, 1, 2]);
  });

  it('knows every event of the policy', () => {
    expect(Object.keys(policyEvents.definitions)).toEqual(['PolicyAdopted', 'PolicyAdoptionWithdrawn']);
  });
});
