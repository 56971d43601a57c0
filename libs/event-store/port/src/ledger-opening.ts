import { derivedUuid, type CommitId, type Entropy, type EventId, type Instant, type LedgerId } from '@taizhang/kernel';
import {
  LEDGER_EVENT_CLEARANCE,
  LEDGER_EVENT_SCHEMA_VERSION,
  LEDGER_NONCE_BYTES,
  LEDGER_STREAM,
  canonicalize,
  ledgerClosed,
  ledgerOpened,
  type LedgerEvent,
  type LedgerEventType,
  type Predecessor,
} from '@taizhang/ledger';
import { eventId } from './event-id.js';
import type { LedgerClosing, LedgerNotice, LedgerRecording, ProposedCommit, ProposedEvent } from './event-store.js';

/** What a ledger's `ledger.Opened` says of its keys (ledger-format §7). */
export interface LedgerVkeys {
  readonly logVkeys: readonly string[];
  readonly exportVkeys: readonly string[];
  readonly witnessVkeys: readonly string[];
  /** Closed ledgers that this one continues (design §4, "ledgers end"). */
  readonly predecessors?: readonly Predecessor[];
}

/**
 * Makes, or finds, the keys of a ledger that is about to open. Called at most once per ledger and process; when several
 * processes open one ledger at once, all must get the same keys (one winner): the `keys` port does that.
 */
export type LedgerKeysProvider = (ledger: LedgerId, origin: string) => Promise<LedgerVkeys>;

/** Makes the ids of what the store itself records. */
export type EventIds = (commit: CommitId, pos: number) => EventId;

/** Who opens ledgers: the store itself. */
const STORE_ACTOR = { id: 'taizhang', role: 'system' } as const;

/** The commit that opens a ledger: index 0 of every log (ledger-format §2, §7). Its id is the same for whoever opens it. */
export function openingCommit(origin: string, keys: LedgerVkeys, entropy: Entropy, now: Instant): ProposedCommit {
  const id = derivedUuid('opening', origin);
  const nonce = entropy.bytes(LEDGER_NONCE_BYTES, { log: origin, commit: id, purpose: 'nonce' });
  return {
    id,
    digest: 'ledger.Opened',
    actor: STORE_ACTOR,
    events: [
      proposed(eventId({ log: origin, commit: id, pos: 0 }, now, entropy), ledgerOpened({ ...keys, origin, nonce })),
    ],
  };
}

/**
 * The commit that ends a ledger. Its digest covers what it says, so that a retry is told from a reuse of the id.
 * @throws {OriginError} on a malformed successor
 */
export function closingCommit(
  { id, actor, expect, reason, basis, successors }: LedgerClosing,
  ids: EventIds,
): ProposedCommit {
  const digest = derivedUuid('closing', reason, basis, ...successors);
  const event = proposed(ids(id, 0), ledgerClosed({ reason, basis, successors }));
  return { id, digest, actor, events: [event], ...(expect === undefined ? {} : { expect }) };
}

/** The commit that records `ledger.*` events. Its digest covers what they say, so that a retry is told from a reuse of the id. */
export function recordingCommit({ events, ...recording }: LedgerRecording, ids: EventIds): ProposedCommit {
  const proposals = events.map((notice, pos) => ({ id: ids(recording.id, pos), ...noticeParts(notice) }));
  const digest = derivedUuid('recording', ...proposals.map(({ type, data }) => `${type} ${canonicalize(data)}`));
  return { ...recording, digest, events: proposals };
}

/** A `ledger.*` event as it goes into its ledger, but for its id. */
export function noticeParts({ type, data }: LedgerNotice): Omit<ProposedEvent, 'id'> {
  return { stream: LEDGER_STREAM, type, schema: LEDGER_EVENT_SCHEMA_VERSION, clr: LEDGER_EVENT_CLEARANCE, data };
}

function proposed(id: EventId, { type, data, clr, schema }: LedgerEvent<LedgerEventType>): ProposedEvent {
  // as: the types of `ledger.*` data are open JSON, each by its own alias
  return { id, stream: 'ledger/main', type, schema, clr, data: data as ProposedEvent['data'] };
}
