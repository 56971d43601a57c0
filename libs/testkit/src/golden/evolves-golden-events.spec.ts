import { aggregate, event, events, id, type Aggregate, type Evolve } from '@taizhang/kernel';
import { z } from 'zod';
import { undefinedAfterGolden } from './evolves-golden-events.js';
import type { GoldenFile } from './golden-files.js';

const moved = () =>
  events('samples', {
    DeskMoved: event({
      version: 2,
      clr: 0,
      clauses: [],
      schema: z.strictObject({ desk: id(), room: id() }),
      upcast: { 1: ({ place = null, ...rest }) => ({ ...rest, ...(place !== null && { room: place }) }) },
    }),
  });
type Desks = ReturnType<typeof moved>;

interface Desk {
  readonly room: string | null;
}
const evolve: Evolve<Desk, Desks> = { 'samples.DeskMoved': (_state, { room }) => ({ room }) };
const desk = (catalogue: Desks, parts: Partial<Aggregate<Desk, Desks>> = {}) =>
  aggregate<Desk, Desks>({
    context: 'samples',
    name: 'desk',
    events: catalogue,
    initial: { room: null },
    evolve,
    commands: [],
    ...parts,
  });

const golden = (version: number, data: object): GoldenFile => ({
  file: `samples/DeskMoved.v${String(version)}.json`,
  type: 'samples.DeskMoved',
  version,
  samples: [{ leaf: JSON.stringify({ type: 'samples.DeskMoved', schema: version, data }), disclosures: [] }],
});
const FIRST = golden(1, { desk: 'd-1', place: 'r-1' });
const SECOND = golden(2, { desk: 'd-1', room: 'r-2', reliedOn: {}, _sd: [], _sdl: [] });

describe('folding golden events', () => {
  it('finds nothing where old and new versions mix and all are understood', () => {
    expect(undefinedAfterGolden(desk(moved()), [SECOND, FIRST])).toEqual([]);
  });

  it('names what an old version leaves undefined', () => {
    const unread = golden(1, { desk: 'd-1', where: 'r-1' });
    expect(undefinedAfterGolden(desk(moved()), [unread, SECOND])).toEqual([
      'samples/DeskMoved.v1.json: state.room',
    ]);
  });

  it('fails where evolve does not take an event', () => {
    const strict: Evolve<Desk, Desks> = {
      'samples.DeskMoved': () => {
        throw new Error('no such room');
      },
    };
    expect(() => undefinedAfterGolden(desk(moved(), { evolve: strict }), [FIRST])).toThrow('no such room');
  });
});
