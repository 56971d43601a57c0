import {
  KEK_PREFIX,
  kekRows,
  keyIfRight,
  keyOf,
  linkId,
  newestOf,
  openVersions,
  parametersOf,
  versionRow,
  type KekParameters,
  type KekVersions,
} from './key-encryption.js';
import { pagesOfRows, type KeyRow, type KeyRowChange, type KeyRows } from './key-rows.js';
import { KeyStoreError } from './keys.js';
import { unwrapUnder, versionOf, wrapUnder } from './wrapping.js';

/** How the key-encryption key is exchanged. */
export interface KekRotation {
  /** Passphrase that opens the store now. */
  readonly present: string;
  /** The new one; the same again to finish a rotation that was cut short. */
  readonly next: string;
  /**
   * Makes the new passphrase the one that starts use, while both open the store. Default: nothing, the operator does it.
   * May be called again.
   */
  readonly adopt?: () => Promise<void>;
}

/** What a rotation did. */
export interface KekRotated {
  /** Version that everything is wrapped under now. */
  readonly version: number;
  /** Rows wrapped anew by this run. */
  readonly rewrapped: number;
}

/**
 * Makes a new version of the key-encryption key, wraps every row under it, and retires the old version. Cut short anywhere,
 * the store opens with either passphrase, and the same call finishes. Hosts may run beside it.
 * @throws KeyStoreError `KEK_WRONG`; `KEK_ROTATION` when a rotation to another passphrase is unfinished, or nothing would change
 */
export async function rotateKeyEncryption(rows: KeyRows, { present, next, adopt }: KekRotation): Promise<KekRotated> {
  const versions = await openVersions(rows, present);
  const newest = (await kekRows(rows)).at(-1);
  if (newest === undefined) throw new KeyStoreError('KEK_WRONG', 'The key store has no key-encryption key.');
  if (!isUnfinished(newest)) await begin(rows, versions, next);
  else if ((await keyIfRight(newest, next)) === undefined)
    throw new KeyStoreError(
      'KEK_ROTATION',
      'A rotation to another key-encryption key was begun: finish it with that one.',
    );
  const known = await openVersions(rows, next);
  const rewrapped = await rewrapAll(rows, known);
  await adopt?.();
  await retire(rows, known);
  // What a host wrote under the old version while this one went through the rows.
  return { version: newestOf(known), rewrapped: rewrapped + (await rewrapAll(rows, known)) };
}

/** Whether a rotation to this passphrase was begun and not finished. */
export async function isRotatingTo(rows: KeyRows, passphrase: string): Promise<boolean> {
  const newest = (await kekRows(rows)).at(-1);
  return newest !== undefined && isUnfinished(newest) && (await keyIfRight(newest, passphrase)) !== undefined;
}

function isUnfinished(row: KeyRow): boolean {
  return parametersOf(row).underPrevious !== undefined;
}

/** From here on both passphrases lead to both versions. */
async function begin(rows: KeyRows, versions: KekVersions, next: string): Promise<void> {
  const previous = newestOf(versions);
  const version = previous + 1;
  if (await opensAny(rows, next))
    throw new KeyStoreError('KEK_ROTATION', 'The new key-encryption key is the present one.');
  const linked = (under: Buffer, underVersion: number, of: Buffer, ofVersion: number) =>
    wrapUnder(under, underVersion, linkId(ofVersion, underVersion), of).toString('base64url');
  const row = await versionRow(version, next, undefined, (key) => ({
    underPrevious: linked(keyOf(versions, previous), previous, key, version),
    earlier: Object.fromEntries(
      Array.from(versions, ([older, olderKey]) => [String(older), linked(key, version, olderKey, older)]),
    ),
  }));
  const existed = await rows.insertAll([row]);
  if (existed.size > 0) throw new KeyStoreError('KEK_ROTATION', 'Another rotation has just begun: finish that one.');
}

async function opensAny(rows: KeyRows, passphrase: string): Promise<boolean> {
  for (const row of await kekRows(rows)) if ((await keyIfRight(row, passphrase)) !== undefined) return true;
  return false;
}

/** Page by page; a row that changes or goes meanwhile is left to whoever changed it. */
async function rewrapAll(rows: KeyRows, versions: KekVersions): Promise<number> {
  const newest = newestOf(versions);
  let rewrapped = 0;
  for await (const page of pagesOfRows(rows, '')) {
    const old = page.filter(({ id, wrapped }) => !id.startsWith(KEK_PREFIX) && versionOf(wrapped) !== newest);
    const changes = old.map((row): KeyRowChange => {
      const secret = unwrapUnder(keyOf(versions, versionOf(row.wrapped)), row.id, row.wrapped);
      return { row: { ...row, wrapped: wrapUnder(keyOf(versions, newest), newest, row.id, secret) }, was: row.wrapped };
    });
    if (changes.length > 0) rewrapped += await rows.replaceAll(changes);
  }
  return rewrapped;
}

/**
 * The old passphrase opens nothing any more. The old version's key stays under the new one: a host that runs on with it
 * may still write rows, which the new passphrase must open.
 */
async function retire(rows: KeyRows, versions: KekVersions): Promise<void> {
  const all = await kekRows(rows);
  const newest = all.at(-1);
  if (newest === undefined || versionOf(newest.wrapped) !== newestOf(versions)) return;
  await rows.deleteAll(all.slice(0, -1).map(({ id }) => id));
  const { salt, earlier } = parametersOf(newest);
  const rest: KekParameters = { salt, ...(earlier !== undefined && { earlier }) };
  await rows.replaceAll([{ row: { ...newest, open: JSON.stringify(rest) }, was: newest.wrapped }]);
}
