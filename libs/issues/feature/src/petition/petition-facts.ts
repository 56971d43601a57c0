import { bureauOf, type JsonValue } from '@taizhang/kernel';
import { MATTER_FACT, type KnownPetition } from '@taizhang/issues-domain';
import type { FactProvider } from '@taizhang/platform';
import type { PetitionRow } from './petitions.document.js';
import { accusationsView, petitionsView } from './petitions.view.js';

/** Petitions on a matter, in whatever bureau's ledger, from this context's own registers. */
export const petitionFacts: Readonly<Record<string, FactProvider>> = {
  [MATTER_FACT]: async ({ key }, reads) => {
    const where = [{ op: 'eq', field: 'matter', value: key }] as const;
    const found = [];
    for (const { name } of [petitionsView, accusationsView])
      for (const { ledger, doc } of await reads.all(name, { ledgers: 'all', where })) found.push({ name, ledger, doc });
    const known = found.map(({ ledger, doc }): KnownPetition => {
      const { petition, type, status, dueOn, requestBy } = doc as unknown as PetitionRow; // a document of these views
      return { petition: `${bureauOf(ledger)}/${petition}`, type, status, dueOn, requestBy };
    });
    const consulted = found.map(async ({ name, ledger }) => ({ ledger, size: await reads.seen(name, ledger) }));
    return { value: known as unknown as JsonValue, consulted: await Promise.all(consulted) }; // holds JSON only
  },
};
