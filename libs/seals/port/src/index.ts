export type { CheckpointRange, KeptCheckpoint, SealRows } from './seal-rows.js';
export type { GuardRows, NamedHead, SignedHead } from './guard-rows.js';
export { mayFollow, sameHead } from './head-rules.js';
export {
  ForeignAuthorityError,
  ForeignDeploymentError,
  ForeignSealsError,
  LedgerBehindError,
  LedgerForkedError,
  NotSealedError,
  SealsUnavailableError,
  SigningKeyMissingError,
} from './errors.js';
export { hashLeaf } from './leaf-hashing.js';
export { EXTEND_AT_LEAVES, LedgerTrees } from './ledger-trees.js';
export {
  CheckpointSigner,
  guardName,
  MAX_SIGNING_TRIES,
  SigningContentionError,
  type CheckpointSignerOptions,
  type Signing,
} from './checkpoint-signer.js';
export { LogKeys, readLogKeys, type RetiredLogKey } from './log-keys.js';
export {
  LogKeyRotation,
  MAX_ROTATION_TRIES,
  RotationContentionError,
  type LogKeyRotated,
  type LogKeyRotationOptions,
  type RotationOrder,
} from './log-key-rotation.js';
export { LedgerSeals, type LedgerSealsOptions } from './ledger-seals.js';
export { Sealer, type SealerEvents, type SealerOptions } from './sealer.js';
export {
  DEFAULT_COSIGN_AGAIN_MS,
  DEFAULT_SEAL_INTERVAL_MS,
  DEFAULT_SEALER_LEASE_TTL_MS,
  DEFAULT_SEALER_RENEW_INTERVAL_MS,
  DEFAULT_SEALER_SETTINGS,
  DEFAULT_SEALER_STOP_DEADLINE_MS,
  DEFAULT_SEALS_AT_ONCE,
  type SealerSettings,
} from './sealer-settings.js';
export { DEFECTS, LedgerDefects, type Defect, type DefectCode, type ReportDefect } from './fsck/defects.js';
export { LedgerChecks, type LedgerCheckOptions } from './fsck/ledger-check.js';
export { checkMarks, type MarkSources } from './fsck/mark-check.js';
export { guardedStore, ledgersBehind, signedLedgers } from './guarded-store.js';
export {
  LedgerRecovery,
  RECOVERED_AT_ONCE_BYTES,
  SourceChangedError,
  type LedgerRecoveryOptions,
  type Recovered,
  type ValuesAtRest,
} from './recovery/ledger-recovery.js';
export type { LeafSource, SourcedLeaf } from './recovery/sourced-leaves.js';
export { SealSchedule } from './seal-schedule.js';
export { LedgerProofs, leafAt } from './proofs.js';
export { Cosigning, CosignatureRefusedError, type WitnessPeer } from './cosigning.js';
export { Witness, WITNESS_SIZE_MEDIA_TYPE, type WitnessAnswer, type WitnessOptions } from './witness.js';
export {
  BundleRefusedError,
  LEAVES_AT_ONCE,
  LedgerBundles,
  type BundleRequest,
  type LedgerBundlesOptions,
} from './ledger-bundles.js';
export type { SchemaOf } from './bundle-schemas.js';
