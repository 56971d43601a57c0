import type { EventStore } from '@taizhang/event-store-port';
import type { LedgerId } from '@taizhang/kernel';
import { hashLeaf } from '@taizhang/seals-port';
import type { Contest, Outcome } from '../passes.js';
import { scaled, type BenchSettings } from '../settings.js';
import { benchLedger } from '../stores/taizhang-events.js';
import { ownVersion } from '../stores/versions.js';
import { fill, openStore } from './filled-store.js';
import { openSealedStore } from './sealed-ledger.js';

/** Leaves that are sealed. */
const SEALED_LEAVES = 200_000;

/** A ledger that nobody has sealed yet: read, hashed, its tiles written, one checkpoint signed. */
export function sealLedger(settings: BenchSettings): Contest {
  const leaves = scaled(settings, SEALED_LEAVES);
  return {
    workload: 'X.seal',
    mostPasses: 3,
    entrants: [
      {
        peer: 'taizhang sqlite',
        version: ownVersion(),
        technology: 'sqlite',
        role: 'ours',
        run: (folder) => seal(folder, leaves),
      },
      {
        peer: 'plain SHA-256',
        version: process.versions.node,
        technology: 'sqlite',
        role: 'limit',
        run: (folder) => hash(folder, leaves),
      },
    ],
  };
}

async function seal(folder: string, leaves: number): Promise<Outcome> {
  const { store, seals, durability, close } = await openSealedStore(folder, [benchLedger(0)]);
  await fill(store, leaves, 1);
  const started = performance.now();
  const sealed = await seals.seal(benchLedger(0));
  const seconds = (performance.now() - started) / 1_000;
  await close();
  return {
    durability,
    measured: { n: sealed?.size ?? 0, seconds, note: 'read, hashed, tiles written, one checkpoint' },
  };
}

async function hash(folder: string, count: number): Promise<Outcome> {
  const { store } = openStore(folder);
  await fill(store, count, 1);
  const leaves = await leavesOf(store, benchLedger(0));
  await store.stop();
  const started = performance.now();
  for (const leaf of leaves) hashLeaf(leaf);
  const seconds = (performance.now() - started) / 1_000;
  return { durability: '', measured: { n: leaves.length, seconds, note: 'SHA-256 of the same leaves, in memory' } };
}

/** All leaves of a ledger, in memory. */
export async function leavesOf(store: EventStore, ledger: LedgerId): Promise<readonly Uint8Array[]> {
  const found: Uint8Array[] = [];
  for await (const { leaves } of store.readLeaves(ledger)) found.push(...leaves);
  return found;
}
