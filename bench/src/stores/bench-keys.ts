import { createHash } from 'node:crypto';
import type { LedgerKeysProvider } from '@taizhang/event-store-port';
import { exportVkey, logVkey } from '@taizhang/ledger';

/** Public keys of the right form for `ledger.Opened`; nobody holds their private halves, and nothing here is signed. */
export const benchKeys: LedgerKeysProvider = (_ledger, origin) => {
  const publicKey = createHash('sha256').update(origin).digest();
  return Promise.resolve({
    logVkeys: [logVkey(origin, publicKey)],
    exportVkeys: [exportVkey(origin, publicKey)],
    witnessVkeys: [],
  });
};
