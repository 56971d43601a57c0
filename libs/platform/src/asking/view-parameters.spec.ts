import type { FieldIndex, ViewQuery } from '@taizhang/views-port';
import { PROBLEMS } from '../http/problem.js';
import { LIST_PARAMETERS, readListQuery, valuesOf, type QueryString } from './view-parameters.js';

const FIELDS: Readonly<Record<string, FieldIndex>> = {
  status: 'keyword',
  code: 'keyword',
  due: 'date',
  count: 'number',
  difficult: 'boolean',
  title: 'text',
  'at.place': 'keyword',
  t: 'number',
};
const NOTHING = { where: [], facets: [], total: false };

describe('the parameters of a list', () => {
  it.each<[string, QueryString, Partial<ViewQuery>]>([
    ['nothing', {}, {}],
    ['a value', { status: 'OPEN' }, { where: [{ op: 'eq', field: 'status', value: 'OPEN' }] }],
    ['one value, repeated', { status: ['OPEN'] }, { where: [{ op: 'eq', field: 'status', value: 'OPEN' }] }],
    ['any of values', { status: ['OPEN', ''] }, { where: [{ op: 'in', field: 'status', values: ['OPEN', ''] }] }],
    ['a number', { count: '-12' }, { where: [{ op: 'eq', field: 'count', value: -12 }] }],
    ['a truth', { difficult: 'false' }, { where: [{ op: 'eq', field: 'difficult', value: false }] }],
    [
      'both ends of a range',
      { 'due.to': '2014-12-31', status: 'OPEN', 'due.from': '2014-01-01' },
      {
        where: [
          { op: 'eq', field: 'status', value: 'OPEN' },
          { op: 'range', field: 'due', from: '2014-01-01', to: '2014-12-31' },
        ],
      },
    ],
    ['one end', { 'count.from': '3' }, { where: [{ op: 'range', field: 'count', from: 3 }] }],
    ['a prefix', { 'code.prefix': '2014-' }, { where: [{ op: 'prefix', field: 'code', value: '2014-' }] }],
    ['words', { 'title.text': '排队' }, { where: [{ op: 'text', field: 'title', value: '排队' }] }],
    ['a field with a dot', { 'at.place': 'x' }, { where: [{ op: 'eq', field: 'at.place', value: 'x' }] }],
    ['its prefix', { 'at.place.prefix': 'x' }, { where: [{ op: 'prefix', field: 'at.place', value: 'x' }] }],
    [
      'an order',
      { sort: 'due,-code' },
      {
        sort: [
          { field: 'due', direction: 'asc' },
          { field: 'code', direction: 'desc' },
        ],
      },
    ],
    ['a page', { limit: '25', cursor: 'c' }, { limit: 25, cursor: 'c' }],
    ['facets and a total', { facet: ['status', 'due'], total: 'true' }, { facets: ['status', 'due'], total: true }],
    ['a scope, which is not its affair', { bureau: ['a', 'b'] }, {}],
  ])('%s', (_what, query, expected) => {
    expect(readListQuery(query, FIELDS)).toEqual({ ...NOTHING, ...expected });
  });

  it.each<[string, QueryString]>([
    ['colour', { colour: 'red' }],
    ['status.size', { 'status.size': '1' }],
    ['colour.from', { 'colour.from': '1' }],
    ['.from', { '.from': '1' }],
    ['from', { from: '1' }],
    ['to', { to: '5' }],
    ['__proto__', JSON.parse('{"__proto__":"x"}') as QueryString], // a query string may name anything
    ['constructor', { constructor: 'x' }],
    ['toString.from', { 'toString.from': 'x' }],
    ['limit', { limit: '0' }],
    ['limit', { limit: '-1' }],
    ['limit', { limit: '10000' }],
    ['limit', { limit: '1e3' }],
    ['limit', { limit: '' }],
    ['limit', { limit: ['1', '2'] }],
    ['cursor', { cursor: ['a', 'b'] }],
    ['sort', { sort: ['a', 'b'] }],
    ['total', { total: '1' }],
    ['count', { count: '1.5' }],
    ['count', { count: '' }],
    ['count', { count: '9'.repeat(16) }],
    ['count', { count: ['1', 'x'] }],
    ['count.from', { 'count.from': ['1', '2'] }],
    ['difficult', { difficult: 'yes' }],
    ['difficult.prefix', { 'difficult.prefix': 'true' }],
    ['difficult.from', { 'difficult.from': 'true' }],
    ['status', { status: [] }],
    ['due', { due: '2014-02-30' }],
    ['due.from', { 'due.from': '2014-02-30' }],
    ['due.to', { 'due.to': 'tomorrow' }],
  ])('are refused where %s cannot be read: %j', (parameter, query) => {
    expect(() => readListQuery(query, FIELDS)).toThrow(
      expect.objectContaining({ definition: PROBLEMS.parameterInvalid, details: { parameter } }),
    );
  });

  it('repeats no more of a strange name than a hundred characters', () => {
    expect(() => readListQuery({ ['x'.repeat(5_000)]: '1' }, FIELDS)).toThrow(
      expect.objectContaining({ details: { parameter: 'x'.repeat(100) } }),
    );
  });

  it('are never taken for fields of the same name', () => {
    const fields = Object.fromEntries(LIST_PARAMETERS.map((name) => [name, 'keyword' as const]));
    expect(readListQuery({ limit: '5', bureau: 'b' }, fields)).toEqual({ ...NOTHING, limit: 5 });
  });

  it('are lists when repeated', () => {
    expect([valuesOf({}, 'a'), valuesOf({ a: 'x' }, 'a'), valuesOf({ a: ['x', 'y'] }, 'a')]).toEqual([
      [],
      ['x'],
      ['x', 'y'],
    ]);
  });
});
