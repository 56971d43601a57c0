import type { BundleFiles } from '../bundle/bundle-path.js';
import type { Entry, VisibleEntry } from '../bundle/entry-line.js';
import type { Manifest } from '../bundle/manifest.js';
import type { Checkpoint } from '../checkpoint.js';
import type { Clearance, Leaf } from '../leaf.js';
import type { Policy } from '../policy.js';
import type { VerifierKey } from '../vkey.js';
import type { Findings } from './findings.js';

/** How old the newest quorum of the last checkpoint may be, in seconds: 24 hours. */
export const DEFAULT_MAX_COSIG_AGE_SECONDS = 24 * 3600;
/** How far clocks may run ahead, in seconds. */
export const DEFAULT_SKEW_SECONDS = 300;
/** How long before its checkpoint's quorum time an event may say it was, in seconds: one hour. */
export const DEFAULT_LAG_SECONDS = 3600;

/** What a verifier is told beside the bundle (ledger-format §12). */
export interface VerifyOptions {
  /** Out of band, never from the bundle. */
  readonly policy: Policy;
  /** The ledger's export key, out of band. */
  readonly exportKey: VerifierKey;
  /** Of the recipient; default: what the manifest says, which then is not checked. */
  readonly clearance?: Clearance;
  /** POSIX seconds. */
  readonly now: number;
  readonly maxCosigAgeSeconds?: number;
  readonly skewSeconds?: number;
  readonly lagSeconds?: number;
  /** Notes of checkpoints kept from earlier audits, or fetched from the superior. */
  readonly known?: readonly Uint8Array[];
}

/** A checkpoint whose note has been looked at. */
export interface CheckedNote {
  /** Path in the bundle, or `known:<n>`, counted from 1. */
  readonly file: string;
  readonly source: 'head' | 'history' | 'known';
  readonly checkpoint: Checkpoint;
  /** Log keys of the policy whose signatures verify; without any, the checkpoint is evidence of nothing. */
  readonly signedBy: readonly VerifierKey[];
  /** When the quorum was met; absent where it was not, or the policy asks for none. */
  readonly quorumTime?: number;
}

/** A leaf that passed the checks of one leaf alone, with the entry that brought it. */
export interface VisibleLeaf {
  readonly entry: VisibleEntry;
  readonly leaf: Leaf;
}

/** What stages hand to those after them. */
export interface VerifyContext {
  readonly files: BundleFiles;
  readonly findings: Findings;
  readonly policy: Policy;
  readonly exportKey: VerifierKey;
  readonly clearance: Clearance;
  readonly now: number;
  readonly maxCosigAge: number;
  readonly skew: number;
  readonly lag: number;
  readonly manifest: Manifest;
}

/** What stage 3 read, in order of index, each index once. */
export interface ReadEntries {
  readonly entries: readonly Entry[];
  /** Whether nothing was unreadable, missing, double or out of place. */
  readonly whole: boolean;
  /** Lines of the file, also those that are no entries. */
  readonly lines: number;
}
