import { OwnerUnavailableError } from '../owner/http-ledger-owner.js';
import type { AccessBatch, WriteAccesses } from './batched-access-log.js';

/** Route by which hosts hand over their entries, see `AccessEntriesController`. */
export const ACCESS_ENTRIES_PATH = '/api/access-entries';
/** How long the owner may take, in milliseconds: readers wait for it. */
export const ACCESS_WRITE_TIMEOUT_MS = 5_000;

/** Hands entries over to the host that keeps the access ledgers. @param base its base URL */
export function httpAccessWriter(base: string, token: string): WriteAccesses {
  return async (batch: AccessBatch) => {
    const response = await fetch(`${base}${ACCESS_ENTRIES_PATH}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(batch),
      signal: AbortSignal.timeout(ACCESS_WRITE_TIMEOUT_MS),
    });
    await response.arrayBuffer();
    if (!response.ok) throw new OwnerUnavailableError(`the access ledger answered ${String(response.status)}`);
  };
}
