import { ledgerId, type LedgerId } from '@taizhang/kernel';

/** First part of every topic's name. */
export const TOPIC_PREFIX = 'taizhang';
/** Layout of the topics: more partitions, or other keys, mean a next one (design §7). */
export const TOPIC_VERSION = 'v1';

/** Topic of a context: `taizhang.<context>.v1`. */
export function topicOf(context: string): string {
  return `${TOPIC_PREFIX}.${context}.${TOPIC_VERSION}`;
}

/** Context of one of our topics; `undefined` for any other. */
export function contextOfTopic(topic: string): string | undefined {
  const [prefix, context, version, ...rest] = topic.split('.');
  return prefix === TOPIC_PREFIX && version === TOPIC_VERSION && rest.length === 0 ? context : undefined;
}

/** Ledger of a message: context by topic, bureau by key; `undefined` when it cannot be one of ours. */
export function ledgerOfMessage(topic: string, key: Buffer | null): LedgerId | undefined {
  const context = contextOfTopic(topic);
  if (context === undefined || key === null) return undefined;
  try {
    return ledgerId(context, key.toString('utf8'));
  } catch {
    return undefined;
  }
}
