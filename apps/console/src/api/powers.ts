import type { DeclaredAct, DeclaredReading } from './declarations.js';

/** A power held today, as the session tells it. */
export interface Power {
  readonly id: string;
  readonly role: string;
  /** Reference of the unit: a bureau's code, or `bureau/branch`. */
  readonly unit: string;
  readonly clearance: number;
  readonly onBehalfOf?: string;
  readonly contexts?: readonly string[];
  readonly commands?: readonly string[];
}

/** References of a unit and all above it, nearest first. */
export type PathOf = (unit: string) => readonly string[];

/** The bureau in whose ledger a document is. */
export function bureauOf({ ledger }: { readonly ledger: string }): string {
  return ledger.slice(ledger.indexOf('/') + 1);
}

/** A unit as its bureau's records name it, as a reference that is unique in the deployment. */
export function unitReference(bureau: string, unit: string): string {
  return unit === bureau || unit.includes('/') ? unit : `${bureau}/${unit}`;
}

function reaches(
  power: Power,
  { scope }: Pick<DeclaredAct, 'scope'>,
  units: readonly string[],
  pathOf: PathOf,
): boolean {
  if (scope === 'anywhere') return true;
  return units.some((unit) => {
    const path = pathOf(unit);
    return scope === 'unit' ? path[0] === power.unit : path.includes(power.unit);
  });
}

function fits(power: Power, context: string, roles: readonly string[], command?: string): boolean {
  if (!roles.includes(power.role)) return false;
  if (power.contexts !== undefined && !power.contexts.includes(context)) return false;
  const { commands = [] } = power;
  return command === undefined || commands.length === 0 || commands.includes(command);
}

/**
 * Whether somebody with these powers may give a command about a record of these units, as far as the declaration tells: acts that
 * are not his to do are not offered. The server decides, by the record's own state.
 * @param units references of the units concerned; none = unknown, then the role alone decides
 */
export function mayAct(powers: readonly Power[], act: DeclaredAct, units: readonly string[], pathOf: PathOf): boolean {
  return powers.some(
    (power) =>
      fits(power, act.context, act.roles, act.name) && (units.length === 0 || reaches(power, act, units, pathOf)),
  );
}

/** Whether a view, or whatever is read, is his to ask at all. */
export function mayAsk(powers: readonly Power[], view: Pick<DeclaredReading, 'context' | 'roles'>): boolean {
  return powers.some((power) => fits(power, view.context, view.roles));
}
