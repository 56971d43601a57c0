import { z } from 'zod';
import { eventJsonSchema } from './event-json-schema.js';
import { event, events } from './event.js';
import { date, FIELD_CLASS, id, personal, redactable, text } from './fields.js';

const { definitions } = events('sample', {
  LetterCame: event({
    version: 1,
    clr: 1,
    clauses: [],
    schema: z.strictObject({
      code: id(),
      on: date(),
      kind: z.enum(['A', 'B']).nullable(),
      writer: id().optional(),
      story: redactable(2, text(50)),
      by: personal(3, text(20).nullable(), 'code'),
    }),
  }),
});

const described = eventJsonSchema(definitions.LetterCame);

describe('the JSON Schema of an event', () => {
  it('says of each field what it may hold and of which class it is', () => {
    const subject = { field: 'code', unique: 'deployment' };
    expect(described).toMatchObject({
      type: 'object',
      additionalProperties: false,
      required: ['code', 'on', 'kind', 'story', 'by'],
      properties: {
        code: { type: 'string', [FIELD_CLASS]: { kind: 'open' } },
        kind: { anyOf: [{ type: 'string', enum: ['A', 'B'] }, { type: 'null' }] },
        writer: { type: 'string', [FIELD_CLASS]: { kind: 'open' } },
        story: { type: 'string', maxLength: 50, [FIELD_CLASS]: { kind: 'redactable', level: 2 } },
        by: { [FIELD_CLASS]: { kind: 'personal', level: 3, subject } },
      },
    });
  });

  it('says that a date is one without the pattern of a library, which may change', () => {
    expect(described['properties']).toMatchObject({
      on: { type: 'string', format: 'date', [FIELD_CLASS]: { kind: 'open' } },
    });
    expect(JSON.stringify(described)).not.toContain('02-29');
  });
});
