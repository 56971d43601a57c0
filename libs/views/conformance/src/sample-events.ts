import { createHash } from 'node:crypto';
import { instantOf, type Clearance, type JsonObject, type JsonValue, type LedgerId } from '@taizhang/kernel';
import type { RecordedEvent } from '@taizhang/event-store-port';
import type { SealedFields } from '@taizhang/views-port';

/** An event before it has a place. */
export interface SampleEvent {
  readonly type: string;
  /** Public where it says nothing. */
  readonly clr?: Clearance;
  readonly data: JsonObject;
}

const EPOCH_MS = Date.UTC(2014, 0, 1);
const encoder = new TextEncoder();

/** Gives events their places in a ledger, one commit each, from index `from` on. */
export function recorded(ledger: LedgerId, events: readonly SampleEvent[], from = 0): readonly RecordedEvent[] {
  return events.map(({ type, data, clr = 0 }, i): RecordedEvent => {
    const idx = from + i;
    const id = `00000000-0000-7000-8000-${idx.toString(16).padStart(12, '0')}`;
    return {
      ledger,
      idx,
      id,
      type,
      data,
      stream: 'work/1',
      rev: idx,
      schema: 1,
      clr,
      actor: { id: 'account-1', role: 'principal' },
      time: instantOf(EPOCH_MS + idx * 1000),
      commit: { id, seq: idx, pos: 0, cnt: 1 },
      leaf: encoder.encode(JSON.stringify(data)),
    };
  });
}

/** Sealed values of a test, held as the event store holds disclosures. */
export class SampleDisclosures implements SealedFields {
  readonly #byLedger = new Map<LedgerId, Map<string, string>>();
  #salt = 0;

  /** Seals a value (ledger-format §8) and keeps its disclosure. @returns its digest. */
  seal(ledger: LedgerId, name: string, value: JsonValue): string {
    this.#salt += 1;
    const salt = Buffer.from(String(this.#salt).padStart(16, '0')).toString('base64url');
    const disclosure = Buffer.from(JSON.stringify([salt, name, value])).toString('base64url');
    const digest = createHash('sha256').update(disclosure, 'ascii').digest('base64url');
    const held = this.#byLedger.get(ledger) ?? new Map<string, string>();
    this.#byLedger.set(ledger, held.set(digest, disclosure));
    return digest;
  }

  /** Deletes a disclosure, as erasing does. */
  erase(ledger: LedgerId, digest: string): void {
    this.#byLedger.get(ledger)?.delete(digest);
  }

  async disclosures(ledger: LedgerId, digests: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const held = this.#byLedger.get(ledger) ?? new Map<string, string>();
    return new Map([...held].filter(([digest]) => digests.includes(digest)));
  }
}

/** The search key of a ledger in tests. */
export async function sampleSearchKey(ledger: LedgerId): Promise<Uint8Array> {
  return createHash('sha256').update(`search key of ${ledger}`).digest();
}
