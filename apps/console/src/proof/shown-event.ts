import type { TimelineItem } from '../api/queries.js';
import type { ShownEvent } from './judge-event.js';

/** What the page shows of an event that it may show; nothing of one above the reader's clearance. */
export function shownEventOf(item: Omit<TimelineItem, 'clr'>): ShownEvent | undefined {
  const { idx, rev, id, type, time, actor, schema, data } = item;
  if (rev === undefined || id === undefined || type === undefined || time === undefined || actor === undefined)
    return undefined;
  return { idx, rev, id, type, time, actor, ...(schema !== undefined && data !== undefined && { schema, data }) };
}
