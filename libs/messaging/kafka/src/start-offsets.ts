import type { Admin, Consumer } from 'kafkajs';

/** Partitions by topic, as a group's member was given them. */
export type Assignment = Readonly<Record<string, readonly number[]>>;

/** What pinning needs. */
export interface PinParts {
  readonly admin: Admin;
  readonly consumer: Consumer;
  readonly group: string;
}

/**
 * Gives the partitions nobody of the group has read yet a place to start: their end now, committed, so that nothing
 * published from here on is missed, whatever happens to this member. What was published before comes from the owner.
 */
export async function pinStartOffsets({ admin, consumer, group }: PinParts, assignment: Assignment): Promise<void> {
  const topics = Object.keys(assignment);
  if (topics.length === 0) return;
  for (const { topic, partitions } of await admin.fetchOffsets({ groupId: group, topics })) {
    const unread = partitions.filter(
      ({ partition, offset }) => offset === '-1' && assignment[topic]?.includes(partition),
    );
    if (unread.length === 0) continue;
    const ends = new Map((await admin.fetchTopicOffsets(topic)).map(({ partition, high }) => [partition, high]));
    const pinned = unread.map(({ partition }) => ({ topic, partition, offset: ends.get(partition) ?? '0' }));
    for (const offset of pinned) consumer.seek(offset);
    await consumer.commitOffsets(pinned);
  }
}
