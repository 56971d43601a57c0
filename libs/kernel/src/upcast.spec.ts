import { z } from 'zod';
import { event, events } from './event.js';
import { id, int } from './fields.js';
import { upcast } from './upcast.js';

const { definitions } = events('sample', {
  CountTaken: event({
    version: 3,
    clr: 0,
    clauses: [],
    schema: z.strictObject({ unit: id(), count: int(), of: id() }),
    upcast: {
      1: ({ place, ...rest }) => ({ ...rest, unit: place ?? null }),
      2: (data) => ({ ...data, of: 'all' }),
    },
  }),
});

describe('upcasting', () => {
  it('chains the steps from the recorded version to the newest', () => {
    expect(upcast(definitions.CountTaken, 1, { place: 'u-1', count: 2 })).toEqual({
      schema: 3,
      data: { unit: 'u-1', count: 2, of: 'all' },
    });
  });

  it('leaves the newest, and a newer one, as it is', () => {
    for (const schema of [3, 4]) {
      const data = { unit: 'u-1', count: 2, of: 'x' };
      expect(upcast(definitions.CountTaken, schema, data)).toEqual({ schema, data });
    }
  });

  it('stops at a missing step', () => {
    expect(() => upcast({ ...definitions.CountTaken, upcast: {} }, 1, {})).toThrow(
      'sample.CountTaken cannot be lifted from version 1',
    );
  });
});
