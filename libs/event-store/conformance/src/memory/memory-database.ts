import type { CommitToStore, LedgerHead } from '@taizhang/event-store-port';
import type { Instant, LedgerId } from '@taizhang/kernel';

/** Everything an in-memory store holds; several storages may share one, as several connections share a database. */
export class MemoryDatabase {
  /** Commits by ledger; a commit stands at its seq. */
  readonly commits = new Map<LedgerId, CommitToStore[]>();
  readonly heads = new Map<LedgerId, LedgerHead>();
  /** Disclosures by ledger and digest. */
  readonly disclosures = new Map<LedgerId, Map<string, string>>();
  /** Leaf time of the commit stored last. */
  latestTime: Instant | undefined;

  /** Stores one commit as a unique index on (ledger, seq) and one on (ledger, id) would; answers whether it could. */
  insert(commit: CommitToStore): boolean {
    const ledger = this.of(commit.ledger);
    if (commit.seq < ledger.length || ledger.some(({ id }) => id === commit.id)) return false;
    if (commit.seq > ledger.length)
      throw new RangeError(`a writer left a gap in ${commit.ledger} before ${String(commit.seq)}`);
    ledger.push(commit);
    this.commits.set(commit.ledger, ledger);
    const disclosures = this.disclosures.get(commit.ledger) ?? new Map<string, string>();
    for (const { digest, disclosure } of commit.disclosures) disclosures.set(digest, disclosure);
    this.disclosures.set(commit.ledger, disclosures);
    this.latestTime = commit.time;
    return true;
  }

  /** Commits of a ledger, by seq; empty when there is no such ledger. */
  of(ledger: LedgerId): CommitToStore[] {
    return this.commits.get(ledger) ?? [];
  }
}
