export {
  bureauOf,
  commitIdOfCause,
  commitIdOfRequest,
  contextOf,
  derivedUuid,
  isLedgerId,
  isStreamId,
  isUuid,
  ledgerId,
  streamId,
  timeOrderedUuid,
  type ActorId,
  type CommitId,
  type EventId,
  type LedgerId,
  type StreamId,
} from './ids.js';
export {
  instantMs,
  instantOf,
  isInstant,
  isLocalDate,
  dayIn,
  localDateOf,
  manualClock,
  shiftedClock,
  systemClock,
  type Clock,
  type Instant,
  type LocalDate,
  type ManualClock,
} from './time.js';
export type { Assessment, Assessments, Outcome, PolicySettings, RecordedDecision } from './assessment.js';
export { momentOf } from './moment.js';
export { derivedEntropy, systemEntropy, type Entropy, type EntropyPurpose } from './entropy.js';
export type { JsonObject, JsonValue } from './json.js';
export { entryOf } from './entry.js';
export { eventJsonSchema } from './event-json-schema.js';
export {
  eventSchemaId,
  HIDDEN_LEAF_SCHEMA,
  LEAF_MEMBERS,
  leafJsonSchema,
  openedJsonSchema,
  type ReleasedEvent,
} from './leaf-json-schema.js';
export { LATE, lateDateOf } from './late.js';
export {
  isRejection,
  reject,
  rejection,
  type Rejection,
  type RejectionCode,
  type RejectionDefinition,
  type RejectionKind,
  type Sentence,
} from './rejection.js';
export { OFFICE_ROLES, role, ROLES, type Allowance, type Role, type RoleScope } from './roles.js';
export { policyActor, type Actor } from './actor.js';
export { ACTS, actsOf, applyAct, withdrawnBy, type Act, type Remembering, type Withdraws } from './acts.js';
export {
  withdrawal,
  WITHDRAWAL_ACT_UNKNOWN,
  WITHDRAWAL_REPEATED,
  WITHDRAWAL_TOO_LATE,
  withdrawalRejections,
  withdrawn,
  type BuiltOn,
  type WithdrawalDeclaration,
} from './withdrawal.js';
export {
  date,
  eventReference,
  FIELD_CLASS,
  FieldClassError,
  fieldTree,
  id,
  instant,
  int,
  MAX_TEXT_LENGTH,
  openPart,
  personal,
  powerReference,
  recordKey,
  redactable,
  reference,
  sealedDigest,
  sha256Hex,
  text,
  unitReference,
  type FieldClass,
  type FieldTree,
  type Level,
  type OpenOf,
  type SealedMark,
  type SubjectField,
} from './fields.js';
export {
  event,
  events,
  type Clearance,
  type DecidedEvent,
  type EventCatalogue,
  type AnyEventCatalogue,
  type EventDefinition,
  type EventSpec,
  type OpenEvent,
  type Upcaster,
} from './event.js';
export { upcast, UpcastError } from './upcast.js';
export { actsFor, type FactAnswer, type FactQuery, type Facts } from './facts.js';
export {
  command,
  commandVerb,
  type AnyCommand,
  type Command,
  type CommandTarget,
  type Decision,
  type NoneAfter,
  type SideStream,
  type WideDecision,
} from './command.js';
export {
  aggregate,
  DuplicateCommandError,
  evolveWith,
  rememberedPart,
  stepOf,
  withdrawalsOf,
  type Aggregate,
  type AnyAggregate,
  type EventMeta,
  type Evolve,
  type EvolveWith,
} from './aggregate.js';
export {
  policy,
  type FoundDocument,
  type Policy,
  type PolicyCommand,
  type PolicyReads,
  type ReactedEvent,
} from './policy.js';
export { deadline, UnfitDeadlineError, type AnyDeadline, type Deadline } from './deadline.js';
export {
  DUE_DATE_CHANGED,
  DUE_DATE_NOT_REACHED,
  dueDate,
  dueInput,
  dueRejections,
  notDue,
  type DueDate,
} from './due-date.js';
