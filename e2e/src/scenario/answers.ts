import { ApiClient, REPORTED_CONTEXTS, SCENARIOS, Sessions } from '@taizhang/scenario';
import type { JsonObject } from '@taizhang/kernel';
import type { Deployment } from '../deployments/deployment.js';

/** Rows asked for at once. */
const PAGE = 200;
const VIEW = /^\/api\/([^/]+)\/views\/([^/{]+)$/;

/** Views that are kept from the office (机关), which reads the rest: who accuses whom is for discipline inspectors. */
const KEPT_FROM_READER = 403;

/** Everything that the views of the scenario's contexts answer to its reader: the documents of each, in order. */
export async function answersOf(deployment: Deployment): Promise<Readonly<Record<string, readonly unknown[]>>> {
  const reader = SCENARIOS['a']?.reader ?? '';
  const sessions = new Sessions(new ApiClient(deployment));
  const ask = async (context: string, path: string): Promise<JsonObject> => {
    const { status, body } = await sessions.send(reader, { context, method: 'GET', path });
    if (status === KEPT_FROM_READER) return { items: [] };
    if (status !== 200) throw new Error(`${path}: ${JSON.stringify(body)}`);
    return body;
  };
  const { paths } = await ask('organization', '/api/docs-json');
  const views = Object.keys(paths as JsonObject); // OpenAPI: a map by path
  const answers: Record<string, readonly unknown[]> = {};
  for (const path of views) {
    const [, context = '', view = ''] = VIEW.exec(path) ?? [];
    if (!REPORTED_CONTEXTS.includes(context)) continue;
    const rows: unknown[] = [];
    let cursor = '';
    do {
      const { items, next } = await ask(context, `${path}?limit=${String(PAGE)}${cursor}`);
      // What is erased is told from what was sealed when the view was built; the scenario's values went without a word in between.
      rows.push(...(items as readonly JsonObject[]).map((row) => ({ ...row, erased: undefined }))); // as lists are answered
      cursor = typeof next === 'string' ? `&cursor=${encodeURIComponent(next)}` : '';
    } while (cursor !== '');
    answers[`${context}.${view}`] = rows;
  }
  return answers;
}
