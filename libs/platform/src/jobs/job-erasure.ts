import type { JobRows } from '@taizhang/jobs-port';
import type { LedgerId } from '@taizhang/kernel';
import type { JobRecords } from './job-records.js';

/** Prefix of the notes about erasures that are under way. */
const ERASING = 'erasing/';

/**
 * Lets exports obey erasures (design §9). Before the first key of an erasure is destroyed the ledger is noted, and no export
 * that read it can end; afterwards exports that did are made unreadable, and those at work begin again. Cut short anywhere,
 * the note stays, and the erasure's next try ends it.
 */
export class JobErasure {
  constructor(
    private readonly rows: Pick<JobRows, 'mark' | 'unmark' | 'marks'>,
    private readonly records: JobRecords,
    /** Contexts whose jobs this host keeps. */
    private readonly contexts: () => readonly string[],
  ) {}

  begin(ledger: LedgerId): Promise<void> {
    return this.rows.mark(ERASING + ledger);
  }

  async end(ledger: LedgerId): Promise<void> {
    for (const context of this.contexts()) {
      for await (const job of this.records.all(context)) {
        const { state, content } = job;
        const isOpen = state === 'WAITING' || state === 'RUNNING';
        const holds = content.ledgers.includes(ledger);
        if (holds && (content.file !== null || content.upload !== null)) await this.records.erase(job);
        // Whoever is at work on it finds that it has changed, drops what was read, and begins again.
        else if (isOpen) await this.records.replace(job, state, {});
      }
    }
    await this.rows.unmark(ERASING + ledger);
  }

  /** Ends what was begun in a context and cut short. */
  async endBegun(context: string): Promise<void> {
    for (const ledger of await this.#begun(`${context}/`)) await this.end(ledger);
  }

  /** @returns whether values of one of these ledgers are being erased now */
  async isErasing(ledgers: ReadonlySet<LedgerId>): Promise<boolean> {
    return (await this.#begun('')).some((ledger) => ledgers.has(ledger));
  }

  async #begun(prefix: string): Promise<readonly LedgerId[]> {
    const names = await this.rows.marks(ERASING + prefix);
    return names.map((name) => name.slice(ERASING.length) as LedgerId); // as `begin` wrote it
  }
}
