import { command, id, int, role, text, type AnyCommand } from '@taizhang/kernel';
import { z } from 'zod';
import { bodySchemaOf, inputProblem, MAX_LATE_REASON_LENGTH, readCommandBody } from './command-body.js';
import { PROBLEMS, type ProblemDefinition } from './problem.js';

type Schema = z.ZodObject;

const commandOf = (schema: Schema): AnyCommand<unknown> =>
  command({
    name: 'NoteCounter',
    title: { zh: '记', en: 'Note' },
    clauses: [],
    schema,
    allow: role('branch-clerk').at('unit'),
    decide: () => [],
  });

const note = commandOf(
  z.object({
    code: id(),
    count: int().optional(),
    place: z.object({ room: id() }).optional(),
    tags: z.array(id()).optional(),
  }),
);
const problem = (definition: ProblemDefinition, errors: readonly object[]) =>
  expect.objectContaining({ definition, details: { errors } });

describe('the body of a command', () => {
  it('is the command’s own members', () => {
    expect(readCommandBody(note, { code: 'c-1', count: 2 })).toEqual({ input: { code: 'c-1', count: 2 } });
  });

  it('may say the business date and why it is late, beside the command’s own members', () => {
    expect(readCommandBody(note, { code: 'c-1', effectiveOn: '2014-02-28', lateReason: '补录' })).toEqual({
      input: { code: 'c-1' },
      effectiveOn: '2014-02-28',
      lateReason: '补录',
    });
  });

  it('leaves a member of that name to the command that has it itself', () => {
    const own = commandOf(z.object({ effectiveOn: id() }));
    expect(readCommandBody(own, { effectiveOn: 'c-1' })).toEqual({ input: { effectiveOn: 'c-1' } });
    expect(Object.keys(bodySchemaOf(own).shape)).toEqual(['lateReason']);
  });

  it.each([undefined, null, [], [{ code: 'c-1' }], 'text', 0, true])('must be an object, not %j', (body) => {
    expect(() => readCommandBody(note, body)).toThrow(expect.objectContaining({ definition: PROBLEMS.bodyMissing }));
  });

  it.each([
    ['a member missing', {}, [{ pointer: '/code', problem: 'invalid_type' }]],
    ['a wrong type', { code: 7 }, [{ pointer: '/code', problem: 'invalid_type' }]],
    ['a wrong form', { code: 'not an id' }, [{ pointer: '/code', problem: 'invalid_format' }]],
    ['null for a value', { code: 'c', count: null }, [{ pointer: '/count', problem: 'invalid_type' }]],
    ['within an object', { code: 'c', place: { room: '' } }, [{ pointer: '/place/room', problem: 'invalid_format' }]],
    ['within a list', { code: 'c', tags: ['a', ' '] }, [{ pointer: '/tags/1', problem: 'invalid_format' }]],
    [
      'no date of the calendar',
      { code: 'c', effectiveOn: '2014-02-30' },
      [{ pointer: '/effectiveOn', problem: 'custom' }],
    ],
    [
      'a date of another type',
      { code: 'c', effectiveOn: 20140228 },
      [{ pointer: '/effectiveOn', problem: 'invalid_type' }],
    ],
    ['a blank reason', { code: 'c', lateReason: ' \n' }, [{ pointer: '/lateReason', problem: 'custom' }]],
    [
      'a reason without end',
      { code: 'c', lateReason: '迟'.repeat(MAX_LATE_REASON_LENGTH + 1) },
      [{ pointer: '/lateReason', problem: 'too_big' }],
    ],
  ])('is refused with a pointer, never with the value: %s', (_what, body, errors) => {
    expect(() => readCommandBody(note, body)).toThrow(problem(PROBLEMS.inputInvalid, errors));
  });

  it.each([
    ['unknown', { code: 'c', nickname: 1 }],
    ['in another case', { code: 'c', Code: 'c' }],
    ['an inherited name', { code: 'c', toString: 1 }],
    ['the prototype', JSON.parse('{"code":"c","__proto__":{"count":1}}')],
  ])(
    'is refused for a member the command does not know, though its schema is not strict: %s',
    (_what, body: object) => {
      const [, name] = Object.keys(body);
      expect(() => readCommandBody(note, body)).toThrow(
        problem(PROBLEMS.unknownField, [{ pointer: `/${name ?? ''}`, problem: 'unknown' }]),
      );
    },
  );

  it('is refused for an unknown member within an object', () => {
    const strict = commandOf(z.strictObject({ place: z.strictObject({ room: id() }) }));
    expect(() => readCommandBody(strict, { place: { room: 'r', 'a/b~c': 1 } })).toThrow(
      problem(PROBLEMS.unknownField, [{ pointer: '/place/a~1b~0c', problem: 'unknown' }]),
    );
  });

  it('names all that is wrong, up to twenty places, and short names only', () => {
    const body = Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`${'x'.repeat(500)}${String(i)}`, 1]));
    expect(() => readCommandBody(note, body)).toThrow(expect.objectContaining({ definition: PROBLEMS.inputInvalid }));
    const { errors } = inputProblem(commandOf(z.strictObject({})).schema.safeParse(body).error?.issues ?? []).details;
    expect(errors).toHaveLength(20);
    expect(errors).toContainEqual({ pointer: `/${'x'.repeat(100)}`, problem: 'unknown' });
  });

  it('never carries free text of the sender in its pointers but names of members', () => {
    const texts = commandOf(z.object({ story: text(3) }));
    expect(() => readCommandBody(texts, { story: '群众来信的内容' })).toThrow(
      problem(PROBLEMS.inputInvalid, [{ pointer: '/story', problem: 'too_big' }]),
    );
  });
});
