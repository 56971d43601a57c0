import { role, type Clearance, type JsonObject } from '@taizhang/kernel';
import type { ViewDocument, ViewReader } from '@taizhang/views-port';
import { z } from 'zod';
import type { AccessEntry } from '../access-log/access-log.js';
import { queryRoute } from '../context/context-feature.js';
import { ContextRegistry } from '../context/context-registry.js';
import { Authoriser } from '../identity/authoriser.js';
import { askedMoment } from './asked-moment.js';
import { contextReads } from './context-reads.js';
import { ReadingScopes } from './reading-scope.js';
import { ViewService } from './view-service.js';

const LEDGER = 'samples/b-1';
const allow = role('auditor').at('unit');
const title = { zh: '样例', en: 'Sample' };
const documentOf = (key: string, clr: Clearance, doc: JsonObject = {}): ViewDocument => ({
  ledger: LEDGER,
  key,
  idx: 0,
  doc,
  clr,
});
const DIGEST = 'd'.repeat(43);
const sealedIn = (level: 1 | 2 | 3): JsonObject => ({ name: { $sealed: { digest: DIGEST, level, idx: 0 } } });

/** A view of these documents, listed by its route and by a query that tells their number only. */
function scene(documents: readonly ViewDocument[], { logs = true } = {}) {
  const registry = new ContextRegistry();
  registry.register({
    context: 'samples',
    title,
    aggregates: [],
    views: [
      {
        view: { name: 'notes', version: 1, context: 'samples', fields: {}, on: { 'samples.Noted': never } },
        allow,
        title,
      },
    ],
    policies: [],
    facts: {},
    queries: [
      queryRoute({
        name: 'how-many',
        title,
        params: z.object({}),
        allow,
        handle: async (_params, reads) => (await reads.all('notes', { ledgers: 'all' })).length,
      }),
      queryRoute({
        name: 'names',
        title,
        params: z.object({}),
        allow,
        handle: async (_params, reads) =>
          (await reads.all('notes', { ledgers: 'all' })).map(({ doc }) => doc['name'] ?? 'none'),
      }),
    ],
    catalogues: [],
    rejections: [],
  });
  const reader = (clearance: Clearance) =>
    ({
      query: () => Promise.resolve({ items: documents.filter(({ clr = 0 }) => clr <= clearance) }),
      get: (_view: unknown, _ledger: unknown, key: string) => Promise.resolve(documents.find((one) => one.key === key)),
    }) as unknown as ViewReader; // what lists, documents and queries use
  const readers = (clearance: Clearance) => reader(clearance);
  const storage = { active: () => Promise.resolve(undefined) };
  const marks = { mark: () => Promise.resolve(undefined) };
  const secret = () => Promise.resolve(new Uint8Array(32));
  const recorded: AccessEntry[] = [];
  const views = new ViewService({
    registry,
    readers,
    storage,
    marks,
    sealed: { disclosures: () => Promise.resolve(new Map([[DIGEST, disclosureOf('某甲')]])) },
    readsOf: (context, clearance, onRead) =>
      contextReads(
        context,
        { registry, readers, storage, marks, secret, timeZone: 'Asia/Shanghai' },
        clearance,
        onRead,
      ),
    past: { at: (_asOf, read) => read(readers) },
    momentOf: askedMoment('Asia/Shanghai', () => '2014-06-25T02:00:00.000Z'),
    scopes: new ReadingScopes(new Authoriser(() => Promise.resolve(undefined)), () => '2014-06-25'),
    accessLog: {
      record: (entries) => {
        if (!logs) return Promise.reject(new Error('away'));
        recorded.push(...entries);
        return Promise.resolve();
      },
    },
  });
  const asking = (clearance: Clearance) => ({
    context: 'samples',
    sender: { account: 'acct-1', claimed: { id: 'claimed', role: 'auditor', unit: 'b-1', clearance } as const },
  });
  return { views, asking, keys: () => recorded.flatMap(keysOf) };
}

const documentAt = (key: string) => ({ view: 'notes', bureau: 'b-1', key, owner: 'samples' });
const never = { version: 1, keys: () => [], project: () => null };
const disclosureOf = (name: string) =>
  Buffer.from(JSON.stringify(['c2FsdC1vZi0xNi1ieXRlcw', 'name', name])).toString('base64url');
const keysOf = (entry: AccessEntry): readonly string[] =>
  entry.type === 'RecordsRead' ? entry.data.records.map(({ key }) => `${entry.data.view} ${key}`) : [entry.type];
const refused = { definition: { code: 'ACCESS_LOG_UNAVAILABLE' } };

describe('readings of confidential material, by the routes of views', () => {
  const documents = [documentOf('open', 1), documentOf('secret', 2), documentOf('sealed', 1, sealedIn(2))];

  it('are recorded for what a list shows, and for nothing else', async () => {
    const { views, asking, keys } = scene(documents);
    await views.list(asking(1), 'notes', {});
    expect(keys()).toEqual([]);
    await views.list(asking(2), 'notes', {});
    expect(keys()).toEqual(['notes secret', 'notes sealed']);
  });

  it('are recorded for a document, when it shows something', async () => {
    const { views, asking, keys } = scene(documents);
    await views.document(asking(1), documentAt('sealed'));
    await views.document(asking(2), documentAt('open'));
    expect(keys()).toEqual([]);
    await views.document(asking(2), documentAt('sealed'));
    expect(keys()).toEqual(['notes sealed']);
  });

  it('are recorded for what a query looks at, whatever it tells of it', async () => {
    const { views, asking, keys } = scene(documents);
    await expect(views.query(asking(1), 'how-many', {})).resolves.toBe(2);
    expect(keys()).toEqual([]);
    await expect(views.query(asking(2), 'how-many', {})).resolves.toBe(3);
    expect(keys()).toEqual(['how-many secret']);
  });

  it('are recorded for sealed values that a query hands out, which open as far as the clearance goes', async () => {
    const { views, asking, keys } = scene([documentOf('open', 1), documentOf('sealed', 1, sealedIn(2))]);
    await expect(views.query(asking(1), 'names', {})).resolves.toEqual(['none', null]);
    expect(keys()).toEqual([]);
    await expect(views.query(asking(2), 'names', {})).resolves.toEqual(['none', '某甲']);
    expect(keys()).toEqual(['names sealed']);
  });

  it('are refused where they cannot be recorded', async () => {
    const { views, asking } = scene(documents, { logs: false });
    await expect(views.list(asking(2), 'notes', {})).rejects.toMatchObject(refused);
    await expect(views.document(asking(2), documentAt('secret'))).rejects.toMatchObject(refused);
    await expect(views.query(asking(2), 'how-many', {})).rejects.toMatchObject(refused);
    await expect(views.list(asking(1), 'notes', {})).resolves.toMatchObject({
      items: [{ key: 'open' }, { key: 'sealed' }],
    });
  });
});
