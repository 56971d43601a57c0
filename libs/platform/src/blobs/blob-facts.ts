import { contextOf, isLedgerId, type LedgerId } from '@taizhang/kernel';
import type { ContextReads, FactProvider } from '../context/context-feature.js';
import type { ContextRegistry } from '../context/context-registry.js';
import type { BlobVault } from './blob-vault.js';

/**
 * What an uploaded blob is: key = `<context>/<bureau>/<sha256>`, value = `{size, mediaType}`, or `null` when it was never
 * uploaded to this ledger, is erased, or was uploaded too long ago to be attached for the first time.
 */
export const BLOB_FACT = 'platform.blob';

/** Facts about blobs, for every context of a host. */
export function blobFacts(registry: ContextRegistry, vault: BlobVault): Readonly<Record<string, FactProvider>> {
  return {
    [BLOB_FACT]: async ({ key }, reads) => {
      const [context = '', bureau = '', sha256 = ''] = key.split('/', 3);
      const ledger = `${context}/${bureau}`;
      const found = isLedgerId(ledger) ? await vault.find(ledger, sha256) : undefined;
      if (found === undefined || !isLedgerId(ledger)) return { value: null, consulted: [] };
      const good = vault.mayBeAttached(found.storedAt) || (await isReferred(registry, reads, ledger, sha256));
      return { value: good ? { size: found.size, mediaType: found.mediaType } : null, consulted: [] };
    },
  };
}

/** Whether a view of the ledger's own context knows of a reference to a blob. */
export async function isReferred(
  registry: ContextRegistry,
  reads: ContextReads,
  ledger: LedgerId,
  sha256: string,
): Promise<boolean> {
  const view = registry.feature(contextOf(ledger))?.blobs?.references;
  return view !== undefined && (await reads.get(view, ledger, sha256)) !== undefined;
}
