import { readFileSync } from 'node:fs';
import * as contracts from '@taizhang/contracts';
import { declarationsOf } from '../../declarations.mjs';
import type { Declarations } from '../api/declarations.js';
import { eventLabel, fieldLabel, isNamed, isTold, isWorded, namedBy, valueLabel } from './labels.js';
import { fieldsOf, type FormField } from '../forms/form-fields.js';

const document = readFileSync(new URL('../../../../docs/reference/openapi.json', import.meta.url), 'utf8');
const { acts } = declarationsOf(JSON.parse(document)) as Declarations; // what the build makes of the document
/** Contexts whose words are complete; a context is added here once its commands have theirs. */
const WORDED: ReadonlySet<string> = new Set(['issues', 'organization', 'evaluation', 'rules', 'campaigns']);
const given = acts.filter(({ context, roles }) => WORDED.has(context) && roles.some((role) => role !== 'system'));

function everyField(all: readonly FormField[]): readonly FormField[] {
  return all.flatMap((field) => [
    field,
    ...(field.kind === 'group' || field.kind === 'list' ? everyField(field.fields) : []),
    ...(field.kind === 'variants' ? field.variants.flatMap((variant) => everyField(variant.fields)) : []),
  ]);
}
const members = given.flatMap(({ name, schema }) =>
  everyField(fieldsOf(schema)).map((field) => ({ command: name, field })),
);

describe('words of forms', () => {
  it('stand for nearly every member of commands; the others show their own names', () => {
    const nameless = members.filter(({ command, field }) => !isNamed(field.name, command));
    // a new command needs no line to appear, so a few may lack theirs for a while: more than these is neglect
    expect(nameless.map(({ command, field }) => `${command}.${field.name}`).slice(20)).toEqual([]);
  });

  it('stand for nearly every value that can be chosen', () => {
    const wordless = members.flatMap(({ field }) =>
      field.kind === 'choice' || field.kind === 'choices'
        ? field.values.filter((value) => !isWorded(value, field.name)).map((value) => `${field.name}:${value}`)
        : [],
    );
    expect([...new Set(wordless)].slice(20)).toEqual([]);
  });

  it('stand for nearly every event of a timeline', () => {
    const types = Object.values(contracts).flatMap((exported) =>
      typeof exported === 'function' || typeof exported !== 'object' || !('definitions' in exported)
        ? []
        : Object.values(exported.definitions).map(({ type }) => type),
    );
    expect(types.length).toBeGreaterThan(200);
    expect(types.filter((type) => !isTold(type)).slice(20)).toEqual([]);
  });

  it('are a command’s own before those of all, and something where there are none', () => {
    expect(fieldLabel('body', 'IssueCriticismNotice').zh).toBe('正文');
    expect(fieldLabel('body').zh).toBe('机构');
    expect(fieldLabel('criticism.threshold').zh).toBe('百分之八十的线');
    expect(fieldLabel('neverHeardOf')).toEqual({ zh: 'Never heard of', en: 'Never heard of' });
    expect(valueLabel('SUGGESTION', 'kind').zh).toBe('意见建议');
    expect(valueLabel('SUGGESTION', 'sentiment').zh).toBe('建议');
    expect(valueLabel('2014-wgx-0001')).toEqual({ zh: '2014-wgx-0001', en: '2014-wgx-0001' });
    expect(eventLabel('issues.IssueRaised').zh).toBe('登记问题');
    expect(namedBy('to', 'TransferDuty')).toBe('person');
    expect(namedBy('to')).toBeUndefined();
  });
});
