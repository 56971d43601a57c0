import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { KeyStoreError } from '@taizhang/keys-port';
import type { Configuration } from '../configuration/configuration.js';

/** File of the embedded deployment's own passphrase, beside the key store, made at the first start. */
export const PASSPHRASE_FILE = 'key-encryption-key';
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
  if (file === undefined) return ownPassphrase(keyFolder);
  const content = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new KeyStoreError('KEK_MISSING', 'The file named by TAIZHANG_KEK_FILE cannot be read.', { cause });
  });
  if (content.trim() === '') throw new KeyStoreError('KEK_MISSING', 'The file named by TAIZHANG_KEK_FILE is empty.');
  return content.trim();
}

async function ownPassphrase(folder: string): Promise<string> {
  const file = join(folder, PASSPHRASE_FILE);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
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
