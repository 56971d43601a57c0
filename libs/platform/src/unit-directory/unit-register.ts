import {
  bureauOf,
  isLedgerId,
  ledgerId,
  type JsonObject,
  type JsonValue,
  type LedgerId,
  type LocalDate,
} from '@taizhang/kernel';
import type { ViewDocument } from '@taizhang/views-port';
import type { ContextReads } from '../context/context-feature.js';
import type { DirectoryUnit } from './unit-directory.view.js';

/** A date on which something is asked; without one, now. */
type On = LocalDate | undefined;

/** The ledger in which a unit of bureau level or above is registered (design §2). */
const ledgerOf = (code: string): LedgerId => ledgerId('organization', code);

/** Whether a code, which a sender may have made up, can be a unit's of bureau level or above. */
export function isCode(code: JsonValue | undefined): code is string {
  return typeof code === 'string' && isLedgerId(`organization/${code}`);
}

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

/** The parts of a fact's key `<bureau>/<code>`, or of a unit's reference. */
export function placeOfKey(key: string): { readonly bureau: string; readonly code: string } {
  const [bureau = '', code = bureau] = key.split('/', 2);
  return { bureau, code };
}

/** Parent of a unit on a date; before it had one, the first it got. */
export function parentOn({ parents, parent }: JsonObject, on: On): JsonValue {
  if (on === undefined || !Array.isArray(parents)) return parent ?? null;
  const spans = parents as unknown as DirectoryUnit['parents']; // as the directory writes them
  return (spans.findLast(({ from }) => from <= on) ?? spans[0])?.parent ?? null;
}

/** Principal of a unit on a date; nobody before the first was. */
export function principalOn({ principals, principal }: JsonObject, on: On): JsonValue {
  if (on === undefined || !Array.isArray(principals)) return principal ?? null;
  const spans = principals as unknown as DirectoryUnit['principals']; // as the directory writes them
  return spans.findLast(({ from }) => from <= on)?.person ?? null;
}

/** Whether a unit does not stand any more on a date. */
export function endedBy({ endedOn }: JsonObject, on: On): boolean {
  return typeof endedOn === 'string' && (on === undefined || endedOn <= on);
}

/** One look at the units of a context's view, which remembers what it rests on. */
export class UnitRegister {
  readonly consulted: { ledger: LedgerId; size: number }[] = [];

  constructor(
    private readonly view: string,
    private readonly reads: ContextReads,
  ) {}

  /** The unit that a bureau calls so. */
  async find(bureau: string, code: string): Promise<ViewDocument | undefined> {
    for (const ledger of registersOf(bureau, code)) {
      const found = await this.reads.get(this.view, ledger, code);
      this.consulted.push(await this.seen(ledger));
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** Every unit with this in a field of its document. */
  all(field: string, value: string): Promise<readonly ViewDocument[]> {
    return this.reads.all(this.view, { ledgers: 'all', where: [{ op: 'eq', field, value }] });
  }

  async seen(ledger: LedgerId): Promise<{ ledger: LedgerId; size: number }> {
    return { ledger, size: await this.reads.seen(this.view, ledger) };
  }

  /** The parent of a unit on a date, be it one that ended. */
  async parent({ doc }: ViewDocument, on: On): Promise<ViewDocument | undefined> {
    const parent = parentOn(doc, on);
    return isCode(parent) ? this.find(parent, parent) : undefined;
  }

  /**
   * Those that answer for a unit's matters on a date: itself while it stands, then its successors or theirs. Where these lead
   * nowhere, or in a circle, which two ledgers can record, the parent answers of the one that nobody follows.
   */
  async answering(unit: ViewDocument, on: On): Promise<readonly ViewDocument[]> {
    const seen = new Map([[referenceOf(unit), unit]]);
    const unfollowed: ViewDocument[] = [];
    for (const each of seen.values()) {
      if (!endedBy(each.doc, on)) continue;
      const successors = await Promise.all(
        successorsOf(each.doc).map((reference) => {
          const { bureau, code } = placeOfKey(reference);
          return this.find(bureau, code);
        }),
      );
      const known = successors.filter((successor) => successor !== undefined);
      if (known.length === 0) unfollowed.push(each);
      for (const successor of known) if (!seen.has(referenceOf(successor))) seen.set(referenceOf(successor), successor);
    }
    const standing = [...seen.values()].filter(({ doc }) => !endedBy(doc, on));
    if (standing.length > 0) return standing;
    const parent = await this.parent(unfollowed[0] ?? unit, on);
    // A parent is always of a higher level, so this ends.
    return parent === undefined ? [] : this.answering(parent, on);
  }
}

function referenceOf({ ledger, key }: ViewDocument): string {
  return unitReferenceOf(ledger, key);
}

function successorsOf({ successors }: JsonObject): readonly string[] {
  return Array.isArray(successors) ? successors.filter((one): one is string => typeof one === 'string') : [];
}
