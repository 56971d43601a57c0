import { join } from 'node:path';
import { isRotatingTo, keyInventory, KeyStoreError, rotateKeyEncryption, type KeyRows } from '@taizhang/keys-port';
import {
  KEY_FOLDER,
  nextPassphrase,
  readPassphrase,
  type Configuration,
  type NextPassphrase,
} from '@taizhang/platform';
import { openDeployment } from './open-deployment.js';

type Environment = Readonly<Record<string, string | undefined>>;
type Print = (line: string) => void;

/** Prints what keys there are, secrets left out. */
export async function listKeys(environment: Environment, print: Print): Promise<void> {
  const { ledgerKeys, kekVersions, ...counts } = await withKeyRows(environment, keyInventory);
  const unfinished = kekVersions.length > 1 ? ' (a rotation is unfinished: run `taizhang keys rotate` again)' : '';
  print(`key-encryption key: version ${kekVersions.join(' and ')}${unfinished}`);
  print(`subject keys: ${String(counts.subjectKeys)}, destroyed: ${String(counts.destroyedSubjectKeys)}`);
  print(`disclosure keys: ${String(counts.disclosureKeys)}`);
  print(`blob keys: ${String(counts.blobKeys)}`);
  for (const vkey of counts.witnessVkeys) print(`witness: ${vkey}`);
  for (const { ledger, use, generation, vkey } of ledgerKeys)
    print(`${ledger} ${use} generation ${String(generation)}: ${vkey}`);
}

/** Prints the public keys of all ledgers and of the own witness, one a line. */
export async function exportPublicKeys(environment: Environment, print: Print): Promise<void> {
  const { ledgerKeys, witnessVkeys } = await withKeyRows(environment, keyInventory);
  for (const vkey of [...ledgerKeys.map((key) => key.vkey), ...witnessVkeys]) print(vkey);
}

/** Exchanges the key-encryption key, or finishes an exchange that was cut short. */
export async function rotateKeys(environment: Environment, print: Print): Promise<void> {
  const { version, rewrapped, adopted } = await withKeyRows(environment, async (rows, configuration) => {
    const folder = keyFolderOf(configuration);
    const present = await readPassphrase(configuration, folder);
    // Cut short after the new one was put in place: only the rest is left to do.
    const { next, adopt }: NextPassphrase = (await isRotatingTo(rows, present))
      ? { next: present }
      : await nextPassphrase(configuration, folder, environment);
    const rotated = await rotateKeyEncryption(rows, { present, next, ...(adopt !== undefined && { adopt }) });
    return { ...rotated, adopted: adopt !== undefined };
  });
  print(`The key-encryption key is of version ${String(version)} now; ${String(rewrapped)} keys were wrapped anew.`);
  if (!adopted) print('Give the new one to the hosts as TAIZHANG_KEK or TAIZHANG_KEK_FILE before they start again.');
}

async function withKeyRows<T>(
  environment: Environment,
  use: (rows: KeyRows, configuration: Configuration) => Promise<T>,
): Promise<T> {
  const { configuration, adapters } = await openDeployment(environment);
  try {
    const rows = await adapters.keyRows();
    try {
      if ((await rows.count('kek/')) === 0)
        throw new KeyStoreError('KEK_MISSING', 'There are no keys here yet: a host makes them at its first start.');
      return await use(rows, configuration);
    } finally {
      await rows.close();
    }
  } finally {
    await adapters.close();
  }
}

function keyFolderOf({ TAIZHANG_DATA: folder }: Configuration): string {
  return join(folder, KEY_FOLDER);
}
