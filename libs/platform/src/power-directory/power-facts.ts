import { ledgerId, type Clearance, type FactAnswer, type JsonValue, type LedgerId, type Role } from '@taizhang/kernel';
import { accountIdOf, bureauOfPerson } from '@taizhang/contracts';
import type { ViewDocument } from '@taizhang/views-port';
import { POWERS_FACT, type ContextReads, type FactProvider } from '../context/context-feature.js';
import type { Power } from '../identity/identity.js';
import { POWER_DIRECTORY, type DirectoryPower, type PowerSpan } from './power-directory.view.js';

type Held = ViewDocument & { readonly doc: DirectoryPower };

const asHeld = (documents: readonly ViewDocument[]): readonly Held[] => documents as unknown as readonly Held[]; // documents of the power directory

/** The span that covers a day; half open. */
function spanOn({ spans }: DirectoryPower, on: string): PowerSpan | undefined {
  return spans.find(({ from, to }) => from <= on && (to === null || on < to));
}

function own({ power, role, unit }: DirectoryPower, { clearance }: PowerSpan): Power {
  return {
    id: power,
    role: role as Role, // events hold roles only
    unit,
    clearance: clearance as Clearance, // events hold 0 to 3 only
    basis: { appointment: power, role, unit },
  };
}

/** A delegation gives the role of the power it names, while that one is held itself; never what was delegated before. */
function delegated({ doc }: Held, bases: readonly Held[], on: string): Power | undefined {
  // Whoever left a body and joined it again has the same power twice: the one in force counts.
  const base = bases.find(({ doc: candidate }) => {
    const { power, kind, person } = candidate;
    const own = power === doc.base && kind !== 'delegation' && person === doc.delegator;
    return own && spanOn(candidate, on) !== undefined;
  });
  const span = base === undefined ? undefined : spanOn(base.doc, on);
  if (base === undefined || span === undefined || doc.delegator === null) return undefined;
  const onBehalfOf = accountIdOf(doc.delegator);
  const { role } = base.doc;
  return {
    ...own({ ...base.doc, unit: doc.unit }, span),
    id: doc.power,
    basis: { appointment: base.doc.power, role, unit: doc.unit, delegation: doc.power, onBehalfOf },
    onBehalfOf,
    contexts: doc.contexts,
    commands: doc.commands,
  };
}

async function powersOf(person: string, on: string, reads: ContextReads): Promise<FactAnswer> {
  const found = asHeld(
    await reads.all(POWER_DIRECTORY, { ledgers: 'all', where: [{ op: 'eq', field: 'person', value: person }] }),
  );
  const inForce = found.filter(({ doc }) => spanOn(doc, on) !== undefined);
  const named = inForce.flatMap(({ doc: { base } }) => (base === null ? [] : [base]));
  const bases =
    named.length === 0
      ? []
      : asHeld(
          await reads.all(POWER_DIRECTORY, { ledgers: 'all', where: [{ op: 'in', field: 'power', values: named }] }),
        );
  const powers = inForce.flatMap((held): readonly Power[] => {
    const span = spanOn(held.doc, on);
    if (span === undefined) return [];
    const power = held.doc.kind === 'delegation' ? delegated(held, bases, on) : own(held.doc, span);
    return power === undefined ? [] : [power];
  });
  return { value: powers as unknown as JsonValue, consulted: await sizesOf(person, [...found, ...bases], reads) }; // powers hold JSON only
}

/** The ledgers that the answer rests on, and the person's own: there it would say if there were more. */
async function sizesOf(person: string, found: readonly Held[], reads: ContextReads): Promise<FactAnswer['consulted']> {
  const bureau = bureauOfPerson(person);
  const home: readonly LedgerId[] = bureau === undefined ? [] : [ledgerId('organization', bureau)];
  const ledgers = [...new Set([...home, ...found.map(({ ledger }) => ledger)])];
  return Promise.all(ledgers.map(async (ledger) => ({ ledger, size: await reads.seen(POWER_DIRECTORY, ledger) })));
}

/** Facts about powers, answered from the context's power directory. */
export const powerFacts: Readonly<Record<string, FactProvider>> = {
  [POWERS_FACT]: ({ key, on = '' }, reads) => powersOf(key, on, reads),
};
