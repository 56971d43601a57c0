import type { ContextFacilities } from '@taizhang/platform';
import type { JsonObject } from '@taizhang/kernel';
import type { ViewDocument, ViewQuery } from '@taizhang/views-port';
import { PublicNorms } from './public-norms.js';

const DIGEST = 'A'.repeat(43);
const disclosure = Buffer.from(JSON.stringify(['c2FsdC1vZi0xNi1ieXRlcw', 'title', '公务接待实施细则'])).toString(
  'base64url',
);
const sealed = (digest: string, level: number) => ({ $sealed: { digest, level, idx: 3 } });
const doc: JsonObject = {
  norm: 'zd-1',
  status: 'PUBLISHED',
  document: 'jwgx:2014:18',
  issuer: 'wgx-0371',
  area: 1,
  publishedOn: '2014-08-16',
  from: '2014-09-01',
  to: null,
  supersededBy: null,
  title: sealed(DIGEST, 1),
  text: sealed('B'.repeat(43), 1),
};
const found = { ledger: 'rules/wgx-0371', key: 'zd-1', idx: 3, doc } as unknown as ViewDocument; // a document of that view

function scene() {
  const asked: ViewQuery[] = [];
  const facilities = {
    readsOf: () => ({
      page: (_view: string, query: ViewQuery) => {
        asked.push(query);
        return Promise.resolve({ items: [found], next: 'c-2' });
      },
      get: (_view: string, ledger: string, key: string) =>
        Promise.resolve(ledger === 'rules/wgx-0371' && key === 'zd-1' ? found : undefined),
    }),
    events: { disclosures: () => Promise.resolve(new Map([[DIGEST, disclosure]])) },
  } as unknown as ContextFacilities; // what the public list uses of them
  return { norms: new PublicNorms(facilities), asked };
}

describe('published norms without account', () => {
  it('[C3.18] are found by bureau, area and words, the latest first, page by page', async () => {
    const { norms, asked } = scene();
    const page = await norms.search({ bureau: 'wgx-0371', area: 1, text: '接待', cursor: 'c-1' });
    expect(page).toMatchObject({
      next: 'c-2',
      items: [{ bureau: 'wgx-0371', norm: 'zd-1', title: '公务接待实施细则' }],
    });
    await norms.search({});
    expect(asked).toMatchObject([
      {
        ledgers: ['rules/wgx-0371'],
        where: [
          { op: 'eq', field: 'area', value: 1 },
          { op: 'text', field: 'title', value: '接待' },
        ],
        sort: [{ field: 'publishedOn', direction: 'desc' }],
        cursor: 'c-1',
      },
      { ledgers: 'all', where: [] },
    ]);
  });

  it('[C3.18] are shown with their text, as far as it is kept', async () => {
    const { norms } = scene();
    await expect(norms.find('wgx-0371', 'zd-1')).resolves.toMatchObject({
      title: '公务接待实施细则',
      text: null,
      from: '2014-09-01',
    });
  });

  it('are nothing where there is none, or can be none', async () => {
    const { norms } = scene();
    await expect(norms.find('wgx-0371', 'zd-2')).resolves.toBeUndefined();
    await expect(norms.find('wgx-0372', 'zd-1')).resolves.toBeUndefined();
    await expect(norms.find('局', 'zd-1')).resolves.toBeUndefined();
  });
});
