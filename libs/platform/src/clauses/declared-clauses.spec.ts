import { aggregate, command, event, events, id, policy, rejection, role } from '@taizhang/kernel';
import { view } from '@taizhang/views-port';
import { z } from 'zod';
import { queryRoute, type ContextFeature } from '../context/context-feature.js';
import { ContextRegistry } from '../context/context-registry.js';
import { declaredClauses } from './declared-clauses.js';

const title = { zh: '样例', en: 'Sample' };
const allow = role('branch-clerk').at('unit');
const noted = events('samples', {
  Noted: event({ version: 1, clr: 1, clauses: ['C5.1', 'C5.2'], schema: z.strictObject({ code: id() }) }),
});

function feature(context: string, parts: Partial<ContextFeature>): ContextFeature {
  const none = { aggregates: [], views: [], policies: [], facts: {}, queries: [], catalogues: [], rejections: [] };
  return { context, title, ...none, ...parts };
}

describe('clauses that a host’s contexts declare', () => {
  it('are those of commands, refusals, policies, views, queries and events, an event once however many know it', () => {
    const registry = new ContextRegistry();
    const take = { name: 'TakeNote', title, clauses: ['C5.1'], schema: z.strictObject({}), allow, decide: () => [] };
    const note = {
      context: 'samples',
      name: 'note',
      events: noted,
      initial: 0,
      evolve: { 'samples.Noted': (state: number) => state },
      commands: [command(take)],
    };
    registry.register(
      feature('samples', {
        aggregates: [aggregate(note)],
        rejections: [
          rejection({ code: 'NOTE_MISSING', kind: 'conflict', clause: 'C5.3', sentence: title }),
          rejection({ code: 'NOTE_TAKEN', kind: 'conflict', sentence: title }),
        ],
        policies: [
          policy({ name: 'noting', context: 'samples', clauses: ['C5.4'], on: {}, react: () => Promise.resolve([]) }),
        ],
        views: [
          {
            view: view({ name: 'notes', version: 1, context: 'samples', fields: {}, on: {} }),
            allow,
            title,
            clauses: ['C5.5'],
          },
          { view: view({ name: 'others', version: 1, context: 'samples', fields: {}, on: {} }), allow, title },
        ],
        queries: [
          queryRoute({
            name: 'count',
            title,
            clauses: ['C5.6'],
            params: z.object({}),
            allow,
            handle: () => Promise.resolve(0),
          }),
        ],
      }),
    );
    registry.register(feature('readers', { catalogues: [noted] }));
    expect(declaredClauses(registry)).toEqual([
      { clause: 'C5.1', keeper: 'command', name: 'samples/note TakeNote' },
      { clause: 'C5.3', keeper: 'refusal', name: 'samples NOTE_MISSING' },
      { clause: 'C5.4', keeper: 'policy', name: 'samples noting' },
      { clause: 'C5.5', keeper: 'view', name: 'samples notes' },
      { clause: 'C5.6', keeper: 'query', name: 'samples count' },
      { clause: 'C5.1', keeper: 'event', name: 'samples.Noted' },
      { clause: 'C5.2', keeper: 'event', name: 'samples.Noted' },
    ]);
  });
});
