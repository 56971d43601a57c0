import type { ListItem } from '../asking/view-service.js';
import type { QueryString } from '../asking/view-parameters.js';
import { MAX_PAGE_SIZE } from '@taizhang/views-port';
import { z } from 'zod';
import type { JobWork } from './job-kind.js';

/** How much of a list is exported: the page shown (本页), all that match its filters (当前筛选), or all within reach (全部). */
export const EXPORT_SCOPES = ['page', 'filter', 'all'] as const;
export type ExportScope = (typeof EXPORT_SCOPES)[number];

const value = z.string().max(500);
/** The list's own parameters, as its address has them; a repeated one is a list. */
export const exportQuery = z.record(z.string().max(100), z.union([value, z.array(value).min(1).max(200)]));

/** Parameters that belong to one page. */
const OF_PAGE = ['limit', 'cursor'];
/** Parameters that ask for something besides documents. */
const BESIDE = ['facet', 'total'];

/** Documents of a view as its list shows them, page by page, the job's progress told on the way. */
export async function* exportedItems(
  work: JobWork,
  view: string,
  query: QueryString,
  scope: ExportScope,
): AsyncGenerator<ListItem> {
  const asked = queryOf(query, scope);
  let done = 0;
  let total: number | undefined;
  for (let cursor: string | undefined; ;) {
    const paged = scope === 'page' ? asked : { ...asked, limit: String(MAX_PAGE_SIZE) };
    const first = total === undefined ? { total: 'true' } : {};
    const page = await work.list(view, { ...paged, ...first, ...(cursor !== undefined && { cursor }) });
    total ??= scope === 'page' ? page.items.length : (page.total ?? page.items.length);
    for (const item of page.items) {
      yield item;
      done += 1;
    }
    await work.progress(done, total);
    cursor = page.next;
    if (scope === 'page' || cursor === undefined) return;
  }
}

function queryOf(query: QueryString, scope: ExportScope): QueryString {
  const kept = Object.entries(query).filter(([name]) => {
    if (scope === 'all') return name === 'bureau';
    return !BESIDE.includes(name) && (scope === 'page' || !OF_PAGE.includes(name));
  });
  return Object.fromEntries(kept);
}
