import type { BallotDrawers } from '@taizhang/ballots-port';
import type { BlobStore } from '@taizhang/blobs-port';
import type { CommitInspection, EventStore, EventStoreOptions, ManualTime } from '@taizhang/event-store-port';
import type { IdentityRows } from '@taizhang/identity-port';
import type { JobRows } from '@taizhang/jobs-port';
import type { KeyRows } from '@taizhang/keys-port';
import type { FollowerState, LedgerTransport } from '@taizhang/messaging-port';
import type { GuardRows, SealRows } from '@taizhang/seals-port';
import type { ViewStorage } from '@taizhang/views-port';
import type { Configuration } from '../configuration/configuration.js';

/** What happens in a transport that operators must hear of; names no ledger. */
export interface TransportEvents {
  /** Following failed and goes on by itself. */
  failed(error: unknown): void;
  /** The store reported a hole (`LEDGER_HOLE`): alarm. */
  hole(error: Error): void;
  log(level: 'warn' | 'error', message: string): void;
}

/** Data that are held; given back also when the process ends, however it does. */
export interface DataHold {
  release(): Promise<void>;
}

/**
 * The technology under one host, opened one by one in this order and closed in the reverse. Only an app makes one (house rule
 * 6). Errors: each port's own, with one sentence for the operator.
 */
export interface HostAdapters {
  /**
   * Holds the deployment's data: hosts together with each other, whoever mends or recovers them alone.
   * @throws an error with the code `DATA_IN_USE` and one sentence, when that cannot be
   */
  hold(how: 'shared' | 'alone'): Promise<DataHold>;
  /** The commits of the event store as a check sees them; never makes a store. */
  commitInspection(how: { readonly readOnly: boolean }): Promise<CommitInspection>;
  keyRows(): Promise<KeyRows>;
  /** Asked for only with `TAIZHANG_IDENTITY=local` or `oidc`. */
  identityRows(): Promise<IdentityRows>;
  /** Asked for only with `TAIZHANG_CLOCK=manual`. */
  manualTime(seed: string): Promise<ManualTime>;
  eventStore(options: EventStoreOptions): Promise<EventStore>;
  followerState(): Promise<FollowerState>;
  /** Trees and checkpoints, beside the event store. */
  sealRows(): Promise<SealRows>;
  /** What was signed last, beside the keys: in another backup domain than the store. */
  guardRows(): Promise<GuardRows>;
  viewStorage(): Promise<ViewStorage>;
  /** An empty one, which forgets everything when it is closed: views as they were at some time are projected into it. */
  scratchViews(): Promise<ViewStorage>;
  blobStore(): Promise<BlobStore>;
  jobRows(): Promise<JobRows>;
  /** Asked for only by a context that holds secret votes, when it first does. */
  ballotDrawers(): Promise<BallotDrawers>;
  transport(store: Pick<EventStore, 'follow' | 'readLedger'>, events: TransportEvents): LedgerTransport;
  /** Closes connections that several of the above share. */
  close(): Promise<void>;
}

/** Chooses the adapters of a deployment by its configuration; the one place that does is `apps/deployment`. */
export type ChooseAdapters = (configuration: Configuration, name: string) => Promise<HostAdapters>;
