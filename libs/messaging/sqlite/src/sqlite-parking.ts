import type { LedgerId } from '@taizhang/kernel';
import type {
  AttemptCount,
  FailedAttempt,
  ParkedDecision,
  ParkedLedger,
  RefusedReaction,
} from '@taizhang/messaging-port';
import type Database from 'better-sqlite3';

/** Parked ledgers, decisions on them, tries and refusals in SQLite, over a connection with `synchronous=FULL`. */
export class SqliteParking {
  private readonly count: Database.Statement<[FailedAttempt], AttemptCount>;
  private readonly put: Database.Statement<[ParkedLedger]>;
  private readonly list: Database.Statement<[{ consumer: string | null; ledger: string | null }], ParkedLedger>;
  private readonly remove: Database.Statement<[ParkedDecision]>;
  private readonly clear: Database.Statement<[ParkedDecision]>;
  private readonly decide: Database.Statement<[ParkedDecision]>;
  private readonly listDecisions: Database.Statement<[string, string], ParkedDecision>;
  private readonly refuse: Database.Statement<[RefusedReaction]>;
  private readonly listRefusals: Database.Statement<[string], RefusedReaction>;
  private readonly unparkAll: Database.Transaction<(decision: ParkedDecision) => boolean>;

  constructor(database: Database.Database) {
    this.count = database.prepare(
      `insert into attempts (consumer, ledger, idx, kind, attempts, since) values (@consumer, @ledger, @idx, @kind, 1, @at)
       on conflict (consumer, ledger) do update set
         attempts = iif(idx = excluded.idx and kind = excluded.kind, attempts + 1, 1),
         since = iif(idx = excluded.idx and kind = excluded.kind, since, excluded.since),
         idx = excluded.idx, kind = excluded.kind
       returning attempts, since`,
    );
    this.put = database.prepare(
      `insert or replace into parked (consumer, ledger, idx, event_id, type, reason, detail, attempts, parked_at)
       values (@consumer, @ledger, @idx, @eventId, @type, @reason, @detail, @attempts, @parkedAt)`,
    );
    this.list = database.prepare(
      `select consumer, ledger, idx, event_id as eventId, type, reason, detail, attempts, parked_at as parkedAt from parked
       where (@consumer is null or consumer = @consumer) and (@ledger is null or ledger = @ledger) order by consumer, ledger`,
    );
    this.remove = database.prepare('delete from parked where consumer = @consumer and ledger = @ledger and idx = @idx');
    this.clear = database.prepare('delete from attempts where consumer = @consumer and ledger = @ledger');
    this.decide = database.prepare(
      `insert into decisions (consumer, ledger, idx, action, "by", reason, at)
       values (@consumer, @ledger, @idx, @action, @by, @reason, @at)`,
    );
    this.listDecisions = database.prepare(
      'select consumer, ledger, idx, action, "by", reason, at from decisions where consumer = ? and ledger = ? order by id',
    );
    this.refuse = database.prepare(
      `insert into refusals (consumer, ledger, idx, event_id, code, at) values (@consumer, @ledger, @idx, @eventId, @code, @at)
       on conflict do nothing`,
    );
    this.listRefusals = database.prepare(
      'select consumer, ledger, idx, event_id as eventId, code, at from refusals where consumer = ? order by ledger, idx',
    );
    this.unparkAll = database.transaction((decision) => {
      if (this.remove.run(decision).changes === 0) return false;
      this.clear.run(decision);
      this.decide.run(decision);
      return true;
    });
  }

  recordAttempt(attempt: FailedAttempt): AttemptCount {
    const counted = this.count.get(attempt);
    if (counted === undefined) throw new Error('an upsert with "returning" answers a row');
    return counted;
  }

  park(parked: ParkedLedger): void {
    this.put.run(parked);
  }

  parked(filter: { readonly consumer?: string; readonly ledger?: LedgerId } = {}): readonly ParkedLedger[] {
    return this.list.all({ consumer: filter.consumer ?? null, ledger: filter.ledger ?? null });
  }

  unpark(decision: ParkedDecision): boolean {
    return this.unparkAll.immediate(decision);
  }

  decisions(consumer: string, ledger: LedgerId): readonly ParkedDecision[] {
    return this.listDecisions.all(consumer, ledger);
  }

  recordRefusal(refusal: RefusedReaction): void {
    this.refuse.run(refusal);
  }

  refusals(consumer: string): readonly RefusedReaction[] {
    return this.listRefusals.all(consumer);
  }
}
