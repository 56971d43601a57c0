import type { EventStore } from '@taizhang/event-store-port';
import { bureauOf, contextOf, derivedUuid, ledgerId, type LedgerId } from '@taizhang/kernel';
import { parseOrigin, type LedgerEvents } from '@taizhang/ledger';

const CLOSED: keyof LedgerEvents = 'ledger.Closed';

/** Where a context reports an erasure. */
export interface ReportPlace {
  readonly bureau: string;
  /** Of the report's stream. */
  readonly id: string;
}

/**
 * A context reports in the ledger of the bureau that asked (`erasure` is its number there), or, where that has ended, in the one
 * that goes on (design §4). Where none does, the place is the ended ledger, which refuses.
 */
export async function reportPlace(
  store: Pick<EventStore, 'head' | 'readLedger'>,
  asking: LedgerId,
  erasure: string,
): Promise<ReportPlace> {
  const asked = bureauOf(asking);
  const bureau = bureauOf(await goingOn(store, asking));
  // Bureaus number their erasures alike.
  return bureau === asked ? { bureau, id: erasure } : { bureau, id: derivedUuid('erasure report', asked, erasure) };
}

/** The ledger itself while it is open, else the first that follows it and is; itself where there is none. */
async function goingOn(store: Pick<EventStore, 'head' | 'readLedger'>, ledger: LedgerId): Promise<LedgerId> {
  const seen = new Set<LedgerId>();
  const waiting = [ledger];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    if (seen.has(next)) continue;
    seen.add(next);
    const successors = await successorsOf(store, next);
    if (successors === undefined) return next;
    waiting.push(...successors);
  }
  return ledger;
}

/** Ledgers of the same context that follow one that has ended; `undefined` while it is open. */
async function successorsOf(
  store: Pick<EventStore, 'head' | 'readLedger'>,
  ledger: LedgerId,
): Promise<readonly LedgerId[] | undefined> {
  const size = (await store.head(ledger))?.size ?? 0;
  if (size === 0) return undefined;
  for await (const { type, data } of store.readLedger(ledger, { from: size - 1, to: size - 1 })) {
    if (type !== CLOSED) return undefined;
    const origins = Array.isArray(data['successors']) ? data['successors'] : [];
    return origins
      .map((origin) => parseOrigin(String(origin)))
      .filter(({ service }) => service === contextOf(ledger))
      .map(({ service, bureau }) => ledgerId(service, bureau));
  }
  return undefined;
}
