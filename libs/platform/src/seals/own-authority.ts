import type { EventStore } from '@taizhang/event-store-port';
import type { LedgerId } from '@taizhang/kernel';
import { decodeLeaf, parseOrigin } from '@taizhang/ledger';
import { ForeignAuthorityError } from '@taizhang/seals-port';

type Store = Pick<EventStore, 'heads' | 'readLedger'>;

/**
 * Looks at the first leaf that there is: under a mistyped authority a host would make keys and sign for others, and a check find
 * forgeries everywhere.
 * @throws {ForeignAuthorityError}
 */
export async function demandOwnAuthority(store: Store, authority: string): Promise<void> {
  for await (const { ledger, size } of store.heads()) {
    if (size === 0) continue;
    const present = await authorityIn(store, ledger);
    if (present !== undefined && present !== authority) throw new ForeignAuthorityError(present, authority);
    return;
  }
}

/** Undefined where the first leaf cannot be read: what is wrong with it is for others to say. */
async function authorityIn(store: Store, ledger: LedgerId): Promise<string | undefined> {
  try {
    for await (const { leaf } of store.readLedger(ledger, { from: 0, limit: 1 }))
      return parseOrigin(decodeLeaf(leaf).log).authority;
  } catch {
    return undefined;
  }
  return undefined;
}
