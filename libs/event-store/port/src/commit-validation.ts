import { isLedgerId, isStreamId, isUuid, type LedgerId } from '@taizhang/kernel';
import { isOrigin, LEDGER_STREAM, LEDGER_TYPE_PREFIX, ledgerEventProblems } from '@taizhang/ledger';
import { InvalidCommitError } from './errors.js';
import { noticeParts } from './ledger-opening.js';
import {
  MAX_EVENTS_PER_COMMIT,
  type Expectations,
  type LedgerClosing,
  type LedgerNoticeType,
  type LedgerRecording,
  type NoneAfterCondition,
  type ProposedCommit,
  type ProposedDisclosure,
  type ProposedEvent,
} from './event-store.js';

const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const EVENT_TYPE = /^[a-z][a-z0-9-]*\.[A-Z][A-Za-z0-9]*$/;
/** What {@link validateRecording} lets through; the opening and the end have ways of their own. */
const NOTICES: ReadonlySet<string> = new Set<LedgerNoticeType>([
  'ledger.KeyAdded',
  'ledger.KeyRetired',
  'ledger.SubjectKeyDestroyed',
  'ledger.DisclosureErased',
]);
/** Longest digest, in characters: an HMAC fits in any encoding, a payload does not. */
const MAX_DIGEST_LENGTH = 256;

/**
 * Refuses what could not be recorded whatever the state of the ledger. What a payload may hold (the leaf profile) and its
 * size are checked when its leaf is made, also before anything is written.
 * @throws {InvalidCommitError}
 */
export function validateCommit(ledger: LedgerId, commit: ProposedCommit): void {
  demand(isLedgerId(ledger), 'the ledger id is malformed');
  demand(isUuid(commit.id), 'the commit id is no lower-case UUID');
  demand(isText(commit.digest) && commit.digest.length <= MAX_DIGEST_LENGTH, 'the digest is empty or too long');
  demand(isText(commit.actor.id) && isText(commit.actor.role), 'the actor has no id or role');
  validateContext(commit);
  commit.events.forEach(validateEvent);
  const ids = commit.events.map(({ id }) => id);
  demand(new Set(ids).size === ids.length, 'two events have one id');
  if (commit.expect !== undefined) validateExpectations(commit.expect);
  if (commit.disclosures !== undefined) validateDisclosures(commit.disclosures);
}

/**
 * Refuses a closing that could not be recorded whatever the state of the ledger.
 * @throws {InvalidCommitError}
 */
export function validateClosing(ledger: LedgerId, { id, actor, basis, successors, expect }: LedgerClosing): void {
  demand(isLedgerId(ledger), 'the ledger id is malformed');
  demand(isUuid(id), 'the commit id is no lower-case UUID');
  demand(isText(actor.id) && isText(actor.role), 'the actor has no id or role');
  demand(isText(basis), 'the closing has no basis');
  demand(successors.every(isOrigin), 'a successor is no origin');
  if (expect !== undefined) validateExpectations(expect);
}

/**
 * Refuses `ledger.*` events that ledger-format §7 does not allow.
 * @throws {InvalidCommitError}
 */
export function validateRecording(ledger: LedgerId, recording: LedgerRecording): void {
  const { id, actor, events } = recording;
  demand(isLedgerId(ledger), 'the ledger id is malformed');
  demand(isUuid(id), 'the commit id is no lower-case UUID');
  demand(isText(actor.id) && isText(actor.role), 'the actor has no id or role');
  validateContext(recording);
  if (recording.expect !== undefined) validateExpectations(recording.expect);
  events.forEach((notice, pos) => {
    const { type, stream, clr, data } = noticeParts(notice);
    const [problem] = NOTICES.has(type)
      ? ledgerEventProblems({ type, stream, clr, data })
      : [{ pointer: '/type', detail: 'is not recorded this way' }];
    if (problem !== undefined) {
      throw new InvalidCommitError('EVENT_INVALID', `event ${String(pos)}: ${problem.pointer} ${problem.detail}`);
    }
  });
}

function validateContext({
  cause,
  corr,
  events,
}: Pick<LedgerRecording, 'cause' | 'corr'> & { readonly events: readonly unknown[] }): void {
  demand(cause === undefined || isUuid(cause), 'the cause is no event id');
  demand(corr === undefined || isText(corr), 'the correlation id is empty');
  if (events.length === 0) throw new InvalidCommitError('COMMIT_EMPTY', 'a commit has at least one event');
  if (events.length > MAX_EVENTS_PER_COMMIT) {
    throw new InvalidCommitError('COMMIT_TOO_LARGE', `a commit has at most ${String(MAX_EVENTS_PER_COMMIT)} events`);
  }
}

function validateEvent(event: ProposedEvent, pos: number): void {
  const demandEvent = (holds: boolean, what: string): void => {
    if (!holds) throw new InvalidCommitError('EVENT_INVALID', `event ${String(pos)}: ${what}`);
  };
  demandEvent(UUID_V7.test(event.id), 'the id is no lower-case UUIDv7');
  demandEvent(isStreamId(event.stream), 'the stream id is malformed');
  demandEvent(event.stream !== LEDGER_STREAM, `the stream ${LEDGER_STREAM} is the store's own`);
  demandEvent(EVENT_TYPE.test(event.type), 'the type is malformed');
  demandEvent(!event.type.startsWith(LEDGER_TYPE_PREFIX), `types of ${LEDGER_TYPE_PREFIX}* are the store's own`);
  demandEvent(Number.isSafeInteger(event.schema) && event.schema >= 1, 'the schema version is no positive integer');
  demandEvent([0, 1, 2, 3].includes(event.clr), 'the classification is none of 0..3');
  demandEvent(typeof event.data === 'object' && !Array.isArray(event.data), 'the data are no object');
}

function validateExpectations({ streams = {}, none = [], size }: Expectations): void {
  demand(size === undefined || isPosition(size), 'an expected size is no number of leaves');
  for (const [stream, expected] of Object.entries(streams)) {
    demand(isStreamId(stream), 'an expectation names a malformed stream id');
    demand(
      expected === 'any' || expected === 'no-stream' || isPosition(expected),
      'an expected revision is no position',
    );
  }
  none.forEach(validateCondition);
}

function validateCondition({ after, types = [], streams = [] }: NoneAfterCondition): void {
  demand(after === -1 || isPosition(after), 'a "none after" condition has no valid index');
  demand(types.length + streams.length > 0, 'a "none after" condition names neither types nor streams');
  demand(types.every(isText) && streams.every(isStreamId), 'a "none after" condition names a malformed type or stream');
}

function validateDisclosures(disclosures: readonly ProposedDisclosure[]): void {
  const digests = new Set<string>();
  for (const { digest, disclosure } of disclosures) {
    demand(
      isText(disclosure) && isText(digest) && digest.length <= MAX_DIGEST_LENGTH,
      'a disclosure or its digest is empty',
    );
    digests.add(digest);
  }
  demand(digests.size === disclosures.length, 'a disclosure is given twice');
}

function demand(holds: boolean, what: string): void {
  if (!holds) throw new InvalidCommitError('COMMIT_INVALID', what);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isPosition(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
