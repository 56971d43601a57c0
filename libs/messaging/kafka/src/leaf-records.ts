import { bureauOf } from '@taizhang/kernel';
import { hiddenLeaf, type PublishedLeaf } from '@taizhang/messaging-port';
import type { Message } from 'kafkajs';
import { ANALYST_CLEARANCES, analystTopicOf, topicOf, type AnalystClearance } from './topics.js';

/** Records of one topic, in order. */
export interface TopicRecords {
  readonly topic: string;
  readonly messages: readonly Message[];
}

/**
 * Leaves of one ledger as each topic of its context has them: whole for our services, and for analysts as far as their
 * clearance goes. Every topic has every leaf, so that gaps and order can be checked in each (design §7).
 */
export function recordsOf(context: string, leaves: readonly PublishedLeaf[]): readonly TopicRecords[] {
  const whole = leaves.map(wholeRecord);
  const hidden = leaves.map((leaf) => (leaf.clr > 0 ? hiddenRecord(leaf) : undefined)); // clearance 0 sees the others whole
  const seenBy = (clearance: AnalystClearance): readonly Message[] =>
    leaves.flatMap(({ clr }, i) => (clr <= clearance ? whole[i] : hidden[i]) ?? []);
  return [
    { topic: topicOf(context), messages: whole },
    ...ANALYST_CLEARANCES.map((clearance) => ({
      topic: analystTopicOf(context, clearance),
      messages: seenBy(clearance),
    })),
  ];
}

function wholeRecord({ ledger, leaf, headers }: PublishedLeaf): Message {
  const value = Buffer.from(leaf.buffer, leaf.byteOffset, leaf.byteLength);
  return { key: bureauOf(ledger), value, headers: { ...headers } };
}

/** Of the headers it has those that say which leaf it is: all others tell what happened. */
function hiddenRecord(leaf: PublishedLeaf): Message {
  const { log = '', idx = String(leaf.idx) } = leaf.headers;
  return {
    key: bureauOf(leaf.ledger),
    value: JSON.stringify(hiddenLeaf(log, leaf)),
    headers: { 'content-type': 'application/json', log, idx },
  };
}
