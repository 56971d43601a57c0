import {
  bureauOf,
  isLedgerId,
  ledgerId,
  type FactAnswer,
  type FactQuery,
  type JsonObject,
  type JsonValue,
  type LedgerId,
  type LocalDate,
} from '@taizhang/kernel';
import { UNIT_LEVELS } from '@taizhang/contracts';
import { SUBORDINATES_FACT, UNIT_PATH_FACT, type ContextReads, type FactProvider } from '../context/context-feature.js';

/** Level of a unit of bureau level or above; key = its code. */
export const UNIT_LEVEL_FACT = 'organization.unit-level';
/** Person who is principal (一把手) of a unit; key = `<bureau>/<code>`: the unit that this bureau calls so, see {@link registersOf}. */
export const PRINCIPAL_FACT = 'organization.principal';

/** The ledger in which a unit of bureau level or above is registered (design §2). */
const ledgerOf = (code: string): LedgerId => ledgerId('organization', code);
/** Whether a code, which a sender may have made up, can be a unit's of bureau level or above. */
const isCode = (code: JsonValue | undefined): code is string =>
  typeof code === 'string' && isLedgerId(`organization/${code}`);

/**
 * Ledgers in which a unit may be registered that an act of `bureau` names by its code, nearest first: a branch in its bureau's,
 * any other in its own. Branches of two bureaus may have one code.
 */
export function registersOf(bureau: string, code: string): readonly LedgerId[] {
  return [...new Set([bureau, code])].filter(isCode).map(ledgerOf);
}

/** Reference of a unit registered in `ledger`: its code where the ledger is its own, else with the bureau's before it. */
export function unitReferenceOf(ledger: LedgerId, code: string): string {
  const bureau = bureauOf(ledger);
  return bureau === code ? code : `${bureau}/${code}`;
}

/** Parent of a unit on a date; before it had one, the first it got. */
function parentOn({ parents, parent }: JsonObject, on: LocalDate | undefined): JsonValue {
  if (on === undefined || !Array.isArray(parents)) return parent ?? null;
  const spans = parents as readonly { readonly parent: string | null; readonly from: string }[]; // as the directory writes them
  return (spans.findLast(({ from }) => from <= on) ?? spans[0])?.parent ?? null;
}

async function unitPath({ key, on }: FactQuery, view: string, reads: ContextReads): Promise<FactAnswer> {
  const [bureau = '', code = ''] = key.split('/', 2);
  const consulted: { ledger: LedgerId; size: number }[] = [];
  const find = async (ledgers: readonly LedgerId[], unit: string) => {
    for (const ledger of ledgers) {
      const found = await reads.get(view, ledger, unit);
      consulted.push({ ledger, size: await reads.seen(view, ledger) });
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const path: string[] = [];
  // A parent is always of a higher level, so there are no more steps than levels.
  for (
    let found = await find(registersOf(bureau, code), code);
    found !== undefined && path.length < UNIT_LEVELS.length;
  ) {
    path.push(unitReferenceOf(found.ledger, found.key));
    const parent = parentOn(found.doc, on);
    found = isCode(parent) ? await find([ledgerOf(parent)], parent) : undefined;
  }
  return { value: path, consulted };
}

/** Those with ledgers of their own: a branch is a stream in its bureau's, and its id need be no code of a ledger. */
async function subordinates(unit: string, view: string, reads: ContextReads): Promise<FactAnswer> {
  const found: string[] = [];
  for (let level: readonly string[] = [unit]; level.length > 0;) {
    const children = await reads.all(view, { ledgers: 'all', where: [{ op: 'in', field: 'parent', values: level }] });
    level = children.map(({ key }) => key).filter(isCode);
    found.push(...level);
  }
  return { value: found, consulted: [] };
}

/** Of the unit with a ledger of its own, and else of any branch of that code. */
async function levelOf(code: string, view: string, reads: ContextReads): Promise<FactAnswer> {
  const own = isCode(code) ? await reads.get(view, ledgerOf(code), code) : undefined;
  const [found] =
    own === undefined
      ? await reads.all(view, { ledgers: 'all', where: [{ op: 'eq', field: 'unit', value: code }] })
      : [own];
  if (found === undefined) return { value: null, consulted: [] };
  const { ledger, doc }: { readonly ledger: LedgerId; readonly doc: JsonObject } = found;
  return { value: doc['level'] ?? null, consulted: [{ ledger, size: await reads.seen(view, ledger) }] };
}

async function principalOf(key: string, view: string, reads: ContextReads): Promise<FactAnswer> {
  const [bureau = '', code = ''] = key.split('/', 2);
  const consulted: { ledger: LedgerId; size: number }[] = [];
  for (const ledger of registersOf(bureau, code)) {
    const found = await reads.get(view, ledger, code);
    consulted.push({ ledger, size: await reads.seen(view, ledger) });
    if (found !== undefined) return { value: found.doc['principal'] ?? null, consulted };
  }
  return { value: null, consulted };
}

/**
 * Facts about units, answered from a view of this context whose documents have the fields of `DirectoryUnit`: the unit
 * directory, or in `organization` its own register.
 */
export function unitFacts(view: string): Readonly<Record<string, FactProvider>> {
  return {
    [UNIT_PATH_FACT]: (query, reads) => unitPath(query, view, reads),
    [SUBORDINATES_FACT]: ({ key }, reads) => subordinates(key, view, reads),
    [UNIT_LEVEL_FACT]: ({ key }, reads) => levelOf(key, view, reads),
    [PRINCIPAL_FACT]: ({ key }, reads) => principalOf(key, view, reads),
  };
}
