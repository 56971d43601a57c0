import type { EventStore } from '@taizhang/event-store-port';
import { contextOf, isLedgerId, type LedgerId } from '@taizhang/kernel';
import { guardName } from './checkpoint-signer.js';
import { LedgerBehindError } from './errors.js';
import type { GuardRows, SignedHead } from './guard-rows.js';

const LOGS = 'log/';

/**
 * An event store that takes nothing for a ledger with fewer leaves than were signed: before the first append of this process to a
 * ledger it is compared with the guard (design §10). Reading goes on.
 */
export function guardedStore(store: EventStore, guard: Pick<GuardRows, 'head'>): EventStore {
  const compared = new Set<LedgerId>();
  const demandWhole = async (ledger: LedgerId): Promise<void> => {
    if (compared.has(ledger)) return;
    await demandNotBehind(store, guard, ledger);
    compared.add(ledger);
  };
  return {
    append: async (ledger, commit) => {
      await demandWhole(ledger);
      return store.append(ledger, commit);
    },
    close: async (ledger, closing) => {
      await demandWhole(ledger);
      return store.close(ledger, closing);
    },
    record: async (ledger, recording) => {
      await demandWhole(ledger);
      return store.record(ledger, recording);
    },
    find: (ledger, id) => store.find(ledger, id),
    findDigest: (ledger, id) => store.findDigest(ledger, id),
    readStream: (ledger, stream, range) => store.readStream(ledger, stream, range),
    readLedger: (ledger, range) => store.readLedger(ledger, range),
    readLeaves: (ledger, from) => store.readLeaves(ledger, from),
    head: (ledger) => store.head(ledger),
    heads: (filter) => store.heads(filter),
    follow: (options) => store.follow(options),
    disclosures: (ledger, digests) => store.disclosures(ledger, digests),
    stop: () => store.stop(),
  };
}

/** Ledgers of which something was signed, by name. */
export async function* signedLedgers(guard: Pick<GuardRows, 'heads'>): AsyncGenerator<LedgerId, void> {
  for await (const { ledger } of signedHeads(guard, LOGS)) yield ledger;
}

/** What was signed last of ledgers whose names in the guard begin so. */
async function* signedHeads(
  guard: Pick<GuardRows, 'heads'>,
  prefix: string,
): AsyncGenerator<{ readonly ledger: LedgerId; readonly head: SignedHead }, void> {
  for await (const { name, head } of guard.heads(prefix)) {
    const ledger = name.slice(LOGS.length);
    if (isLedgerId(ledger)) yield { ledger, head };
  }
}

/** Ledgers of these contexts that have fewer leaves than were signed, each as the error that its writers get. */
export async function* ledgersBehind(
  store: Pick<EventStore, 'head' | 'heads'>,
  guard: Pick<GuardRows, 'heads'>,
  contexts: Iterable<string>,
): AsyncGenerator<LedgerBehindError, void> {
  for (const context of contexts) {
    const sizes = new Map<LedgerId, number>();
    for await (const { ledger, size } of store.heads({ context })) sizes.set(ledger, size);
    for await (const { ledger, head } of signedHeads(guard, `${LOGS}${context}/`)) {
      if (contextOf(ledger) !== context || (sizes.get(ledger) ?? 0) >= head.size) continue;
      const size = (await store.head(ledger))?.size ?? 0; // what was listed is a hint
      if (size < head.size) yield new LedgerBehindError(ledger, head.size, size);
    }
  }
}

async function demandNotBehind(
  store: Pick<EventStore, 'head'>,
  guard: Pick<GuardRows, 'head'>,
  ledger: LedgerId,
): Promise<void> {
  const signed = await guard.head(guardName(ledger));
  if (signed === undefined) return;
  const size = (await store.head(ledger))?.size ?? 0;
  if (size < signed.size) throw new LedgerBehindError(ledger, signed.size, size);
}
