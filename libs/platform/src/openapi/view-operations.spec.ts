import { role, type JsonObject } from '@taizhang/kernel';
import {
  createViewReaders,
  shapeOf,
  view,
  type FieldIndex,
  type ViewReader,
  type ViewStorage,
} from '@taizhang/views-port';
import { openSqliteViewStorage } from '@taizhang/views-sqlite';
import { readListQuery } from '../asking/view-parameters.js';
import { viewOperations } from './view-operations.js';

const FIELDS = {
  code: 'keyword',
  shelvedOn: 'date',
  pages: 'number',
  sealed: 'boolean',
  title: 'text',
} as const satisfies Record<string, FieldIndex>;
const SAMPLE: Readonly<Record<keyof typeof FIELDS, string>> = {
  code: 'A-1',
  shelvedOn: '2014-07-01',
  pages: '12',
  sealed: 'true',
  title: '档案',
};
const FIELD_NAMES = Object.keys(SAMPLE) as readonly (keyof typeof FIELDS)[]; // of the record above
const SUFFIXES = ['', '.from', '.to', '.prefix', '.text'];

const boxes = view<JsonObject>({
  name: 'boxes',
  version: 1,
  context: 'archives',
  fields: FIELDS,
  on: { 'archives.BoxShelved': { version: 1, keys: () => [], project: () => null } },
});

const served = { view: boxes, title: { zh: '档案盒', en: 'Boxes' }, allow: role('branch-clerk').at('unit') };

const list = JSON.stringify(viewOperations('archives', served)[0]?.members);
/** Parameters that the document offers for the list. */
const offered = new Set([...list.matchAll(/"name":"([^"]+)"/g)].map(([, name]) => name));
const sortable = new RegExp(/\^-\?(\([^)]*\))/.exec(list)?.[1] ?? 'nothing');

describe('the filters a list is documented with', () => {
  let storage: ViewStorage;
  let reader: ViewReader;

  beforeAll(async () => {
    storage = openSqliteViewStorage({ file: ':memory:' });
    const shape = shapeOf(boxes);
    await storage.ensure(shape);
    await storage.markPrepared(shape.name, shape);
    await storage.activate(shape.name, shape, undefined, '2014-07-01T00:00:00.000Z');
    reader = createViewReaders({ storage })(3);
  });
  afterAll(() => storage.close());

  const ask = async (parameters: Readonly<Record<string, string>>) =>
    reader.query(boxes, { ...readListQuery(parameters, FIELDS), ledgers: 'all' });

  it.each(FIELD_NAMES.flatMap((field) => SUFFIXES.map((suffix) => [`${field}${suffix}`, SAMPLE[field]] as const)))(
    'are those that are answered: %s',
    async (parameter, value) => {
      const answered = await ask({ [parameter]: value }).then(
        () => true,
        () => false,
      );
      expect(offered.has(parameter)).toBe(answered);
    },
  );

  it.each(FIELD_NAMES)('name the fields that can be sorted by and counted: %s', async (field) => {
    for (const parameters of [{ sort: field }, { facet: field }]) {
      const answered = await ask(parameters).then(
        () => true,
        () => false,
      );
      expect(sortable.test(field)).toBe(answered);
    }
  });
});
