import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { KeyStoreError } from '@taizhang/keys-port';
import type { Configuration } from '../configuration/configuration.js';

/** File of the embedded deployment's own passphrase, beside the key store, made at the first start. */
export const PASSPHRASE_FILE = 'key-encryption-key';
/** Beside it while a rotation runs: the one to come. */
export const NEXT_PASSPHRASE_FILE = 'key-encryption-key.next';
/** Shortest passphrase that a host takes. */
export const MIN_PASSPHRASE_LENGTH = 8;
/** Bytes of a passphrase that we make ourselves. */
export const PASSPHRASE_BYTES = 32;

/**
 * The passphrase of the key store: `TAIZHANG_KEK`, the content of `TAIZHANG_KEK_FILE`, or, embedded and told neither, one made
 * at the first start and kept in the key folder, readable by its owner only.
 * @throws {KeyStoreError} `KEK_MISSING` in one sentence
 */
export async function readPassphrase(
  configuration: Pick<Configuration, 'TAIZHANG_KEK' | 'TAIZHANG_KEK_FILE'>,
  keyFolder: string,
): Promise<string> {
  const { TAIZHANG_KEK: given, TAIZHANG_KEK_FILE: file } = configuration;
  if (given !== undefined) return given;
  return file === undefined ? ownPassphrase(join(keyFolder, PASSPHRASE_FILE)) : fileContent(file, 'TAIZHANG_KEK_FILE');
}

/** A passphrase to rotate to. */
export interface NextPassphrase {
  readonly next: string;
  /** Puts it in the place of the deployment's own one; absent where the operator keeps the passphrase. */
  readonly adopt?: () => Promise<void>;
}

/**
 * The passphrase that a rotation goes to: `TAIZHANG_KEK_NEW`, the content of `TAIZHANG_KEK_NEW_FILE`, or, for a deployment that
 * keeps its own, one made now. A rotation that was cut short finds the one it had made.
 * @throws {KeyStoreError} `KEK_MISSING` in one sentence
 */
export async function nextPassphrase(
  configuration: Pick<Configuration, 'TAIZHANG_KEK' | 'TAIZHANG_KEK_FILE'>,
  keyFolder: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<NextPassphrase> {
  const { TAIZHANG_KEK_NEW: given = '', TAIZHANG_KEK_NEW_FILE: file = '' } = environment;
  const keepsOwn = configuration.TAIZHANG_KEK === undefined && configuration.TAIZHANG_KEK_FILE === undefined;
  if (!keepsOwn && given === '' && file === '')
    throw new KeyStoreError(
      'KEK_MISSING',
      'The new key-encryption key is not given: TAIZHANG_KEK_NEW or TAIZHANG_KEK_NEW_FILE.',
    );
  const told = given === '' && file !== '' ? await fileContent(file, 'TAIZHANG_KEK_NEW_FILE') : given;
  if (told !== '' && told.length < MIN_PASSPHRASE_LENGTH)
    throw new KeyStoreError(
      'KEK_MISSING',
      `TAIZHANG_KEK_NEW must be at least ${String(MIN_PASSPHRASE_LENGTH)} characters.`,
    );
  if (!keepsOwn) return { next: told };
  const draft = join(keyFolder, NEXT_PASSPHRASE_FILE);
  if (told !== '') await writeFile(draft, `${told}\n`, { mode: 0o600, flush: true });
  return { next: await ownPassphrase(draft), adopt: () => rename(draft, join(keyFolder, PASSPHRASE_FILE)) };
}

async function fileContent(file: string, variable: string): Promise<string> {
  const content = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new KeyStoreError('KEK_MISSING', `The file named by ${variable} cannot be read.`, { cause });
  });
  if (content.trim() === '') throw new KeyStoreError('KEK_MISSING', `The file named by ${variable} is empty.`);
  return content.trim();
}

async function ownPassphrase(file: string): Promise<string> {
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    return (await readFile(file, 'utf8').catch(() => makePassphrase(file))).trim();
  } catch (cause) {
    throw new KeyStoreError('KEK_MISSING', `The key-encryption key ${file} can be neither read nor made.`, { cause });
  }
}

/** Written whole before it gets its name, so that of several processes one wins and a crash leaves no half of it. */
async function makePassphrase(file: string): Promise<string> {
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  await writeFile(draft, `${randomBytes(PASSPHRASE_BYTES).toString('base64url')}\n`, { mode: 0o600, flush: true });
  try {
    await link(draft, file).catch((error: unknown) => {
      if (!isCode(error, 'EEXIST')) throw error;
    });
  } finally {
    await rm(draft, { force: true });
  }
  return readFile(file, 'utf8');
}

function isCode(error: unknown, code: string): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === code;
}
