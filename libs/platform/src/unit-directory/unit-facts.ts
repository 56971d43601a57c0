import { bureauOf, ledgerId, type FactAnswer, type JsonValue } from '@taizhang/kernel';
import { ENDED_UNITS_FACT } from '@taizhang/contracts';
import {
  ANSWERING_FACT,
  PREDECESSORS_FACT,
  SUBORDINATES_FACT,
  UNIT_PATH_FACT,
  type ContextReads,
  type FactProvider,
} from '../context/context-feature.js';
import { answeringPaths, pathFrom, predecessorsOf } from './unit-succession.js';
import { endedBy, isCode, placeOfKey, principalOn, UnitRegister } from './unit-register.js';

/** Level of a unit of bureau level or above that stands; key = its code. */
export const UNIT_LEVEL_FACT = 'organization.unit-level';
/**
 * Person who is principal (一把手) of a unit on the date asked for; key = `<bureau>/<code>`: the unit that this bureau calls so, see
 * `registersOf`. Of a unit that ended it is the principal of the one that took it over.
 */
export const PRINCIPAL_FACT = 'organization.principal';

async function endedUnits(bureau: string, view: string, reads: ContextReads): Promise<FactAnswer> {
  if (!isCode(bureau)) return { value: [], consulted: [] };
  const ledger = ledgerId('organization', bureau);
  const size = await reads.seen(view, ledger);
  const below = await reads.all(view, { ledgers: [ledger], where: [{ op: 'eq', field: 'parent', value: bureau }] });
  const ended = below.filter(({ doc }) => doc['level'] === 'BRANCH' && endedBy(doc, undefined));
  return { value: ended.map(({ key }) => key).sort(), consulted: [{ ledger, size }] };
}

/** Those with ledgers of their own: a branch is a stream in its bureau's, and its code may be that of another bureau. */
async function subordinates(unit: string, view: string, reads: ContextReads): Promise<FactAnswer> {
  const found = new Set<string>();
  for (let level: readonly string[] = [unit]; level.length > 0;) {
    const within = async (field: string) =>
      reads.all(view, { ledgers: 'all', where: [{ op: 'in', field, values: level }] });
    const next = [...(await within('parent')), ...(await within('successors'))];
    const own = next.filter(({ ledger, key }) => bureauOf(ledger) === key).map(({ key }) => key);
    level = [...new Set(own)].filter((code) => code !== unit && !found.has(code));
    for (const code of level) found.add(code);
  }
  return { value: [...found], consulted: [] };
}

/** Of the unit with a ledger of its own, and else of any branch of that code. */
async function levelOf(code: string, on: string | undefined, register: UnitRegister): Promise<FactAnswer> {
  const own = isCode(code) ? await register.find(code, code) : undefined;
  const candidates = own === undefined ? await register.all('unit', code) : [own];
  const found = candidates.find(({ doc }) => !endedBy(doc, on));
  if (found === undefined) return { value: null, consulted: [] };
  return { value: found.doc['level'] ?? null, consulted: [await register.seen(found.ledger)] };
}

async function principalOf(key: string, on: string | undefined, register: UnitRegister): Promise<FactAnswer> {
  const { bureau, code } = placeOfKey(key);
  let value: JsonValue = null;
  const found = await register.find(bureau, code);
  if (found !== undefined) {
    const [answering, ...others] = await register.answering(found, on);
    // Several that took it over have several principals: none is that of the unit.
    value = answering === undefined || others.length > 0 ? null : principalOn(answering.doc, on);
  }
  return { value, consulted: register.consulted };
}

/**
 * Facts about units, answered from a view of this context whose documents have the fields of `DirectoryUnit`: the unit
 * directory, or in `organization` its own register.
 */
export function unitFacts(view: string): Readonly<Record<string, FactProvider>> {
  return {
    [UNIT_PATH_FACT]: async ({ key, on }, reads) => {
      const register = new UnitRegister(view, reads);
      const { bureau, code } = placeOfKey(key);
      const found = await register.find(bureau, code);
      const path = found === undefined || endedBy(found.doc, on) ? [] : await pathFrom(found, on, register);
      return { value: path, consulted: register.consulted };
    },
    [ANSWERING_FACT]: async ({ key, on }, reads) => {
      const register = new UnitRegister(view, reads);
      return { value: await answeringPaths(key, on, register), consulted: register.consulted };
    },
    [PREDECESSORS_FACT]: async ({ key, on }, reads) => {
      const register = new UnitRegister(view, reads);
      return { value: await predecessorsOf(key, on, register), consulted: register.consulted };
    },
    [SUBORDINATES_FACT]: ({ key }, reads) => subordinates(key, view, reads),
    [ENDED_UNITS_FACT]: ({ key }, reads) => endedUnits(key, view, reads),
    [UNIT_LEVEL_FACT]: ({ key, on }, reads) => levelOf(key, on, new UnitRegister(view, reads)),
    [PRINCIPAL_FACT]: ({ key, on }, reads) => principalOf(key, on, new UnitRegister(view, reads)),
  };
}
