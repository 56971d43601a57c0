import { EventStoreError } from '@taizhang/event-store-port';
import type { LedgerId } from '@taizhang/kernel';

/** The store of trees and checkpoints, or that of the guard, cannot be used; one sentence for the operator. */
export class SealsUnavailableError extends Error {
  override readonly name = 'SealsUnavailableError';
  readonly code = 'STORE_UNAVAILABLE';
}

/** The file or database was written by something else, or is of another version; one sentence for the operator. */
export class ForeignSealsError extends Error {
  override readonly name = 'ForeignSealsError';
  readonly code = 'FOREIGN_STORE';
}

/** A ledger has fewer leaves than were signed: its store was set back (design §10). It is not sealed, and not written to. */
export class LedgerBehindError extends EventStoreError {
  override readonly name = 'LedgerBehindError';
  readonly code = 'LEDGER_BEHIND';
  constructor(
    readonly ledger: LedgerId,
    readonly signed: number,
    readonly present: number,
  ) {
    super(`${ledger} has ${String(present)} leaves, but ${String(signed)} were signed: its store was set back.`);
  }
}

/** The leaves of a ledger are not those that were signed. It is not sealed: two roots for one size would be a fork. */
export class LedgerForkedError extends Error {
  override readonly name = 'LedgerForkedError';
  readonly code = 'LEDGER_FORKED';
  constructor(
    readonly ledger: LedgerId,
    readonly size: number,
  ) {
    super(`${ledger}: the first ${String(size)} leaves are not those that were signed.`);
  }
}

/** There is no key to sign a ledger's checkpoints with: its keys are not in this key store. */
export class SigningKeyMissingError extends Error {
  override readonly name = 'SigningKeyMissingError';
  readonly code = 'SIGNING_KEY_MISSING';
  constructor(readonly ledger: LedgerId) {
    super(`There is no key of ${ledger} in this key store.`);
  }
}

/** What is asked to be proven is not sealed yet: it waits for the next checkpoint. */
export class NotSealedError extends Error {
  override readonly name = 'NotSealedError';
  readonly code = 'NOT_SEALED';
}

/** The ledgers were opened under another authority: whoever works on under this one would sign, and judge, what is not his. */
export class ForeignAuthorityError extends Error {
  override readonly name = 'ForeignAuthorityError';
  readonly code = 'FOREIGN_AUTHORITY';
  constructor(present: string, told: string) {
    super(`These ledgers are those of ${present}, not of ${told}: set TAIZHANG_AUTHORITY=${present}.`);
  }
}

/** The store belongs to another deployment than the keys: a copy, which never seals (design §10). */
export class ForeignDeploymentError extends Error {
  override readonly name = 'ForeignDeploymentError';
  readonly code = 'FOREIGN_DEPLOYMENT';
  constructor() {
    super('The store and the keys are of two deployments: a copy of a store never seals.');
  }
}
