import type { EventStore, FollowOptions, LedgerHead, RecordedEvent } from '@taizhang/event-store-port';
import { derivedUuid, instantOf, timeOrderedUuid, type LedgerId } from '@taizhang/kernel';
import { encodeLeaf, LEAF_FORMAT } from '@taizhang/ledger';
import { asRecorded, ownerOfStore, recordedEventOf, type LedgerOwner } from '@taizhang/messaging-port';

/** Type of the events that the suite appends unless a case says otherwise. */
export const NOTED = 'issues.IssueNoted';

/** What a case may say about an event. */
export interface LeafParts {
  readonly type?: string;
  readonly schema?: number;
  /** Tells two leaves of one place apart. */
  readonly note?: string;
}

/**
 * Ledgers of real leaf bytes that a case can append to, fork and take away: the owner's side of the suite. It serves what
 * a transport may use of an event store, and the owner's API.
 */
export class MemoryLedgers implements Pick<EventStore, 'follow' | 'readLedger' | 'heads'> {
  private readonly ledgers = new Map<LedgerId, RecordedEvent[]>();
  private listeners = new Set<() => void>();
  /** The owner's API cannot be reached while it is set. */
  ownerAway = false;
  /** Leaves read through the owner's API. */
  readByOwner = 0;
  /** Events that followers took. */
  followed = 0;

  /** Appends events and returns them. */
  append(ledger: LedgerId, ...parts: readonly LeafParts[]): readonly RecordedEvent[] {
    const events = this.ledgers.get(ledger) ?? [];
    this.ledgers.set(ledger, events);
    const appended = parts.map((part) => {
      const event = leafOf(ledger, events.length, part);
      events.push(event);
      return event;
    });
    this.tell();
    return appended;
  }

  /** Appends `count` plain events. */
  appendMany(ledger: LedgerId, count: number): readonly RecordedEvent[] {
    return this.append(ledger, ...Array.from({ length: count }, () => ({})));
  }

  /** Puts another leaf in the place of the last one, as a store does that was restored and went another way. */
  forkLast(ledger: LedgerId): RecordedEvent {
    const events = this.ledgers.get(ledger) ?? [];
    const idx = events.length - 1;
    const other = leafOf(ledger, idx, { note: 'forked' });
    events[idx] = other;
    return other;
  }

  size(ledger: LedgerId): number {
    return this.ledgers.get(ledger)?.length ?? 0;
  }

  /** The owner's API on these ledgers. */
  owner(): LedgerOwner {
    const owner = ownerOfStore(this);
    return {
      changedHeads: (context, since) => owner.changedHeads(context, since),
      leaves: (ledger, from) => this.counted(owner.leaves(ledger, from)),
    };
  }

  async *readLedger(ledger: LedgerId, range: { readonly from?: number } = {}): AsyncGenerator<RecordedEvent> {
    for (let idx = range.from ?? 0; ; idx += 1) {
      const event = this.ledgers.get(ledger)?.[idx];
      if (event === undefined) return;
      yield event;
    }
  }

  async *heads(filter: { readonly context?: string } = {}): AsyncGenerator<LedgerHead> {
    for (const [ledger, events] of [...this.ledgers]) {
      if (filter.context !== undefined && !ledger.startsWith(`${filter.context}/`)) continue;
      yield { ledger, size: events.length, storedAt: instantOf(Date.now()) };
    }
  }

  async *follow({ from, ledgers, signal, batchSize = 512 }: FollowOptions): AsyncGenerator<readonly RecordedEvent[]> {
    const positions = new Map<LedgerId, number>();
    while (!ended(signal)) {
      const changed = this.nextChange(signal);
      for (const [ledger, events] of [...this.ledgers]) {
        if (ledgers?.(ledger) === false) continue;
        let position =
          positions.get(ledger) ??
          (typeof from === 'function' ? await from(ledger) : from === 'end' ? events.length : 0);
        while (position < events.length && !ended(signal)) {
          const batch = events.slice(position, position + batchSize);
          position += batch.length;
          this.followed += batch.length;
          yield batch;
        }
        positions.set(ledger, position);
      }
      await changed;
    }
  }

  private async *counted(
    leaves: AsyncIterable<{ readonly idx: number; readonly leaf: Uint8Array }>,
  ): AsyncGenerator<{ readonly idx: number; readonly leaf: Uint8Array }> {
    for await (const { idx, leaf } of leaves) {
      if (this.ownerAway) throw new Error('the owner is away');
      this.readByOwner += 1;
      yield { idx, leaf };
    }
  }

  private nextChange(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        this.listeners.delete(wake);
        signal?.removeEventListener('abort', wake);
        resolve();
      };
      this.listeners.add(wake);
      signal?.addEventListener('abort', wake);
    });
  }

  private tell(): void {
    for (const wake of [...this.listeners]) wake();
  }
}

/** A function, because it changes while others work. */
function ended(signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true;
}

function leafOf(ledger: LedgerId, idx: number, { type = NOTED, schema = 1, note = 'first' }: LeafParts): RecordedEvent {
  const time = instantOf(Date.UTC(2014, 2, 20, 1) + idx);
  const leaf = encodeLeaf({
    actor: { id: 'account-7', role: 'office' },
    clr: 1,
    commit: { cnt: 1, id: derivedUuid(ledger, String(idx), note), pos: 0, seq: idx },
    data: { code: `c-${String(idx)}`, note },
    format: LEAF_FORMAT,
    id: timeOrderedUuid(Date.parse(time), new Uint8Array(10).fill(idx % 251)),
    idx,
    log: `rectify.example/${ledger}`,
    rev: idx,
    schema,
    stream: 'issue/1',
    time,
    type,
  });
  return recordedEventOf(ledger, { idx, leaf }, asRecorded);
}
