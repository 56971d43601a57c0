import {
  derivedEntropy,
  manualClock,
  shiftedClock,
  systemClock,
  systemEntropy,
  type Clock,
  type Entropy,
  type LedgerId,
  type ManualClock,
} from '@taizhang/kernel';
import type { BallotBox } from '@taizhang/ballots-port';
import type { BlobStore } from '@taizhang/blobs-port';
import type { EventStore, ManualTime, UpcastEvent } from '@taizhang/event-store-port';
import type { JobRows } from '@taizhang/jobs-port';
import { createIdentityStore, type IdentityStore } from '@taizhang/identity-port';
import { createKeyStore, type KeyStore } from '@taizhang/keys-port';
import { ownerOfStore, type FollowerState, type LedgerOwner, type LedgerTransport } from '@taizhang/messaging-port';
import { guardedStore, type GuardRows, type SealRows } from '@taizhang/seals-port';
import type { ViewStorage } from '@taizhang/views-port';
import { join } from 'node:path';
import type { Configuration } from '../configuration/configuration.js';
import type { ContextRegistry } from '../context/context-registry.js';
import { hostBallotBox } from '../ballots/host-ballot-box.js';
import { HttpLedgerOwner, routedOwner } from '../owner/http-ledger-owner.js';
import type { HostAdapters, TransportEvents } from './host-adapters.js';
import { hasAccounts } from '../sign-in/host-sign-in.js';
import { openVault, type Vault } from '../sealing/vault.js';
import { readPassphrase } from './passphrase.js';

/** Folder of the embedded key store, within the data folder. */
export const KEY_FOLDER = 'keys';

/** Time and randomness of a host. */
export interface HostTime {
  readonly clock: Clock;
  readonly entropy: Entropy;
  /** With the manual clock: its copy here, and where it is kept. */
  readonly manual?: { readonly clock: ManualClock; readonly kept: ManualTime };
}

/** Everything a host has open. */
export interface HostResources extends HostTime {
  readonly keys: KeyStore;
  /** Accounts, where people have any. */
  readonly identity?: IdentityStore;
  readonly store: Vault;
  readonly state: FollowerState;
  /** Trees and checkpoints. */
  readonly seals: SealRows;
  /** What was signed last. */
  readonly guard: GuardRows;
  readonly views: ViewStorage;
  /** Gives an empty storage, which forgets everything when it is closed. */
  readonly scratchViews: () => Promise<ViewStorage>;
  readonly blobs: BlobStore;
  readonly jobs: JobRows;
  readonly ballots: BallotBox;
  readonly transport: LedgerTransport;
  /** Key of the commit digests. */
  readonly digestKey: Uint8Array;
  readonly upcast: UpcastEvent;
}

/** Undoes what was opened, last first; every step is tried, the first failure is thrown at the end. */
export class OpenedParts {
  readonly #closers: (() => Promise<unknown>)[] = [];

  /** Notes how to close what was just opened. */
  add(close: () => Promise<unknown>): void {
    this.#closers.push(close);
  }

  async close(): Promise<void> {
    const failures: unknown[] = [];
    for (let close = this.#closers.pop(); close !== undefined; close = this.#closers.pop()) {
      await close().catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw failures[0] as Error; // whatever a port's close threw
  }
}

/**
 * Opens the ports of a host in the order in which they need each other. What was opened is noted in `opened`, also when a
 * later step fails.
 */
export async function openResources(
  configuration: Configuration,
  adapters: HostAdapters,
  registry: ContextRegistry,
  events: TransportEvents,
  opened: OpenedParts,
): Promise<HostResources> {
  opened.add(() => adapters.close());
  const hold = await adapters.hold('shared');
  opened.add(() => hold.release());
  const time = await openTime(configuration, adapters, opened);
  const keys = await openKeys(configuration, adapters, time.entropy, opened);
  const lift: UpcastEvent = (type, schema, data) => registry.lift(type, schema, data);
  const guard = await adapters.guardRows();
  opened.add(() => guard.close());
  const unsealed = await adapters.eventStore({
    authority: configuration.TAIZHANG_AUTHORITY,
    clock: time.clock,
    entropy: time.entropy,
    ledgerKeys: async (ledger: LedgerId, origin: string) => {
      const made = await keys.ledgerKeys(ledger, origin);
      return { logVkeys: [made.log.vkey], exportVkeys: [made.export.vkey], witnessVkeys: [] };
    },
    upcast: lift,
    ...(configuration.TAIZHANG_CLOCK_CONFIRMED_TO !== undefined && {
      confirmedClockJumpTo: configuration.TAIZHANG_CLOCK_CONFIRMED_TO,
    }),
  });
  opened.add(() => unsealed.stop());
  const store = openVault({ store: guardedStore(unsealed, guard), keys, authority: configuration.TAIZHANG_AUTHORITY });
  const state = await adapters.followerState();
  opened.add(() => state.close());
  const seals = await adapters.sealRows();
  opened.add(() => seals.close());
  const views = await adapters.viewStorage();
  opened.add(() => views.close());
  const blobs = await adapters.blobStore();
  opened.add(() => blobs.close());
  const jobs = await adapters.jobRows();
  opened.add(() => jobs.close());
  const ballots = hostBallotBox(adapters, keys.dataKeys);
  opened.add(() => ballots.close());
  const transport = adapters.transport(store, events);
  opened.add(() => transport.close());
  const identity = hasAccounts(configuration) ? createIdentityStore(await adapters.identityRows()) : undefined;
  if (identity !== undefined) opened.add(() => identity.close());
  const digestKey = await keys.secret('commit-digest');
  return {
    ...time,
    keys,
    store,
    state,
    seals,
    guard,
    views,
    scratchViews: () => adapters.scratchViews(),
    blobs,
    jobs,
    ballots: ballots.box,
    transport,
    digestKey,
    upcast: lift,
    ...(identity !== undefined && { identity }),
  };
}

/** Opens the clock that a configuration asks for. */
export async function openTime(
  { TAIZHANG_CLOCK: kind, TAIZHANG_CLOCK_SHIFT_MS: shiftMs, TAIZHANG_SEED: seed }: Configuration,
  adapters: HostAdapters,
  opened: OpenedParts,
): Promise<HostTime> {
  if (kind === 'shifted' && shiftMs !== undefined) return { clock: shiftedClock(shiftMs), entropy: systemEntropy };
  if (kind !== 'manual' || seed === undefined) return { clock: systemClock, entropy: systemEntropy };
  const kept = await adapters.manualTime(seed);
  opened.add(() => kept.close());
  const clock = manualClock(await kept.read());
  return { clock, entropy: derivedEntropy(seed), manual: { clock, kept } };
}

/** Opens the key store of a deployment. */
export async function openKeys(
  configuration: Configuration,
  adapters: HostAdapters,
  entropy: Entropy,
  opened: OpenedParts,
): Promise<KeyStore> {
  const passphrase = await readPassphrase(configuration, join(configuration.TAIZHANG_DATA, KEY_FOLDER));
  const rows = await adapters.keyRows();
  opened.add(() => rows.close());
  const passphraseAgain = () => readPassphrase(configuration, join(configuration.TAIZHANG_DATA, KEY_FOLDER));
  return createKeyStore(rows, { passphrase, passphraseAgain, entropy });
}

/** Where leaves of any context are read: the own store, or the other hosts of the deployment. */
export function ownerOf(
  { TAIZHANG_OWNERS: owners, TAIZHANG_SERVICE_TOKEN: token }: Configuration,
  store: EventStore,
  contexts: ReadonlySet<string>,
): LedgerOwner {
  const others = token === undefined ? undefined : new HttpLedgerOwner({ owners, token });
  return routedOwner(ownerOfStore(store), contexts, others);
}
