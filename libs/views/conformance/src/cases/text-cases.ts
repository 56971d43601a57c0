import type { LedgerId } from '@taizhang/kernel';
import { casesOf } from '../conformance-case.js';
import { assertEqual } from '../equality.js';
import { recorded } from '../sample-events.js';
import { putWork, worksView } from '../sample-view.js';
import type { Scene } from '../scene.js';

const LEDGER: LedgerId = 'works/wgx-0371';

const TITLES: Readonly<Record<string, string>> = {
  plan: '关于群众路线整改方案的报告（2014年第3号）',
  water: '饮用水源污染问题 PM2.5',
  mixed: 'Ａ座Wi-Fi公开栏，ＡＢＣ工程',
  rare: '𠮷野家卫生整治',
  spaced: '整 改',
  none: '',
};

async function show(scene: Scene): Promise<void> {
  await scene.show(worksView, [
    ...recorded(
      LEDGER,
      Object.entries(TITLES).map(([key, title]) => putWork(key, { title })),
    ),
    ...recorded('works/other', [putWork('elsewhere', { title: '整改方案' })]),
  ]);
}

async function search(
  scene: Scene,
  value: string,
  ledgers: readonly LedgerId[] | 'all' = [LEDGER],
): Promise<readonly string[]> {
  const { items } = await scene.reader.query(worksView, { ledgers, where: [{ op: 'text', field: 'title', value }] });
  return items.map(({ key }) => key);
}

/** Search in open text. */
export const textCases = casesOf('text search', {
  'two-character words are found, wherever they stand in a run': async (scene) => {
    await show(scene);
    for (const [word, found] of [
      ['整改', ['plan']],
      ['群众', ['plan']],
      ['报告', ['plan']],
      ['水源', ['water']],
      ['源污', ['water']],
      ['改整', []],
      ['方案', ['plan']],
    ] as const) {
      assertEqual(await search(scene, word), found, word);
    }
  },
  'all words of a search must occur; longer ones by all their pairs': async (scene) => {
    await show(scene);
    assertEqual(await search(scene, '群众路线整改方案'), ['plan']);
    assertEqual(await search(scene, '整改 报告'), ['plan']);
    assertEqual(await search(scene, '整改 污染'), []);
    assertEqual(await search(scene, '污染防治'), []);
  },
  'words in other scripts and numbers match whole, in any case and width': async (scene) => {
    await show(scene);
    assertEqual(await search(scene, 'abc'), ['mixed']);
    assertEqual(await search(scene, 'ｗｉ FI'), ['mixed']);
    assertEqual(await search(scene, '2014'), ['plan']);
    assertEqual(await search(scene, '201'), []);
    assertEqual(await search(scene, 'pm2 5 水源'), ['water']);
  },
  'characters beyond the basic plane are characters': async (scene) => {
    await show(scene);
    assertEqual(await search(scene, '𠮷野'), ['rare']);
  },
  'single Chinese characters are ignored beside words, and gaps keep characters apart': async (scene) => {
    await show(scene);
    assertEqual(await search(scene, 'A 座'), ['mixed']);
    assertEqual(await search(scene, '整改'), ['plan']);
  },
  'a search stays within its ledgers and joins with other conditions': async (scene) => {
    await show(scene);
    assertEqual(await search(scene, '整改', 'all'), ['elsewhere', 'plan']);
    assertEqual(await search(scene, '整改', ['works/other']), ['elsewhere']);
    const page = await scene.reader.query(worksView, {
      ledgers: 'all',
      total: true,
      facets: ['status'],
      where: [
        { op: 'text', field: 'title', value: '方案' },
        { op: 'eq', field: 'status', value: 'x' },
      ],
    });
    assertEqual(page, { items: [], total: 0, facets: { status: [] } });
  },
});
