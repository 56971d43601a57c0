import type { EventStore, RecordedEvent } from '@taizhang/event-store-port';
import type { JsonObject, LedgerId } from '@taizhang/kernel';
import type { KeyStore } from '@taizhang/keys-port';
import { encodeBase64, MAX_RECEIPT_LEAF_BYTES } from '@taizhang/ledger';
import type { KeptCheckpoint } from '@taizhang/seals-port';
import { RECORDED_FROM, recordRead, type AccessLog } from '../access-log/access-log.js';
import type { TimelineAddress, Timelines } from '../asking/timeline.js';
import { invalidParameter, valuesOf, type QueryString } from '../asking/view-parameters.js';
import type { Asking } from '../asking/view-service.js';
import { ProblemError, PROBLEMS } from '../http/problem.js';
import type { HostSeals } from './host-seals.js';
import { toldTrust } from './trust-policy.js';

/** Most receipts of one answer. */
export const MAX_RECEIPTS = 50;

/** What receipts of a record need of their host. */
export interface RecordReceiptsOptions {
  readonly store: Pick<EventStore, 'readStream'>;
  /** Judges who may read a record. */
  readonly timelines: Pick<Timelines, 'judged'>;
  readonly seals: Pick<HostSeals, 'rows' | 'proofs' | 'cosignedBy'>;
  readonly keys: Pick<KeyStore, 'signers'>;
  readonly accessLog: AccessLog;
}

/**
 * Receipts (回执) of several events of one record, for whoever may read its timeline, so that the reader's own program can judge what
 * it is shown. What the reader must not see is left out.
 */
export class RecordReceipts {
  constructor(private readonly options: RecordReceiptsOptions) {}

  /** @throws {@link ProblemError} `FORBIDDEN` before anything is shown, `NOT_FOUND`, `PARAMETER_INVALID` */
  async answer(asking: Asking, address: TimelineAddress, query: QueryString): Promise<JsonObject> {
    const revisions = revisionsOf(query);
    const { principal, ledger, stream } = await this.options.timelines.judged(asking, address);
    const range = { from: Math.min(...revisions), to: Math.max(...revisions) };
    const events: RecordedEvent[] = [];
    for await (const event of this.options.store.readStream(ledger, stream, range))
      if (revisions.has(event.rev) && event.clr <= principal.clearance) events.push(event);
    if (events.length === 0) throw new ProblemError(PROBLEMS.notFound);
    if (events.some(({ clr }) => clr >= RECORDED_FROM))
      await recordRead(this.options.accessLog, principal, 'receipts', [{ ledger, key: stream }]);
    const { seals } = this.options;
    const checkpoint = await seals.rows.latest(ledger);
    const items: JsonObject[] = [];
    for (const event of events) items.push(await this.#item(ledger, event, checkpoint));
    const policy = (await toldTrust(this.options, ledger, seals.cosignedBy))?.policy ?? null;
    return { ledger, stream, policy, items };
  }

  async #item(
    ledger: LedgerId,
    { rev, idx, leaf }: RecordedEvent,
    checkpoint: KeptCheckpoint | undefined,
  ): Promise<JsonObject> {
    if (checkpoint === undefined || idx >= checkpoint.size) return { rev, idx, receipt: null };
    const receipt = await this.options.seals.proofs.receiptAgainst(ledger, idx, leaf, checkpoint);
    return { rev, idx, receipt, ...(leaf.length > MAX_RECEIPT_LEAF_BYTES && { leaf: encodeBase64(leaf) }) };
  }
}

function revisionsOf(query: QueryString): ReadonlySet<number> {
  const unknown = Object.keys(query).find((name) => name !== 'rev');
  if (unknown !== undefined) throw invalidParameter(unknown);
  const named = new Set(valuesOf(query, 'rev'));
  const valid = [...named].every((text) => /^(0|[1-9]\d{0,14})$/.test(text));
  if (!valid || named.size === 0 || named.size > MAX_RECEIPTS) throw invalidParameter('rev');
  return new Set([...named].map(Number));
}
