import { z } from 'zod';
import { aggregate, DuplicateCommandError, evolveWith } from './aggregate.js';
import { command, commandVerb } from './command.js';
import { event, events } from './event.js';
import {
  date,
  FieldClassError,
  fieldTree,
  id,
  openPart,
  personal,
  redactable,
  reference,
  text,
  type OpenOf,
} from './fields.js';
import { isRejection, reject, rejection } from './rejection.js';
import { role } from './roles.js';

const schema = z.strictObject({
  code: id(),
  on: date().nullable(),
  story: redactable(2, text()),
  person: z.strictObject({ account: id(), name: personal(1, text(), 'account') }),
  steps: z.array(z.strictObject({ step: id(), note: redactable(1, text()) })),
  links: z.array(reference()),
});

describe('event declarations', () => {
  it('reads the class of every field, through objects and arrays', () => {
    expect(fieldTree(schema)).toEqual({
      code: { kind: 'open' },
      on: { kind: 'open' },
      story: { kind: 'redactable', level: 2 },
      person: {
        kind: 'object',
        fields: {
          account: { kind: 'open' },
          name: { kind: 'personal', level: 1, subject: { field: 'account', unique: 'deployment' } },
        },
      },
      steps: { kind: 'array', items: { step: { kind: 'open' }, note: { kind: 'redactable', level: 1 } } },
      links: { kind: 'open' },
    });
  });

  it.each([
    ['a bare string', z.strictObject({ note: z.string() })],
    ['a nullable string', z.strictObject({ note: text().nullable() })],
    ['a string in an object', z.strictObject({ inner: z.strictObject({ note: z.string() }) })],
    ['an array of strings', z.strictObject({ notes: z.array(z.string()) })],
    ['sealed elements of an array', z.strictObject({ notes: z.array(redactable(1, text())) })],
    ['a record', z.strictObject({ any: z.record(z.string(), z.string()) })],
  ])('never lets free text be open: %s (design §5)', (_name, open) => {
    expect(() => event({ version: 1, clr: 1, clauses: [], schema: open })).toThrow(FieldClassError);
  });

  it('keeps sealed values from those who decide, in data and in types', () => {
    const data = {
      code: 'a',
      on: null,
      story: 's',
      person: { account: 'p', name: 'n' },
      steps: [{ step: '1', note: 'x' }],
      links: ['issue/1'],
    };
    const open: OpenOf<typeof schema> = {
      code: 'a',
      on: null,
      person: { account: 'p' },
      steps: [{ step: '1' }],
      links: ['issue/1'],
    };
    expect(openPart(fieldTree(schema), data)).toEqual(open);
    // @ts-expect-error -- a sealed field has no name in the open type
    expect(open.story).toBeUndefined();
  });

  it('names events by their context and refuses what their schema does not allow', () => {
    const catalogue = events('issues', {
      IssueNoted: event({ version: 2, clr: 1, clauses: ['C1.0.b'], schema: z.strictObject({ code: id() }) }),
    });
    expect(catalogue.IssueNoted({ code: 'x' })).toEqual({
      type: 'issues.IssueNoted',
      schema: 2,
      clr: 1,
      data: { code: 'x' },
    });
    expect(() => catalogue.IssueNoted({ code: 'not an id' })).toThrow(z.ZodError);
  });

  it('takes well-formed text that is not blank', () => {
    expect(text().safeParse('群众意见').success).toBe(true);
    expect(text().safeParse('\ud800').success).toBe(false);
    expect(text().safeParse('  ').success).toBe(false);
    expect(text(3).safeParse('四个汉字').success).toBe(false);
  });
});

describe('aggregates', () => {
  const noted = events('issues', {
    IssueNoted: event({ version: 1, clr: 1, clauses: [], schema: z.strictObject({ code: id() }) }),
  });
  const note = command({
    name: 'NoteIssue',
    title: { zh: '记录', en: 'Note' },
    clauses: [],
    schema: z.strictObject({ code: id() }),
    allow: role('branch-clerk').at('unit'),
    decide: (input, _state: number) => [noted.IssueNoted(input)],
  });
  const meta = { id: 'e', idx: 1, rev: 0, time: '2014-07-20T00:00:00.000Z', actor: { id: 'a', role: 'system' } };

  it('folds what it knows and passes over what it does not', () => {
    const counted = aggregate<number, typeof noted>({
      context: 'issues',
      name: 'note',
      events: noted,
      initial: 0,
      evolve: { 'issues.IssueNoted': (count) => count + 1 },
      commands: [note],
    });
    const one = evolveWith(counted, 0, { type: 'issues.IssueNoted', data: { code: 'x' }, meta });
    expect(evolveWith(counted, one, { type: 'issues.SomethingNewer', data: {}, meta })).toBe(1);
  });

  it('refuses two commands with one verb', () => {
    expect(commandVerb('RaiseIssue')).toBe('raise-issue');
    expect(() =>
      aggregate<number, typeof noted>({
        context: 'issues',
        name: 'note',
        events: noted,
        initial: 0,
        evolve: { 'issues.IssueNoted': (n) => n },
        commands: [note, note],
      }),
    ).toThrow(DuplicateCommandError);
  });

  it('rejects with a value that is told from events', () => {
    const NO = rejection({ code: 'NO', kind: 'conflict', sentence: { zh: '不行。', en: 'No.' } });
    expect(isRejection(reject(NO, { why: 'because' }))).toBe(true);
    expect(isRejection([noted.IssueNoted({ code: 'x' })])).toBe(false);
  });
});
