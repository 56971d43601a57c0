import { role, type Clearance } from '@taizhang/kernel';
import { heldDocument, heldReads } from '@taizhang/testkit';
import type { AccessEntry } from '../access-log/access-log.js';
import { ReadingScopes } from '../asking/reading-scope.js';
import { SUBORDINATES_FACT, UNIT_PATH_FACT, type ContextReads, type FactProvider } from '../context/context-feature.js';
import { ContextRegistry, FeatureError } from '../context/context-registry.js';
import { Authoriser } from '../identity/authoriser.js';
import { omissionReport, type Omission, type OmissionReport } from './omission-report.js';
import { OmissionService } from './omission-service.js';

const title = { zh: '样例', en: 'Sample' };
const allow = role('auditor', 'branch-clerk').at('unit-or-superior');
/** City over two bureaus; the paths of branches begin with themselves. */
const PATHS: Readonly<Record<string, readonly string[]>> = {
  city: ['city'],
  'bur-1': ['bur-1', 'city'],
  'bur-2': ['bur-2', 'city'],
};
const facts: Readonly<Record<string, FactProvider>> = {
  [UNIT_PATH_FACT]: ({ key }) => Promise.resolve({ value: PATHS[key.split('/')[1] ?? ''] ?? [], consulted: [] }),
  [SUBORDINATES_FACT]: ({ key }) => Promise.resolve({ value: key === 'city' ? ['bur-1', 'bur-2'] : [], consulted: [] }),
};

const report = (parts: Partial<OmissionReport> = {}): OmissionReport =>
  omissionReport({
    name: 'late-notes',
    clauses: ['C5.7'],
    title,
    duties: { A: title, B: title },
    classification: 1,
    allow,
    among: { view: 'notes', open: [{ op: 'eq', field: 'open', value: true }] },
    owed: ({ key, doc }) =>
      Promise.resolve(
        ['B', 'A'].map((duty) => ({
          duty,
          unit: String(doc['unit']),
          person: null,
          subject: `note/${key}`,
          part: null,
          since: '2014-09-01',
          dueOn: '2014-09-10',
          doneOn: doc['open'] === true ? null : '2014-09-20',
        })),
      ),
    ...parts,
  });

const note = (bureau: string, key: string, unit: string, open = true) =>
  heldDocument(`samples/${bureau}`, key, { unit, open });
const documents = [
  note('bur-1', 'n-1', 'b-jia'),
  note('bur-1', 'n-2', 'b-yi'),
  note('bur-1', 'n-3', 'b-jia', false),
  note('bur-2', 'n-1', 'bur-2'),
];

function scene(parts: Partial<OmissionReport> = {}, { logs = true, held = documents } = {}) {
  const registry = new ContextRegistry();
  const never = { version: 1, keys: () => [], project: () => null };
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
    facts,
    queries: [],
    omissions: [report(parts)],
    catalogues: [],
    rejections: [],
  });
  const reads = heldReads({ notes: held }) as ContextReads; // filters and pages are all that reports ask for
  const authoriser = new Authoriser((context, query) =>
    Promise.resolve(registry.fact(context, query.fact)).then((provider) => provider?.(query, reads)),
  );
  const recorded: AccessEntry[] = [];
  const service = new OmissionService({
    registry,
    readsOf: () => reads,
    scopes: new ReadingScopes(authoriser, () => '2014-09-25'),
    accessLog: {
      record: (entries) => {
        if (!logs) return Promise.reject(new Error('away'));
        recorded.push(...entries);
        return Promise.resolve();
      },
    },
    today: () => '2014-09-25',
    seen: () => Promise.resolve(),
  });
  const ask = (
    unit: string,
    query: Readonly<Record<string, string | readonly string[]>> = {},
    clearance: Clearance = 3,
  ) =>
    service.answer(
      {
        context: 'samples',
        sender: { account: 'acct-1', claimed: { id: 'claimed', role: 'auditor', unit, clearance } as const },
      },
      'late-notes',
      query,
    );
  const rows = async (...asked: Parameters<typeof ask>) => {
    const { body } = await ask(...asked);
    const { rows: found } = body as unknown as { readonly rows: readonly Omission[] }; // as the service answers
    return found.map(
      ({ bureau, unit, subject, duty, overdueDays }) => `${bureau}/${unit} ${subject} ${duty} ${String(overdueDays)}`,
    );
  };
  return { registry, ask, rows, recorded };
}
const code = (name: string) => ({ definition: { code: name } });

describe('a report of omissions 未履职情况', () => {
  it('lists what is not done by unit, duty and days overdue, with what its words are', async () => {
    const { rows, ask } = scene();
    expect(await rows('bur-1')).toEqual([
      'bur-1/b-jia note/n-1 A 15',
      'bur-1/b-jia note/n-1 B 15',
      'bur-1/b-yi note/n-2 A 15',
      'bur-1/b-yi note/n-2 B 15',
    ]);
    expect((await ask('bur-1')).body).toMatchObject({
      report: 'late-notes',
      clauses: ['C5.7'],
      title,
      duties: { A: title },
      on: '2014-09-25',
    });
  });

  it('stands as of a day: what was done since was still owed then', async () => {
    const { rows } = scene();
    expect(await rows('bur-1', { on: '2014-09-19', duty: 'A' })).toEqual([
      'bur-1/b-jia note/n-1 A 9',
      'bur-1/b-yi note/n-2 A 9',
      'bur-1/b-jia note/n-3 A 9',
    ]);
    expect(await rows('bur-1', { on: '2014-09-10' })).toEqual([]);
  });

  it('shows of the deployment what is within the reader’s reach, and of it the unit asked for with all below', async () => {
    const { rows, ask } = scene();
    const duty = 'A';
    expect(await rows('city', { duty })).toHaveLength(3);
    expect(await rows('city', { duty, unit: 'city' })).toHaveLength(3);
    expect(await rows('city', { duty, unit: 'bur-2' })).toEqual(['bur-2/bur-2 note/n-1 A 15']);
    expect(await rows('city', { duty, unit: 'bur-1/b-yi' })).toEqual(['bur-1/b-yi note/n-2 A 15']);
    expect(await rows('bur-1/b-jia', { duty })).toEqual(['bur-1/b-jia note/n-1 A 15']);
    expect(await rows('bur-1/b-jia', { duty, unit: 'bur-1/b-yi' })).toEqual([]);
    for (const unit of ['city', 'bur-2', 'bur-2/b-jia'])
      await expect(ask('bur-1', { unit })).rejects.toMatchObject(code('FORBIDDEN'));
  });

  it.each([1, 2, 3, 500])('is paged by %i: every row once, in one order', async (limit) => {
    const { rows, ask } = scene();
    const whole = await rows('city');
    const paged: string[] = [];
    let cursor: string | undefined;
    do {
      const query = { limit: String(limit), ...(cursor !== undefined && { cursor }) };
      const page = await rows('city', query);
      expect(page.length).toBeLessThanOrEqual(limit);
      paged.push(...page);
      ({ next: cursor } = await ask('city', query));
    } while (cursor !== undefined);
    expect(paged).toEqual(whole);
    expect(whole).toHaveLength(6);
  });

  it('goes on over many pages of documents', async () => {
    const many = Array.from({ length: 1_203 }, (_, n) => note('bur-1', `n-${String(n).padStart(4, '0')}`, 'b-jia'));
    const { rows, ask } = scene({}, { held: many });
    const first = await ask('bur-1', { duty: 'A', limit: '500' });
    const query = { duty: 'A', limit: '500', ...(first.next !== undefined && { cursor: first.next }) };
    expect((await rows('bur-1', query)).at(-1)).toContain('note/n-0999');
    const { body, next } = await ask('bur-1', { format: 'csv' });
    expect(String(body).trimEnd().split('\r\n')).toHaveLength(1 + 2 * 1_203);
    expect(next).toBeUndefined();
  });

  it('is exported as a file that spreadsheets read, no cell of which is a formula', async () => {
    const { ask } = scene({
      duties: { A: { zh: '=甲', en: 'a "quoted", one' }, B: title },
    });
    const { body, mediaType } = await ask('bur-1', { format: 'csv', duty: 'A', limit: '1' });
    expect(mediaType).toBe('text/csv; charset=utf-8');
    expect(body).toBe(
      '\u{FEFF}单位 Bureau,责任单位 Unit,责任人 Person,职责 Duty,对象 Subject,部分 Part,起始 Since,期限 Due,逾期天数 Days overdue\r\n' +
        `bur-1,b-jia,,"'=甲 a ""quoted"", one",note/n-1,,2014-09-01,2014-09-10,15\r\n`,
    );
  });

  it.each<[string, Readonly<Record<string, string | readonly string[]>>]>([
    ['another day', { on: '2014-02-30' }],
    ['another duty', { duty: 'C' }],
    ['an inherited name for a duty', { duty: 'constructor' }],
    ['no unit', { unit: '../x' }],
    ['two units', { unit: ['bur-1', 'bur-2'] }],
    ['too much', { limit: '501' }],
    ['too little', { limit: '0' }],
    ['another format', { format: 'xlsx' }],
    ['what it does not know', { bureau: 'bur-1' }],
    ['a cursor of nobody', { cursor: 'x' }],
    ['a cursor of another shape', { cursor: Buffer.from('[1,2]').toString('base64url') }],
  ])('refuses %s', async (_what, query) => {
    await expect(scene().ask('bur-1', query)).rejects.toMatchObject(code('PARAMETER_INVALID'));
  });

  it('is as confidential as it says: for whoever is cleared, and each reading is on record, before it is answered', async () => {
    const secret = scene({ classification: 2 });
    await expect(secret.ask('bur-1', {}, 1)).rejects.toMatchObject(code('FORBIDDEN'));
    await secret.ask('bur-1', { limit: '3' }, 2);
    expect(secret.recorded).toMatchObject([
      {
        type: 'RecordsRead',
        bureau: 'bur-1',
        data: {
          account: 'acct-1',
          view: 'late-notes',
          records: [
            { ledger: 'samples/bur-1', key: 'n-1' },
            { ledger: 'samples/bur-1', key: 'n-2' },
          ],
        },
      },
    ]);
    const away = scene({ classification: 2 }, { logs: false });
    await expect(away.ask('bur-1')).rejects.toMatchObject(code('ACCESS_LOG_UNAVAILABLE'));
    await expect(away.ask('bur-1', { on: '2014-09-01' })).resolves.toMatchObject({ body: { rows: [] } });
    const open = scene();
    await open.ask('bur-1');
    expect(open.recorded).toEqual([]);
  });

  it('is known by its name alone, and stops the start where it reads what is not there or nobody may read it', async () => {
    const { registry } = scene();
    expect(registry.omissions('samples', 'constructor')).toBeUndefined();
    expect(registry.omissions('others', 'late-notes')).toBeUndefined();
    expect(() => scene({ among: { view: 'boxes' } })).toThrow(FeatureError);
    expect(() => scene({ allow: { roles: [], scope: 'unit' } })).toThrow(FeatureError);
    await expect(scene({ name: 'other' }).ask('bur-1')).rejects.toMatchObject(code('UNKNOWN_VIEW'));
  });
});
