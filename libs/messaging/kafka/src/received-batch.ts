import { isLedgerId, type LedgerId } from '@taizhang/kernel';
import type { LedgerMessage } from '@taizhang/messaging-port';
import type { Batch, IHeaders, KafkaMessage } from 'kafkajs';
import { ledgerOfMessage } from './topics.js';

/** Messages of one ledger in a fetched batch, in order, with the offset of the first. */
export interface LedgerShare {
  readonly ledger: LedgerId;
  readonly firstOffset: bigint;
  readonly messages: LedgerMessage[];
}

/** Sorts a batch by ledger; records that are none of ours are counted. */
export function sharesOf(batch: Pick<Batch, 'topic' | 'messages'>): {
  readonly shares: readonly LedgerShare[];
  readonly foreign: number;
} {
  const shares = new Map<LedgerId, LedgerShare>();
  let foreign = 0;
  for (const record of batch.messages) {
    const message = messageOf(batch.topic, record);
    if (message === undefined) {
      foreign += 1;
      continue;
    }
    const share = shares.get(message.ledger);
    if (share !== undefined) share.messages.push(message);
    else
      shares.set(message.ledger, { ledger: message.ledger, firstOffset: BigInt(record.offset), messages: [message] });
  }
  return { shares: [...shares.values()], foreign };
}

function messageOf(topic: string, { key, value, headers: raw }: KafkaMessage): LedgerMessage | undefined {
  const ledger = ledgerOfMessage(topic, key);
  const headers = textHeaders(raw);
  const idx = Number(headers['idx'] ?? Number.NaN);
  if (ledger === undefined || !isLedgerId(ledger) || value === null || !Number.isSafeInteger(idx) || idx < 0)
    return undefined;
  return { ledger, idx, leaf: value, headers };
}

function textHeaders(raw: IHeaders | undefined): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(raw ?? {})) {
    const one = Array.isArray(value) ? value[0] : value;
    if (one !== undefined) headers[name] = one.toString();
  }
  return headers;
}
