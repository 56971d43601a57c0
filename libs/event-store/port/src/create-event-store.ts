import { systemClock, type CommitId, type LedgerId, type StreamId } from '@taizhang/kernel';
import type { CommitStorage } from './commit-storage.js';
import { originOf } from './commit-planner.js';
import { validateClosing, validateCommit, validateRecording } from './commit-validation.js';
import { eventId } from './event-id.js';
import { EventReader } from './event-reader.js';
import {
  CONFLICT_RETRY_LIMIT_MS,
  MAX_BATCH_BYTES,
  MAX_COMMITS_PER_BATCH,
  MAX_CONDITION_DISTANCE,
  MAX_WAITING_APPENDS,
  type EventStore,
  type FollowOptions,
  type CommitLeaves,
  type IndexRange,
  type LedgerClosing,
  type LedgerHead,
  type LedgerRecording,
  type ProposedCommit,
  type RecordedCommit,
  type RecordedEvent,
  type RevisionRange,
} from './event-store.js';
import { Followers } from './followers.js';
import { GroupCommitWriter } from './group-commit-writer.js';
import { HeadHints } from './head-hints.js';
import { closingCommit, recordingCommit, type EventIds } from './ledger-opening.js';
import type { EventStoreLimits, EventStoreOptions } from './options.js';

/** Bounds of the writer when the options name none. */
const DEFAULT_LIMITS: EventStoreLimits = {
  maxWaitingAppends: MAX_WAITING_APPENDS,
  maxCommitsPerBatch: MAX_COMMITS_PER_BATCH,
  maxBatchBytes: MAX_BATCH_BYTES,
  maxConditionDistance: MAX_CONDITION_DISTANCE,
  conflictRetryLimitMs: CONFLICT_RETRY_LIMIT_MS,
};

/**
 * An event store above a technology's storage: planning, group commit, expectations, retries, reading and following are here,
 * the same for all of them (design §4).
 */
export function createEventStore(storage: CommitStorage, options: EventStoreOptions): EventStore {
  return new EventStoreEngine(storage, options);
}

class EventStoreEngine implements EventStore {
  private readonly reader: EventReader;
  private readonly writer: GroupCommitWriter;
  private readonly hints: HeadHints;
  private readonly followers: Followers;
  private stopping: Promise<void> | undefined;

  constructor(
    private readonly storage: CommitStorage,
    private readonly options: EventStoreOptions,
  ) {
    const machineNow = options.machineNow ?? (() => systemClock.now());
    this.reader = new EventReader(storage, options.upcast);
    this.hints = new HeadHints(storage);
    this.followers = new Followers(storage, this.reader, machineNow);
    const limits = { ...DEFAULT_LIMITS, ...options.limits };
    this.writer = new GroupCommitWriter(storage, { ...options, machineNow }, limits, (firstIdx, head) => {
      this.hints.raise(head);
      this.followers.notify(firstIdx, head);
    });
  }

  async append(ledger: LedgerId, commit: ProposedCommit): Promise<RecordedCommit> {
    validateCommit(ledger, commit);
    return await this.writer.append(ledger, commit);
  }

  async close(ledger: LedgerId, closing: LedgerClosing): Promise<RecordedCommit> {
    validateClosing(ledger, closing);
    return await this.writer.append(ledger, closingCommit(closing, this.idsIn(ledger)));
  }

  async record(ledger: LedgerId, recording: LedgerRecording): Promise<RecordedCommit> {
    validateRecording(ledger, recording);
    return await this.writer.append(ledger, recordingCommit(recording, this.idsIn(ledger)));
  }

  private idsIn(ledger: LedgerId): EventIds {
    const { authority, clock, entropy } = this.options;
    const log = originOf(authority, ledger);
    return (commit, pos) => eventId({ log, commit, pos }, clock.now(), entropy);
  }

  find(ledger: LedgerId, commitId: CommitId): Promise<RecordedCommit | undefined> {
    return this.reader.find(ledger, commitId);
  }

  async findDigest(ledger: LedgerId, commitId: CommitId): Promise<string | undefined> {
    return (await this.storage.byId(ledger, commitId))?.digest;
  }

  readStream(ledger: LedgerId, stream: StreamId, range?: RevisionRange): AsyncIterable<RecordedEvent> {
    return this.reader.readStream(ledger, stream, range);
  }

  readLedger(ledger: LedgerId, range?: IndexRange): AsyncIterable<RecordedEvent> {
    return this.reader.readLedger(ledger, range);
  }

  readLeaves(ledger: LedgerId, from?: number): AsyncIterable<CommitLeaves> {
    return this.reader.readLeaves(ledger, from);
  }

  async head(ledger: LedgerId): Promise<LedgerHead | undefined> {
    const last = await this.storage.last(ledger);
    return last === undefined ? undefined : { ledger, size: last.idx + last.cnt, storedAt: last.storedAt };
  }

  async *heads(filter: Parameters<EventStore['heads']>[0] = {}): AsyncGenerator<LedgerHead, void> {
    await this.hints.flush();
    yield* this.storage.heads(filter);
  }

  follow(options: FollowOptions): AsyncIterable<readonly RecordedEvent[]> {
    return this.followers.follow(options);
  }

  disclosures(ledger: LedgerId, digests: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return this.storage.disclosures(ledger, digests);
  }

  stop(): Promise<void> {
    this.stopping ??= this.stopInOrder();
    return this.stopping;
  }

  /** Intake first, then what is at hand, then followers and hints, then the connection (house rule 22). */
  private async stopInOrder(): Promise<void> {
    await this.writer.stop();
    await this.followers.stop();
    await this.hints.flush();
    await this.storage.close();
  }
}
