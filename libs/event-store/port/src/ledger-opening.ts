import type { LedgerId } from '@taizhang/kernel';

/** What a ledger's `ledger.Opened` says of its keys (ledger-format §7). */
export interface LedgerVkeys {
  readonly logVkeys: readonly string[];
  readonly exportVkeys: readonly string[];
  readonly witnessVkeys: readonly string[];
}

/**
 * Makes, or finds, the keys of a ledger that is about to open. Called at most once per ledger and process; when several
 * processes open one ledger at once, all must get the same keys (one winner): the `keys` port does that.
 */
export type LedgerKeysProvider = (ledger: LedgerId, origin: string) => Promise<LedgerVkeys>;
