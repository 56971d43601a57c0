import { readFileSync } from 'node:fs';
import { declarationsOf } from '../../declarations.mjs';
import type { Declarations, DeclaredAct } from '../api/declarations.js';
import { fieldsOf, type FormField } from './form-fields.js';
import { bodyOf, initialValues, MalformedJsonError } from './form-values.js';

const document = readFileSync(new URL('../../../../docs/reference/openapi.json', import.meta.url), 'utf8');
const { acts } = declarationsOf(JSON.parse(document)) as Declarations; // what the build makes of the document
const act = (name: string): DeclaredAct => {
  const found = acts.find((declared) => declared.name === name);
  if (found === undefined) throw new Error(`no command ${name}`);
  return found;
};
const fields = (name: string) => fieldsOf(act(name).schema);
const field = (name: string, member: string) => fields(name).find((one) => one.name === member);

function everyField(all: readonly FormField[]): readonly FormField[] {
  return all.flatMap((one) => [
    one,
    ...(one.kind === 'group' || one.kind === 'list' ? everyField(one.fields) : []),
    ...(one.kind === 'variants' ? one.variants.flatMap((variant) => everyField(variant.fields)) : []),
  ]);
}

describe('forms of commands', () => {
  it('ask for every member of every command that the API declares', () => {
    expect(acts.length).toBeGreaterThan(100);
    for (const { schema } of acts)
      expect(fieldsOf(schema).map(({ name }) => name)).toEqual(Object.keys(schema.properties ?? {}));
  });

  it('know how to ask for each that a person may give: none needs its JSON written by hand', () => {
    const given = acts.filter(({ roles }) => roles.some((role) => role !== 'system'));
    const written = given.flatMap(({ name, schema }) =>
      everyField(fieldsOf(schema)).flatMap((one) => (one.kind === 'json' ? [`${name}.${one.name}`] : [])),
    );
    expect(written).toEqual([]);
  });

  it('ask for texts, choices, dates, yes or no, and lists as their schemas say', () => {
    expect(field('RaiseIssue', 'manifestation')).toMatchObject({ kind: 'text', long: true, required: true });
    expect(field('RaiseIssue', 'origin')).toMatchObject({ kind: 'text', long: false });
    expect(field('RaiseIssue', 'wind')).toMatchObject({
      kind: 'choice',
      values: expect.arrayContaining(['FORMALISM']),
    });
    expect(field('RaiseIssue', 'raisedOn')).toMatchObject({ kind: 'date', required: true });
    expect(field('RaiseIssue', 'anonymous')).toMatchObject({ kind: 'boolean', preset: false });
    expect(field('RaiseIssue', 'originator')).toMatchObject({ kind: 'text', nullable: true, required: false });
    expect(field('AssignIssue', 'supporting')).toMatchObject({ kind: 'words' });
    expect(field('ConveneBriefing', 'objects')).toMatchObject({ kind: 'list', least: 1, most: 200 });
    expect(field('CountBallots', 'count')).toMatchObject({ kind: 'group' });
  });
});

describe('the body of a command', () => {
  it('leaves out groups into which nothing was put, however deep', () => {
    const adopt = fields('AdoptPolicy');
    const values = { ...initialValues(adopt), policy: 'DEFAULT', values: { 'light.yellowWorkdays': 10 } };
    expect(bodyOf(adopt, values)).toMatchObject({ policy: 'DEFAULT' });
    expect(bodyOf(adopt, values)['values']).toEqual({ 'light.yellowWorkdays': 10 });
  });

  it('leaves out what was left empty', () => {
    const values = {
      unit: 'b-jia',
      origin: 'o-1',
      source: 'NETIZEN',
      raisedOn: '2014-06-25',
      wind: 'FORMALISM',
      manifestation: '排队',
      originator: ' ',
      stage: '',
    };
    expect(bodyOf(fields('RaiseIssue'), values)).toEqual({
      unit: 'b-jia',
      origin: 'o-1',
      source: 'NETIZEN',
      raisedOn: '2014-06-25',
      wind: 'FORMALISM',
      manifestation: '排队',
    });
  });

  it('says null and no where a command must hear it', () => {
    const asked: readonly FormField[] = [
      {
        name: 'grades',
        kind: 'group',
        required: true,
        nullable: true,
        fields: [{ name: 'good', kind: 'integer', required: true, nullable: false }],
      },
      { name: 'dedicated', kind: 'boolean', required: true, nullable: false },
      { name: 'present', kind: 'words', required: true, nullable: false },
      { name: 'reason', kind: 'text', long: true, required: true, nullable: true },
    ];
    expect(bodyOf(asked, {})).toEqual({ grades: null, dedicated: false, present: [], reason: null });
    expect(bodyOf(asked, { grades: { good: 0 } })).toMatchObject({ grades: { good: 0 } });
  });

  it('holds rows of a list, and the variant that was chosen', () => {
    const asked: readonly FormField[] = [
      {
        name: 'rows',
        kind: 'list',
        required: true,
        nullable: false,
        least: 1,
        fields: [{ name: 'n', kind: 'integer', required: true, nullable: false }],
      },
      {
        name: 'way',
        kind: 'variants',
        by: 'type',
        required: true,
        nullable: false,
        variants: [{ value: 'A', fields: [{ name: 'a', kind: 'text', long: false, required: true, nullable: false }] }],
      },
    ];
    expect(bodyOf(asked, { rows: [{ n: 1 }, { n: 2 }], way: { type: 'A', a: 'x', b: 'dropped' } })).toEqual({
      rows: [{ n: 1 }, { n: 2 }],
      way: { type: 'A', a: 'x' },
    });
  });

  it('is not made of what is no JSON', () => {
    const asked: readonly FormField[] = [{ name: 'any', kind: 'json', required: false, nullable: false }];
    expect(bodyOf(asked, { any: '{"a":1}' })).toEqual({ any: { a: 1 } });
    expect(() => bodyOf(asked, { any: '{' })).toThrow(MalformedJsonError);
  });

  it('begins with presets, a row where one is needed, and what is known', () => {
    const begun = initialValues(fields('ConveneBriefing'), { unit: 'b-jia', unheard: 1 });
    expect(begun).toMatchObject({ unit: 'b-jia', objects: [{ deferred: false }], baseline: { attendance: [{}] } });
    expect(begun).not.toHaveProperty('unheard');
  });
});
