import { isJsonObject, type JsonObject } from '../json.js';
import { LEDGER_TYPE_PREFIX } from '../ledger-events.js';
import type { ForgedEntry, Forgery } from './forgery.js';

/** Places of a bundle that tamper cases need, whatever ledger it is of; indices of leaves. */
export interface Landmarks {
  /** A leaf of an ordinary event, early; one with an open number where there is any. */
  readonly plain: number;
  /** Two leaves in the middle, the first with later ones after it. */
  readonly middle: readonly [number, number];
  /** Two leaves with disclosures. */
  readonly sealed: readonly [number, number];
  /** A leaf that says that something was erased. */
  readonly erasing: number;
  /** A leaf that is a commit of its own, behind a checkpoint, whose stream goes on. */
  readonly alone: number;
  /** A leaf before which its commit began. */
  readonly inCommit: number;
  readonly last: number;
  /** Sizes of the checkpoints in the history. */
  readonly history: readonly number[];
  /** First and last of them. */
  readonly oldest: number;
  readonly newest: number;
}

interface Place {
  readonly entry: ForgedEntry;
  readonly leaf: JsonObject;
}

/** The open number of a leaf's data that a tamper case changes. */
export function numberIn(leaf: JsonObject): string | undefined {
  return Object.entries(dataOf(leaf)).find(([, value]) => typeof value === 'number')?.[0];
}

/** What a leaf says. */
export function dataOf(leaf: JsonObject): JsonObject {
  return leaf['data'] as JsonObject; // as: ledger-format §2
}

/** The commit that a leaf is of. */
export function commitOf(
  leaf: JsonObject,
): JsonObject & { readonly seq: number; readonly pos: number; readonly cnt: number } {
  return leaf['commit'] as ReturnType<typeof commitOf>; // as: ledger-format §2
}

/** Looks for the landmarks of a bundle of a range. @throws {RangeError} where it is too poor to be tampered with */
export function landmarksOf(forgery: Forgery): Landmarks {
  const places = forgery.entries.flatMap(({ idx, leaf }): Place[] =>
    leaf === undefined ? [] : [{ entry: forgery.entry(idx), leaf: forgery.leaf(idx) }],
  );
  const history = forgery.historySizes();
  const oldest = found(history[0], 'an old checkpoint');
  const ordinary = places.filter(({ leaf }) => !typeOf(leaf).startsWith(LEDGER_TYPE_PREFIX));
  const sealed = places.filter(({ entry: { sd = [], erased = [] } }) => sd.length > 0 && erased.length === 0);
  const half = found(ordinary[Math.floor(ordinary.length / 2)], 'leaves').entry.idx;
  const lastOf = new Map(ordinary.map(({ entry, leaf }) => [leaf['stream'], entry.idx]));
  const place = (what: string, all: readonly Place[], fits: (place: Place) => boolean = () => true) =>
    found(all.find(fits), what).entry.idx;
  return {
    plain: place(
      'a plain leaf',
      ordinary.some(({ leaf }) => numberIn(leaf) !== undefined)
        ? ordinary.filter(({ leaf }) => numberIn(leaf) !== undefined)
        : ordinary,
    ),
    middle: [half, place('a later leaf', ordinary, ({ entry }) => entry.idx > half + 3)],
    sealed: [place('disclosures', sealed), place('disclosures', sealed.slice(1))],
    erasing: place('an erasure', places, ({ leaf }) => typeOf(leaf) === 'ledger.DisclosureErased'),
    alone: place(
      'a commit of one event',
      ordinary,
      ({ entry, leaf }) =>
        entry.idx >= oldest && commitOf(leaf).cnt === 1 && (lastOf.get(leaf['stream']) ?? 0) > entry.idx,
    ),
    inCommit: place('a commit of several events', places, ({ leaf }) => commitOf(leaf).pos > 0),
    last: found(places.at(-1), 'leaves').entry.idx,
    history,
    oldest,
    newest: found(history.at(-1), 'a checkpoint'),
  };
}

/** An envelope (ledger-format §9) in a leaf: a member of its data, or the value of one of its disclosures. */
export function isEnveloped(value: unknown): boolean {
  return isJsonObject(value as JsonObject) && Object.hasOwn(value as object, '_enc'); // as: whatever was parsed
}

function typeOf(leaf: JsonObject): string {
  return String(leaf['type']);
}

function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new RangeError(`a bundle to be tampered with needs ${what}`);
  return value;
}
