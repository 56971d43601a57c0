export {
  ConfigurationError,
  configurationSchema,
  environmentSchema,
  readConfiguration,
  type Configuration,
} from './configuration/configuration.js';
export { identityDatabaseOf } from './configuration/identity-settings.js';
export {
  ANSWERING_FACT,
  PREDECESSORS_FACT,
  queryRoute,
  SUBORDINATES_FACT,
  POWERS_FACT,
  UNIT_PATH_FACT,
  type AnyQueryRoute,
  type BlobDeclaration,
  type BlobReference,
  type ContextFeature,
  type ContextReads,
  type FactProvider,
  type QueryRoute,
  type Reader,
  type ServedView,
} from './context/context-feature.js';
export { ledgerFact, type LedgerAsked } from './context/ledger-fact.js';
export { contextModule } from './context/context.module.js';
export { asyncApiDocument, LEDGER_EVENTS } from './asyncapi/asyncapi-document.js';
export { openApiDocument } from './openapi/openapi-document.js';
export { UNIT_DIRECTORY, unitDirectoryView, type DirectoryUnit } from './unit-directory/unit-directory.view.js';
export {
  PERSON_DIRECTORY,
  personDirectoryView,
  type DirectoryPerson,
} from './person-directory/person-directory.view.js';
export { personFacts } from './person-directory/person-facts.js';
export { POWER_DIRECTORY, powerDirectoryView, type DirectoryPower } from './power-directory/power-directory.view.js';
export { powerFacts } from './power-directory/power-facts.js';
export { PRINCIPAL_FACT, UNIT_LEVEL_FACT, unitFacts } from './unit-directory/unit-facts.js';
export { endedBy, parentOn, principalOn, registersOf, unitReferenceOf } from './unit-directory/unit-register.js';
export type { ChooseAdapters, HostAdapters, TransportEvents } from './host/host-adapters.js';
export { KEY_FOLDER } from './host/host-resources.js';
export { runHost, SHUTDOWN_LIMIT_MS } from './host/run-host.js';
export { PROGRAM_VERSION, startHost, type HostDefinition, type RunningHost } from './host/start-host.js';
export { ContextRegistry, FeatureError } from './context/context-registry.js';
export { connectInbox } from './messaging/connect-inbox.js';
export { InboxContext } from './messaging/inbox-context.js';
export { INBOX, InboxPatternError, InboxStrategy, type InboxStrategyOptions } from './messaging/inbox-strategy.js';
export { Access, senderOf, type RouteAccess } from './http/access.js';
export { inputProblem } from './http/command-body.js';
export { ProblemError, PROBLEMS, retryLater, type ProblemDefinition } from './http/problem.js';
export { RateLimiter } from './http/rate-limiter.js';
export { correlationOf, idempotencyKeyOf } from './http/request-headers.js';
export { CONTEXT_FACILITIES, NO_LEDGER, type ContextFacilities } from './context/context-facilities.js';
export {
  noAccessLog,
  recordedReader,
  recordOrRefuse,
  type AccessEntry,
  type AccessLog,
} from './access-log/access-log.js';
export { CommitSealing, type SealedEvents, type SealingPlace } from './deciding/sealing.js';
export type { CommandRequest, CommandResult } from './deciding/command-request.js';
export type { Credentials, IdentityPort, Power, Principal, Sender } from './identity/identity.js';
export {
  omissionReport,
  type AskedDuties,
  type Omission,
  type OmissionReport,
  type OwedDuty,
} from './omissions/omission-report.js';
export { pageOfOmissions, type OmissionPage, type OmissionSearch } from './omissions/omission-pages.js';
export type { ServedDeadline } from './deadlines/deadline-rows.view.js';
export type { Operation } from './openapi/operation.js';
export { EXPORT_SCOPES, exportedItems, exportQuery } from './jobs/exported-pages.js';
export {
  jobKind,
  type AnyJobKind,
  type JobCommand,
  type JobKind,
  type JobOutcome,
  type JobWork,
} from './jobs/job-kind.js';
export {
  blamedColumn,
  givenForRow,
  IMPORTED_WORKBOOK,
  importSummary,
  WORKBOOK_MEDIA_TYPE,
  type RowOutcome,
} from './jobs/import-run.js';
export { readingWorkbook } from './jobs/reading-workbook.js';
export type { ListItem } from './asking/view-service.js';
export { BLOB_FACT } from './blobs/blob-facts.js';
export { nextPassphrase, PASSPHRASE_FILE, readPassphrase, type NextPassphrase } from './host/passphrase.js';
export { fsck, UnknownLedgerError, type FsckRequest } from './seals/fsck.js';
export type { GivenBundle } from './seals/bundle-leaves.js';
export { recover, type RecoverRequest } from './seals/recover.js';
export { openArchive, type Archive } from './seals/archive.js';
export { eventSchemas } from './seals/event-schemas.js';
export { openVault, type Vault, type VaultOptions } from './sealing/vault.js';
export { differencesOf, sameJson, shownState, type Difference } from './replay/differences.js';
export { changesOf, replayRecord, type Judged, type ReplayedStep, type ReplayLimit } from './replay/replay-record.js';
export { whatIf, type RejudgedStep, type WhatIf, type WhatIfStop } from './replay/what-if.js';
export { sentenceOf } from './host/start-failure.js';
export { powersTable } from './powers/powers-table.js';
export { ELSEWHERE } from './powers/sample-organization.js';
export { SAMPLE_APPOINTMENT, type RecordSample, type RecordSamples } from './powers/declared-powers.js';
export {
  POLICY_DIRECTORY,
  policyDirectoryView,
  type PolicyEdition,
  type UnitPolicy,
} from './policy-directory/policy-directory.view.js';
export { POLICY_FACT, policyFacts, type PolicyInForce } from './policy-directory/policy-facts.js';
export { CLAUSE_KEEPERS, declaredClauses, type ClauseKeeper, type DeclaredClause } from './clauses/declared-clauses.js';
export { NORM_DIRECTORY, normDirectoryView, type DirectoryNorm } from './norm-directory/norm-directory.view.js';
export { NORM_FACT, normFacts, type NormStanding } from './norm-directory/norm-facts.js';
export { STAGE_DIRECTORY, stageDirectoryView, type DirectoryStage } from './stage-directory/stage-directory.view.js';
export { stageFacts } from './stage-directory/stage-facts.js';
export { stageClosePolicy } from './stage-doors/stage-close.policy.js';
export { stageDoorFacts } from './stage-doors/stage-door-facts.js';
export { STAGE_DOORS, stageDoorsView, type StageDoorState } from './stage-doors/stage-doors.view.js';
