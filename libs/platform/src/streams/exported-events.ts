import type { EventStore } from '@taizhang/event-store-port';
import { isLedgerId, type LedgerId } from '@taizhang/kernel';
import { hiddenLeaf, type HiddenLeaf } from '@taizhang/messaging-port';
import { RECORDED_FROM, recordRead, type AccessLog } from '../access-log/access-log.js';
import { openEvents, type OpenedEvent } from '../asking/opened-events.js';
import type { ContextRegistry } from '../context/context-registry.js';
import { ProblemError, PROBLEMS } from '../http/problem.js';
import type { Principal } from '../identity/identity.js';
import { STREAM_VIEW, type EventStream } from './event-stream.js';

/** An event as it is exported: with its sealed values as far as the reader may see them, or hidden. */
export type ExportedEvent =
  | { readonly ledger: LedgerId; readonly hidden: HiddenLeaf }
  | {
      readonly ledger: LedgerId;
      readonly opened: OpenedEvent;
      /** Leaf hash, as hidden ones have it. */
      readonly hash: string;
      readonly clauses: readonly string[];
    };

/** What exporting events needs of its host. */
export interface EventExportParts {
  readonly authority: string;
  readonly registry: Pick<ContextRegistry, 'event'>;
  readonly sealed: Pick<EventStore, 'disclosures'>;
  readonly accessLog: AccessLog;
}

/**
 * The events of a stream that ends when it has caught up, batch by batch, opened once it is on record which of them are
 * confidential.
 * @throws {@link ProblemError} when the stream ends before it has caught up: an export is whole, or there is none
 */
export async function* exportedEvents(
  stream: EventStream,
  { authority, registry, sealed, accessLog }: EventExportParts,
): AsyncGenerator<readonly ExportedEvent[]> {
  const definitionOf = (type: string) => registry.event(type);
  const opening = { sealed, definitionOf };
  for await (const records of stream.records()) {
    const visible = records.flatMap((record) => (record.kind === 'leaf' ? [record.event] : []));
    const opened = await openEvents(visible, opening, stream.principal.clearance); // batches are of one ledger each
    await recordOpened(opened, stream.principal, accessLog);
    const byIdx = new Map(opened.map((one) => [one.event.idx, one]));
    yield records.flatMap((record): readonly ExportedEvent[] => {
      if (record.kind === 'hidden') return hiddenIn(record.hidden, authority);
      const one = record.kind === 'leaf' ? byIdx.get(record.event.idx) : undefined;
      if (one === undefined) return [];
      const { event } = one;
      const { h: hash } = hiddenLeaf(authority, event);
      return [{ ledger: event.ledger, opened: one, hash, clauses: definitionOf(event.type)?.clauses ?? [] }];
    });
    const last = records.at(-1);
    if (last?.kind === 'end' && last.end !== 'CAUGHT_UP') throw new ProblemError(PROBLEMS.unavailable);
  }
}

function hiddenIn(hidden: HiddenLeaf, authority: string): readonly ExportedEvent[] {
  const ledger = hidden.log.slice(authority.length + 1);
  return isLedgerId(ledger) ? [{ ledger, hidden }] : [];
}

/** The stream has recorded what is classified itself; a sealed value may be above its event. */
async function recordOpened(opened: readonly OpenedEvent[], by: Principal, accessLog: AccessLog): Promise<void> {
  const records = opened.flatMap(({ event, shown }) =>
    shown >= RECORDED_FROM ? [{ ledger: event.ledger, key: event.stream }] : [],
  );
  await recordRead(accessLog, by, STREAM_VIEW, records);
}
