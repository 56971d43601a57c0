import { randomBytes, scrypt } from 'node:crypto';
import { allRows, type KeyRow, type KeyRows } from './key-rows.js';
import { KeyStoreError } from './keys.js';
import { unwrapUnder, versionOf, wrapUnder, WRAPPING_KEY_BYTES } from './wrapping.js';

/** Cost of turning a passphrase into a key: 2^15 blocks of 8, about 32 MiB (RFC 7914). */
export const SCRYPT_COST = 2 ** 15;
/** Rows of the key-encryption key's versions; two while it is rotated. */
export const KEK_PREFIX = 'kek/';
const SALT_BYTES = 16;
const KEK_CHECK = Buffer.from('taizhang/kek-check/v1');

/** Wraps secrets under the key-encryption key's newest version with AES-256-GCM; the row's id is bound in, so rows cannot be exchanged. */
export interface KeyEncryption {
  /** Newest version that this process knows: what it wraps under. */
  readonly version: number;
  wrap(id: string, secret: Uint8Array): Uint8Array;
  /** @throws KeyStoreError `KEK_WRONG` when the bytes do not open under any version known, and their id. */
  unwrap(row: Pick<KeyRow, 'id' | 'wrapped'>): Promise<Uint8Array>;
}

/** Open part of a version's row. */
export interface KekParameters {
  readonly salt: string;
  /** This version's key under the one before, while a rotation runs: so that a process that has only that one reads on. */
  readonly underPrevious?: string;
  /** Keys of earlier versions under this one: a process that missed the rotation may still wrap under them. */
  readonly earlier?: Readonly<Record<string, string>>;
}

/** Every version's key that a passphrase leads to. */
export type KekVersions = ReadonlyMap<number, Buffer>;

/**
 * Opens a key store under a passphrase: the first opening fixes the salt, every later one must bring the same passphrase.
 * @param again reads the passphrase anew when rows turn up under a version that this process does not know: a rotation was finished beside it
 * @throws KeyStoreError `KEK_WRONG`
 */
export async function openKeyEncryption(
  rows: KeyRows,
  passphrase: string,
  again: () => Promise<string> = () => Promise.resolve(passphrase),
): Promise<KeyEncryption> {
  const existing = await kekRows(rows);
  if (existing.length === 0) await rows.insertAll([await versionRow(1, passphrase, randomBytes(SALT_BYTES))]);
  return new VersionedKeyEncryption(rows, await openVersions(rows, passphrase), again);
}

class VersionedKeyEncryption implements KeyEncryption {
  constructor(
    private readonly rows: KeyRows,
    private versions: KekVersions,
    private readonly again: () => Promise<string>,
  ) {}

  get version(): number {
    return newestOf(this.versions);
  }

  wrap(id: string, secret: Uint8Array): Uint8Array {
    return wrapUnder(keyOf(this.versions, this.version), this.version, id, secret);
  }

  async unwrap({ id, wrapped }: Pick<KeyRow, 'id' | 'wrapped'>): Promise<Uint8Array> {
    const version = versionOf(wrapped);
    // Awaited by those only who meet a new version: what is known opens at once.
    if (!this.versions.has(version)) this.versions = await this.reopened();
    return unwrapUnder(keyOf(this.versions, version), id, wrapped);
  }

  private async reopened(): Promise<KekVersions> {
    const reached = await reachable(this.rows, this.versions);
    return reached.size > this.versions.size ? reached : openVersions(this.rows, await this.again());
  }
}

/** All versions that a passphrase opens, directly or through another. @throws KeyStoreError `KEK_WRONG` when it opens none */
export async function openVersions(rows: KeyRows, passphrase: string): Promise<KekVersions> {
  const direct = new Map<number, Buffer>();
  for (const row of await kekRows(rows)) {
    const key = await keyIfRight(row, passphrase);
    if (key !== undefined) direct.set(versionOf(row.wrapped), key);
  }
  if (direct.size === 0) throw wrong();
  return reachable(rows, direct);
}

/** Whether the passphrase is that of the version in this row. */
export async function keyIfRight(row: KeyRow, passphrase: string): Promise<Buffer | undefined> {
  const key = await derive(passphrase, Buffer.from(parametersOf(row).salt, 'base64url'));
  try {
    unwrapUnder(key, row.id, row.wrapped);
    return key;
  } catch {
    return undefined;
  }
}

/** The row that makes a passphrase a version of the key-encryption key. */
export async function versionRow(
  version: number,
  passphrase: string,
  salt: Buffer = randomBytes(SALT_BYTES),
  links: (key: Buffer) => Omit<KekParameters, 'salt'> = () => ({}),
): Promise<KeyRow> {
  const key = await derive(passphrase, salt);
  const id = `${KEK_PREFIX}${String(version)}`;
  const parameters: KekParameters = { salt: salt.toString('base64url'), ...links(key) };
  return { id, open: JSON.stringify(parameters), wrapped: wrapUnder(key, version, id, KEK_CHECK) };
}

/** Rows of all versions, oldest first. */
export async function kekRows(rows: KeyRows): Promise<readonly KeyRow[]> {
  const found: KeyRow[] = [];
  for await (const row of allRows(rows, KEK_PREFIX)) found.push(row);
  return found.sort((a, b) => versionOf(a.wrapped) - versionOf(b.wrapped));
}

/** What a version's row says openly. */
export function parametersOf(row: KeyRow): KekParameters {
  return JSON.parse(row.open) as KekParameters; // `versionRow` and rotations write nothing else
}

/** Place that a key of one version under another is bound to. */
export function linkId(version: number, under: number): string {
  return `${KEK_PREFIX}${String(version)}/under/${String(under)}`;
}

/** Newest of the versions known. */
export function newestOf(versions: KekVersions): number {
  return Math.max(...versions.keys());
}

/** The key of a version. @throws KeyStoreError `KEK_WRONG` when it is not known */
export function keyOf(versions: KekVersions, version: number): Buffer {
  const key = versions.get(version);
  if (key === undefined) throw wrong();
  return key;
}

/** Versions known, and those that their rows lead to. */
async function reachable(rows: KeyRows, known: KekVersions): Promise<KekVersions> {
  const reached = new Map(known);
  for (const row of await kekRows(rows)) {
    const version = versionOf(row.wrapped);
    const { underPrevious, earlier = {} } = parametersOf(row);
    const previous = reached.get(version - 1);
    if (underPrevious !== undefined && previous !== undefined)
      reached.set(
        version,
        unwrapUnder(previous, linkId(version, version - 1), Buffer.from(underPrevious, 'base64url')),
      );
    const own = reached.get(version);
    if (own === undefined) continue;
    for (const [older, wrapped] of Object.entries(earlier))
      reached.set(Number(older), unwrapUnder(own, linkId(Number(older), version), Buffer.from(wrapped, 'base64url')));
  }
  return reached;
}

function derive(passphrase: string, salt: Buffer): Promise<Buffer> {
  const options = { N: SCRYPT_COST, r: 8, p: 1, maxmem: 128 * SCRYPT_COST * 8 * 2 };
  return new Promise((resolve, reject) => {
    scrypt(passphrase.normalize('NFC'), salt, WRAPPING_KEY_BYTES, options, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}

function wrong(): KeyStoreError {
  return new KeyStoreError(
    'KEK_WRONG',
    'The key-encryption key does not open this key store: TAIZHANG_KEK (or its file) is not the one it was made with, or was last rotated to.',
  );
}
