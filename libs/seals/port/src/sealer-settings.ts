import type { BackOff } from '@taizhang/messaging-port';

/** How long after a commit its ledger is sealed at the latest, and how long after a checkpoint the next one at the earliest, in milliseconds (ledger-format §4). */
export const DEFAULT_SEAL_INTERVAL_MS = 10_000;
/** How long a sealer's leases last, in milliseconds: a sealer that died is replaced after this. */
export const DEFAULT_SEALER_LEASE_TTL_MS = 15_000;
/** How often they are renewed, in milliseconds. */
export const DEFAULT_SEALER_RENEW_INTERVAL_MS = 5_000;
/** How often the witness is asked again for checkpoints that it has not cosigned, in milliseconds. */
export const DEFAULT_COSIGN_AGAIN_MS = 30_000;
/** How many ledgers are sealed at once: enough to hide a database's answers, few enough to leave it alone. */
export const DEFAULT_SEALS_AT_ONCE = 8;
/** How long a stop waits for what is still to be sealed, in milliseconds. */
export const DEFAULT_SEALER_STOP_DEADLINE_MS = 5_000;

/** Sizes and paces of a sealer; defaults above. */
export interface SealerSettings {
  readonly intervalMs: number;
  readonly leaseTtlMs: number;
  readonly renewIntervalMs: number;
  readonly cosignAgainMs: number;
  readonly atOnce: number;
  readonly stopDeadlineMs: number;
  readonly backOff: BackOff;
}

/** See the constants above. */
export const DEFAULT_SEALER_SETTINGS: SealerSettings = {
  intervalMs: DEFAULT_SEAL_INTERVAL_MS,
  leaseTtlMs: DEFAULT_SEALER_LEASE_TTL_MS,
  renewIntervalMs: DEFAULT_SEALER_RENEW_INTERVAL_MS,
  cosignAgainMs: DEFAULT_COSIGN_AGAIN_MS,
  atOnce: DEFAULT_SEALS_AT_ONCE,
  stopDeadlineMs: DEFAULT_SEALER_STOP_DEADLINE_MS,
  backOff: { firstMs: 100, mostMs: 10_000 },
};
