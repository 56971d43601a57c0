import { readFile } from 'node:fs/promises';
import { isLedgerId } from '@taizhang/kernel';
import type { KeyStore } from '@taizhang/keys-port';
import { KEY_TYPE_ED25519, parseVkey, type VerifierKey } from '@taizhang/ledger';

/** Which logs this deployment's witness serves. */
export interface WitnessLogsOptions {
  readonly authority: string;
  readonly keys: Pick<KeyStore, 'signers'>;
  /** Whether it cosigns this deployment's own ledgers. */
  readonly own: boolean;
  /** File of log vkeys of other deployments, one a line; read whenever one is asked for, so that it can be added to. */
  readonly file: string | undefined;
}

/** Keys of a log that is served: the own ledgers' from the key store, of all generations, others' from the file (ledger-format §5). */
export function witnessLogs({ authority, keys, own, file }: WitnessLogsOptions) {
  return async (origin: string): Promise<readonly VerifierKey[]> => {
    const ledger = origin.startsWith(`${authority}/`) ? origin.slice(authority.length + 1) : '';
    if (own && isLedgerId(ledger)) {
      const signers = await keys.signers(ledger, 'log');
      if (signers.length > 0) return signers.map(({ vkey }) => parseVkey(vkey));
    }
    return file === undefined ? [] : (await vkeysIn(file)).filter(({ name }) => name === origin);
  };
}

/** The vkeys of a file; empty lines and those that begin with `#` apart. A line that is no log's vkey is passed over. */
async function vkeysIn(file: string): Promise<readonly VerifierKey[]> {
  const text = await readFile(file, 'utf8');
  return text.split('\n').flatMap((line) => {
    try {
      const key = parseVkey(line.trim());
      return key.type === KEY_TYPE_ED25519 ? [key] : [];
    } catch {
      return [];
    }
  });
}
