import { aggregate, command, event, events, id, policy, role, type Allowance, type JsonObject } from '@taizhang/kernel';
import { projection, view } from '@taizhang/views-port';
import { z } from 'zod';
import { queryRoute, type ContextFeature } from './context-feature.js';
import { ContextRegistry, FeatureError } from './context-registry.js';

const title = { zh: '样例', en: 'Sample' };
const clerk = role('branch-clerk').at('unit');
const nobody: Allowance = { roles: [], scope: 'unit' };

const noted = (context: string) =>
  events(context, { Noted: event({ version: 1, clr: 1, clauses: [], schema: z.strictObject({ code: id() }) }) });

const aggregateOf = (context: string, name = 'note', allow: Allowance = clerk) =>
  aggregate({
    context,
    name,
    events: noted(context),
    initial: 0,
    evolve: {},
    commands: [command({ name: 'TakeNote', title, clauses: [], schema: z.strictObject({}), allow, decide: () => [] })],
  } as never); // its events are of a context that only a test names

function viewOf(context: string, name = 'notes') {
  const { Noted } = noted(context).definitions;
  const on = {
    [Noted.type]: projection(Noted, {
      keys: ({ code }) => [code],
      project: (_doc: JsonObject | null, { code }) => ({ code }),
    }),
  };
  return view({ name, version: 1, context, fields: { code: 'keyword' }, on });
}

const queryOf = (name: string, allow: Allowance = clerk) =>
  queryRoute({ name, title, params: z.object({}), allow, handle: () => Promise.resolve(null) });

const feature = (parts: Partial<ContextFeature> = {}): ContextFeature => ({
  context: 'samples',
  title,
  aggregates: [aggregateOf('samples')],
  views: [{ view: viewOf('samples'), allow: clerk, title }],
  policies: [policy({ name: 'p', context: 'samples', clauses: [], on: {}, react: () => Promise.resolve([]) })],
  facts: { 'samples.fact': () => Promise.resolve({ value: 1, consulted: [] }) },
  queries: [queryOf('q')],
  catalogues: [noted('others')],
  rejections: [],
  ...parts,
});

function registered(...features: readonly ContextFeature[]): ContextRegistry {
  const registry = new ContextRegistry();
  for (const each of features) registry.register(each);
  return registry;
}

describe('what a host’s contexts declare', () => {
  it('is found by name', () => {
    const registry = registered(feature());
    expect(registry.command('samples', 'note', 'take-note')).toMatchObject({
      verb: 'take-note',
      command: { name: 'TakeNote' },
    });
    expect(registry.view('samples', 'notes')?.view.name).toBe('samples.notes');
    expect(registry.query('samples', 'q')?.name).toBe('q');
    expect(registry.fact('samples', 'samples.fact')).toBeDefined();
    expect(registry.feature('samples')?.context).toBe('samples');
    expect(
      registry
        .events()
        .map(({ type }) => type)
        .sort(),
    ).toEqual(['others.Noted', 'samples.ErasureReported', 'samples.Noted']);
    expect(registry.event('others.Noted')?.version).toBe(1);
    expect(registry.commands().map(({ verb }) => verb)).toEqual(['take-note', 'record-erasure']);
    expect(registry.features()).toHaveLength(1);
  });

  it('is not found by any other name, of inherited members neither', () => {
    const registry = registered(feature());
    for (const name of ['', 'constructor', '__proto__', 'toString', 'TakeNote', 'take-note/x']) {
      expect(registry.command('samples', 'note', name)).toBeUndefined();
      expect(registry.command(name, 'note', 'take-note')).toBeUndefined();
      expect(registry.view('samples', name)).toBeUndefined();
      expect(registry.query('samples', name)).toBeUndefined();
      expect(registry.fact('samples', name)).toBeUndefined();
      expect(registry.fact(name, 'samples.fact')).toBeUndefined();
      expect(registry.event(name)).toBeUndefined();
    }
  });

  it('stays with its own context', () => {
    const other = feature({
      context: 'others',
      aggregates: [],
      views: [{ view: viewOf('others', 'mine'), allow: clerk, title }],
      policies: [],
      facts: {},
      queries: [],
    });
    const registry = registered(feature(), other);
    expect(registry.view('samples', 'mine')).toBeUndefined();
    expect(registry.fact('others', 'samples.fact')).toBeUndefined();
  });
});

describe('a declaration that is unfit', () => {
  it.each<[string, Partial<ContextFeature>]>([
    ['an aggregate of another context', { aggregates: [aggregateOf('others')] }],
    ['a view of another context', { views: [{ view: viewOf('others'), allow: clerk, title }] }],
    [
      'a policy of another context',
      { policies: [policy({ name: 'p', context: 'others', clauses: [], on: {}, react: () => Promise.resolve([]) })] },
    ],
    ['a command that does not say who may', { aggregates: [aggregateOf('samples', 'note', nobody)] }],
    ['a view that does not say who may', { views: [{ view: viewOf('samples'), allow: nobody, title }] }],
    ['a query that does not say who may', { queries: [queryOf('q', nobody)] }],
    ['two aggregates of one name', { aggregates: [aggregateOf('samples'), aggregateOf('samples')] }],
    [
      'two views of one name',
      { views: [viewOf('samples'), viewOf('samples')].map((made) => ({ view: made, allow: clerk, title })) },
    ],
    ['two queries of one name', { queries: [queryOf('q'), queryOf('q')] }],
  ])('stops the start: %s', (_what, parts) => {
    expect(() => registered(feature(parts))).toThrow(FeatureError);
  });

  it('stops the start: a context twice', () => {
    expect(() => registered(feature(), feature())).toThrow(FeatureError);
  });

  it('leaves nothing behind', () => {
    const registry = new ContextRegistry();
    expect(() => {
      registry.register(feature({ queries: [queryOf('q'), queryOf('q')] }));
    }).toThrow(FeatureError);
    expect(registry.features()).toEqual([]);
    expect(registry.command('samples', 'note', 'take-note')).toBeUndefined();
  });
});
