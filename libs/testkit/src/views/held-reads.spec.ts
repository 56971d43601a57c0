import { heldDocument, heldReads } from './held-reads.js';

const reads = heldReads({
  boxes: [
    heldDocument('a/two', 'k-2', { kind: 'x', pages: 2, of: ['u', 'v'] }),
    heldDocument('a/one', 'k-3', { kind: 'y', pages: 9 }),
    heldDocument('a/one', 'k-1', { kind: 'x', pages: 5 }),
  ],
});
const keys = async (found: ReturnType<typeof reads.all>) => (await found).map(({ key }) => key);

describe('held documents', () => {
  it('are found by filters and ledgers, in order of (ledger, key)', async () => {
    expect(await keys(reads.all('boxes', { ledgers: 'all' }))).toEqual(['k-1', 'k-3', 'k-2']);
    expect(await keys(reads.all('boxes', { ledgers: ['a/one'] }))).toEqual(['k-1', 'k-3']);
    const where = { ledgers: 'all' } as const;
    const found = (filter: Parameters<typeof reads.all>[1]['where']) =>
      keys(reads.all('boxes', { ...where, ...(filter && { where: filter }) }));
    expect(await found([{ op: 'eq', field: 'kind', value: 'x' }])).toEqual(['k-1', 'k-2']);
    expect(await found([{ op: 'eq', field: 'of', value: 'v' }])).toEqual(['k-2']);
    expect(await found([{ op: 'in', field: 'kind', values: ['y', 'z'] }])).toEqual(['k-3']);
    expect(await found([{ op: 'range', field: 'pages', from: 3, to: 5 }])).toEqual(['k-1']);
    expect(await found([{ op: 'prefix', field: 'kind', value: 'y' }])).toEqual(['k-3']);
    expect(await found([{ op: 'eq', field: 'absent', value: null }])).toEqual(['k-1', 'k-3', 'k-2']);
    expect((await reads.find('boxes', { kind: 'y' })).map(({ ledger }) => ledger)).toEqual(['a/one']);
    expect(await keys(reads.all('shelves', where))).toEqual([]);
  });

  it('are paged, and got by place', async () => {
    const first = await reads.page('boxes', { ledgers: 'all', limit: 2 });
    expect(first.items.map(({ key }) => key)).toEqual(['k-1', 'k-3']);
    const second = await reads.page('boxes', { ledgers: 'all', limit: 2, ...(first.next && { cursor: first.next }) });
    expect([second.items.map(({ key }) => key), second.next]).toEqual([['k-2'], undefined]);
    expect((await reads.get('boxes', 'a/two', 'k-2'))?.doc).toMatchObject({ pages: 2 });
    expect(await reads.get('boxes', 'a/two', 'k-1')).toBeUndefined();
    expect(await reads.seen('boxes', 'a/one')).toBe(2);
  });
});
