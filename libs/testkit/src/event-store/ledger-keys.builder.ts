import { createHash } from 'node:crypto';
import type { LedgerKeysProvider } from '@taizhang/event-store-port';
import { derivedEntropy } from '@taizhang/kernel';

const ED25519 = Uint8Array.of(0x01);

/** A vkey string of the right form (ledger-format §4) whose key bytes follow from name and use; nobody holds its private half. */
function derivedVkey(name: string, use: string): string {
  const key = derivedEntropy('testkit').bytes(32, { log: name, commit: 'opening', purpose: `key/${use}` });
  const keyId = createHash('sha256').update(`${name}\n`).update(ED25519).update(key).digest('hex').slice(0, 8);
  return `${name}+${keyId}+${Buffer.concat([ED25519, key]).toString('base64')}`;
}

/** Keys for ledgers in tests: the same origin always gets the same ones, in every process. */
export const derivedLedgerKeys: LedgerKeysProvider = (_ledger, origin) =>
  Promise.resolve({
    logVkeys: [derivedVkey(origin, 'log')],
    exportVkeys: [derivedVkey(`${origin}/export`, 'export')],
    witnessVkeys: [],
  });
