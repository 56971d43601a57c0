import { ledgerId, type Clearance, type LedgerId } from '@taizhang/kernel';

/** First part of every topic's name. */
export const TOPIC_PREFIX = 'taizhang';
/** Layout of the topics: more partitions, or other keys, mean a next one (design §7). */
export const TOPIC_VERSION = 'v1';

/** Topic of a context: `taizhang.<context>.v1`. */
export function topicOf(context: string): string {
  return `${TOPIC_PREFIX}.${context}.${TOPIC_VERSION}`;
}

/** Clearances that have topics of their own: whoever may see all reads the HTTP stream, or is one of our services (design §7). */
export const ANALYST_CLEARANCES = [0, 1, 2] as const satisfies readonly Clearance[];
export type AnalystClearance = (typeof ANALYST_CLEARANCES)[number];

/** Topic of a context for analysts of a clearance: `taizhang.<context>.c<n>.v1`. */
export function analystTopicOf(context: string, clearance: AnalystClearance): string {
  return `${TOPIC_PREFIX}.${context}.c${String(clearance)}.${TOPIC_VERSION}`;
}

/** All topics of a context: that of our services, and those of analysts. */
export function topicsOf(context: string): readonly string[] {
  return [topicOf(context), ...ANALYST_CLEARANCES.map((clearance) => analystTopicOf(context, clearance))];
}

/** Context of one of our services' topics; `undefined` for any other. */
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
