export { Base64Error, decodeBase64, decodeBase64Url, encodeBase64, encodeBase64Url } from './base64.js';
export { BundleError, type BundleErrorCode } from './bundle/bundle-error.js';
export {
  BUNDLE_PATHS,
  bundlePathOf,
  historyPath,
  isBundleName,
  MAX_BUNDLE_BYTES,
  MAX_BUNDLE_FILES,
  receiptPath,
  schemaPath,
  withoutTopFolder,
  type BundleFiles,
  type BundlePath,
} from './bundle/bundle-path.js';
export { countsOf, layBundle, signBundle, type BundlePlan, type LaidBundle } from './bundle/bundle-writer.js';
export {
  entryFor,
  formatEntry,
  isVisible,
  MAX_ENTRY_LINE_BYTES,
  parseEntry,
  type Entry,
  type ErasedDigest,
  type ExportedLeaf,
  type HashOnlyEntry,
  type VisibleEntry,
} from './bundle/entry-line.js';
export {
  BUNDLE_FORMAT,
  formatManifest,
  manifestNoteText,
  parseManifest,
  type BundleCounts,
  type BundleKind,
  type ListedFile,
  type Manifest,
} from './bundle/manifest.js';
export { readZip, writeZip, type ZipLimits } from './bundle/zip.js';
export { CheckpointError, formatCheckpoint, parseCheckpoint, type Checkpoint } from './checkpoint.js';
export {
  cosign,
  cosignatureLine,
  cosignatureMessage,
  verifyCosignature,
  type CosignatureVerdict,
} from './cosignature.js';
export {
  DISCLOSURE_SALT_BYTES,
  DisclosureError,
  disclosureDigest,
  isEnvelope,
  isReservedName,
  makeDisclosure,
  parseDisclosure,
  type DisclosedField,
  type Disclosure,
  type DisclosureErrorCode,
  type DisclosureLevel,
} from './disclosure.js';
export { ed25519PublicKey, ed25519Sign, ed25519Verify, SEED_BYTES, SIGNATURE_BYTES } from './ed25519.js';
export {
  ENVELOPE_ALGORITHM,
  ENVELOPE_KEY_BYTES,
  ENVELOPE_SALT_BYTES,
  EnvelopeError,
  kidOf,
  openEnvelope,
  sealEnvelope,
  type EnvelopeErrorCode,
  type EnvelopeKey,
  type EnvelopePlace,
} from './envelope.js';
export { FormatError } from './format-error.js';
export { appendLeafHash, EMPTY_FRONTIER, frontierArity, frontierRoot, type Frontier } from './frontier.js';
export { canonicalBytes, canonicalize, canonicalizeAnyNumber, MAX_LEAF_DEPTH, type JcsOptions } from './jcs.js';
export { childPointer, isJsonObject, type JsonObject, type JsonValue } from './json.js';
export { checkLeaf, leafProblems, type LeafCheck, type LeafProblem } from './leaf-check.js';
export { LeafProfileError, type LeafErrorCode, type LeafErrorReason } from './leaf-error.js';
export {
  decodeLeaf,
  encodeLeaf,
  LEAF_FORMAT,
  MAX_LEAF_BYTES,
  type Clearance,
  type Leaf,
  type LeafActor,
  type LeafCommit,
} from './leaf.js';
export { isLedgerEventType, ledgerEventProblems } from './ledger-event-check.js';
export {
  LEDGER_EVENT_CLEARANCE,
  LEDGER_EVENT_SCHEMA_VERSION,
  LEDGER_NONCE_BYTES,
  LEDGER_STREAM,
  LEDGER_TYPE_PREFIX,
  ledgerClosed,
  ledgerOpened,
  type ClosedReason,
  type DisclosureErasedData,
  type KeyAddedData,
  type KeyRetiredData,
  type KeyUse,
  type LedgerClosedData,
  type LedgerEvent,
  type LedgerEvents,
  type LedgerEventType,
  type LedgerOpenedData,
  type OpeningFacts,
  type Predecessor,
  type SubjectKeyDestroyedData,
} from './ledger-events.js';
export {
  consistencyPath,
  inclusionPath,
  verifyConsistency,
  verifyInclusion,
  type ConsistencyClaim,
  type InclusionClaim,
} from './merkle-proof.js';
export { emptyRoot, HASH_BYTES, leafHash, nodeHash, rangeRoot, rootOf, sameHash } from './merkle.js';
export {
  CONSISTENCY_FORMAT,
  formatConsistencyProof,
  formatInclusionProof,
  INCLUSION_FORMAT,
  MAX_PATH_HASHES,
  parseConsistencyProof,
  parseInclusionProof,
  ProofError,
  provesConsistency,
  provesInclusion,
  type ConsistencyProof,
  type InclusionProof,
} from './proof-json.js';
export {
  ed25519Signer,
  formatNote,
  MAX_NOTE_BYTES,
  MAX_NOTE_SIGNATURES,
  NoteError,
  noteMessage,
  noteSignature,
  parseNote,
  signNote,
  verifyNoteSignature,
  type NoteSignature,
  type NoteSigner,
  type SignatureVerdict,
  type SignedNote,
} from './note.js';
export { type Breach } from './object-rules.js';
export { openData, sealedDigests, type OpenedData, type SealedDigest } from './open-data.js';
export { formatOrigin, isOrigin, OriginError, parseOrigin, type OriginParts } from './origin.js';
export { parseCanonical } from './parse-canonical.js';
export {
  MAX_POLICY_BYTES,
  parsePolicy,
  PolicyError,
  quorumVerdict,
  type Policy,
  type PolicyWitness,
  type Quorum,
  type QuorumVerdict,
} from './policy.js';
export { formatReceipt, MAX_RECEIPT_LEAF_BYTES, parseReceipt, ReceiptError, type Receipt } from './receipt.js';
export {
  DATA_POINTER,
  sealData,
  type EnvelopeSource,
  type FieldClass,
  type FieldClasses,
  type SaltSource,
  type SealedData,
  type PersonalClass,
  type PersonalField,
  type SealedDisclosure,
} from './seal.js';
export { sm3 } from './sm3.js';
export { parseStrictJson, StrictJsonError } from './strict-json.js';
export {
  consistencyPathFromTiles,
  consistencyTiles,
  extendTiles,
  frontierFromTiles,
  frontierTiles,
  inclusionPathFromTiles,
  inclusionTiles,
  parseTilePath,
  TILE_HEIGHT,
  TILE_WIDTH,
  tilePath,
  tileWidth,
  type Tile,
  type TileAddress,
  type TileSource,
} from './tiles.js';
export { formatFinding, MAX_FINDINGS_PER_CODE, type Finding, type FindingDetails } from './verify/findings.js';
export { checkNote, type NoteChecks, type NoteVerdict } from './verify/notes-stage.js';
export { type EnvelopeCounts } from './verify/envelopes-stage.js';
export { verifyBundle, verifyZip, type BundleSubject, type Verification } from './verify/verify-bundle.js';
export { verifyReceipt, type ReceiptVerification } from './verify/verify-receipt.js';
export { isVerifyCode, VERIFY_STAGES, type VerifyCode } from './verify/verify-codes.js';
export {
  DEFAULT_LAG_SECONDS,
  DEFAULT_MAX_COSIG_AGE_SECONDS,
  DEFAULT_SKEW_SECONDS,
  type VerifyOptions,
} from './verify/verify-context.js';
export {
  exportVkey,
  formatVkey,
  KEY_ID_BYTES,
  KEY_TYPE_COSIGNATURE,
  KEY_TYPE_ED25519,
  keyId,
  logVkey,
  parseVkey,
  PUBLIC_KEY_BYTES,
  VkeyError,
  witnessVkey,
  type KeyType,
  type VerifierKey,
} from './vkey.js';
export {
  formatWitnessRequest,
  judgeWitnessRequest,
  MAX_WITNESS_PATH_HASHES,
  parseWitnessRequest,
  WitnessRequestError,
  type WitnessedHead,
  type WitnessRequest,
  type WitnessVerdict,
} from './witness-request.js';
