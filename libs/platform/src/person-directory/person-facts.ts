import { ledgerId, type FactAnswer, type LocalDate } from '@taizhang/kernel';
import { bureauOfPerson, PERSON_IN_OFFICE_FACT } from '@taizhang/contracts';
import type { ContextReads, FactProvider } from '../context/context-feature.js';
import { PERSON_DIRECTORY } from './person-directory.view.js';

/** Of all bureaus, the one that the id names knows; who left holds nothing from that day on. */
async function inOffice(person: string, on: LocalDate | undefined, reads: ContextReads): Promise<FactAnswer> {
  const bureau = bureauOfPerson(person);
  if (bureau === undefined) return { value: null, consulted: [] };
  const ledger = ledgerId('organization', bureau);
  const size = await reads.seen(PERSON_DIRECTORY, ledger); // before it is read: it may tell of more, never of less
  const found = await reads.get(PERSON_DIRECTORY, ledger, person);
  const { unit = null, leftOn = null } = found?.doc ?? {};
  const left = typeof leftOn === 'string' && (on === undefined || leftOn <= on);
  return { value: left ? null : unit, consulted: [{ ledger, size }] };
}

/** Facts about persons, answered from the context's person directory. */
export const personFacts: Readonly<Record<string, FactProvider>> = {
  [PERSON_IN_OFFICE_FACT]: ({ key, on }, reads) => inOffice(key, on, reads),
};
