import type { LocalDate } from '@taizhang/kernel';
import { UNIT_LEVELS } from '@taizhang/contracts';
import type { ViewDocument } from '@taizhang/views-port';
import { endedBy, placeOfKey, unitReferenceOf, type UnitRegister } from './unit-register.js';

/** References of a unit that stands and of those above it on a date, nearest first. */
export async function pathFrom(
  unit: ViewDocument,
  on: LocalDate | undefined,
  register: UnitRegister,
): Promise<string[]> {
  const path: string[] = [];
  // A parent is always of a higher level, so there are no more steps than levels.
  for (let at: ViewDocument | undefined = unit; at !== undefined && path.length < UNIT_LEVELS.length;) {
    path.push(unitReferenceOf(at.ledger, at.key));
    const above: ViewDocument | undefined = await register.parent(at, on);
    at = above === undefined || !endedBy(above.doc, on) ? above : (await register.answering(above, on))[0];
  }
  return path;
}

/** A path for each unit that answers for the matters of the one that a key names; none for an unknown unit. */
export async function answeringPaths(
  key: string,
  on: LocalDate | undefined,
  register: UnitRegister,
): Promise<string[][]> {
  const { bureau, code } = placeOfKey(key);
  const unit = await register.find(bureau, code);
  const answering = unit === undefined ? [] : await register.answering(unit, on);
  const paths: string[][] = [];
  for (const each of answering) paths.push(await pathFrom(each, on, register));
  return paths;
}

/** References of all units that ended by a date and whose matters came, also through others, to the one that `reference` names. */
export async function predecessorsOf(
  reference: string,
  on: LocalDate | undefined,
  register: UnitRegister,
): Promise<string[]> {
  const found = new Set<string>([reference]);
  for (const successor of found) {
    for (const { ledger, key, doc } of await register.all('successors', successor))
      if (endedBy(doc, on)) found.add(unitReferenceOf(ledger, key));
  }
  found.delete(reference);
  return [...found];
}
