import { ledgerId, type FactAnswer, type JsonObject, type JsonValue } from '@taizhang/kernel';
import { bureauOfPerson } from '@taizhang/contracts';
import type { ContextReads, FactProvider } from '@taizhang/platform';
import { personsView } from './persons.view.js';

/** Whether a person is in office: of all bureaus, the one that the id names knows. */
async function registered(
  person: string,
  reads: ContextReads,
  valueOf: (row: JsonObject) => JsonValue,
): Promise<FactAnswer> {
  const bureau = bureauOfPerson(person);
  if (bureau === undefined) return { value: null, consulted: [] };
  const ledger = ledgerId('organization', bureau);
  const found = await reads.get(personsView.name, ledger, person);
  const size = await reads.seen(personsView.name, ledger);
  return { value: found === undefined ? null : valueOf(found.doc), consulted: [{ ledger, size }] };
}

/**
 * Facts about persons; key = the person's id. `organization.person`: unit in which a person is registered who has not left;
 * `organization.person-standing`: `IN_OFFICE` or `LEFT`. Both are `null` for nobody.
 */
export const personFacts: Readonly<Record<string, FactProvider>> = {
  'organization.person': ({ key }, reads) =>
    registered(key, reads, ({ unit, leftOn }) => (leftOn === null ? (unit ?? null) : null)),
  'organization.person-standing': ({ key }, reads) =>
    registered(key, reads, ({ leftOn }) => (leftOn === null ? 'IN_OFFICE' : 'LEFT')),
};
