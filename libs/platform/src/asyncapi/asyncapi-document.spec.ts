import { event, events, id, role, type JsonValue } from '@taizhang/kernel';
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { z } from 'zod';
import { ContextRegistry } from '../context/context-registry.js';
import { asyncApiDocument, LEDGER_EVENTS } from './asyncapi-document.js';

const schema = z.strictObject({ code: id() });
const noteEvents = events('notes', {
  Noted: event({ version: 1, clr: 1, clauses: ['C1.0.b'], schema }),
  Shelved: event({ version: 2, clr: 2, clauses: [], schema, upcast: { 1: (data) => data } }),
});
const otherEvents = events('other', { Happened: event({ version: 1, clr: 1, clauses: [], schema }) });

const nothing = { aggregates: [], views: [], policies: [], facts: {}, queries: [], rejections: [] };
const registry = new ContextRegistry();
registry.register({
  ...nothing,
  context: 'notes',
  title: { zh: '笔记', en: 'Notes' },
  catalogues: [noteEvents, otherEvents],
  stream: role('auditor').at('unit'),
});
const document = asyncApiDocument(registry, { title: 'Notes', version: '1.0.0' });

/** The value at a path; `undefined` where there is none. */
const at = (value: JsonValue | undefined, ...path: readonly string[]): JsonValue | undefined =>
  path.reduce<JsonValue | undefined>(
    (found, name) =>
      typeof found === 'object' && found !== null ? (found as Readonly<Record<string, JsonValue>>)[name] : undefined, // of whatever members
    value,
  );

/** Every `$ref` outside of schemas, whose own references are to their own definitions. */
function references(value: JsonValue): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(
    ([name, member]) => (name === '$ref' && typeof member === 'string' ? [member] : references(member as JsonValue)), // of JSON
  );
}

describe('the AsyncAPI document', () => {
  it('is one, by the schema of AsyncAPI itself', () => {
    const file = createRequire(import.meta.url).resolve('@asyncapi/specs/schemas/3.0.0-without-$id.json');
    const ajv = new Ajv({ strict: false, allErrors: true });
    formats.default(ajv);
    const takes = ajv.compile(JSON.parse(readFileSync(file, 'utf8')) as object); // a JSON Schema
    takes(document);
    expect(takes.errors ?? []).toEqual([]);
    expect(takes({ ...document, channels: { notes: { addres: 'x' } } })).toBe(false);
  });

  it('refers to nothing that is not there', () => {
    const all = references(document);
    expect(all.length).toBeGreaterThan(10);
    const missing = all.filter((ref) => at(document, ...ref.slice(2).split('/')) === undefined);
    expect(missing).toEqual([]);
  });

  it('has a topic of services, topics of analysts and a stream for every context', () => {
    const channels = at(document, 'channels') as Readonly<Record<string, JsonValue>>; // an object
    expect(Object.entries(channels).map(([name, channel]) => [name, at(channel, 'address')])).toEqual([
      ['notes', 'taizhang.notes.v1'],
      ['notes.c0', 'taizhang.notes.c0.v1'],
      ['notes.c1', 'taizhang.notes.c1.v1'],
      ['notes.c2', 'taizhang.notes.c2.v1'],
      ['notes.stream', '/api/streams/notes'],
    ]);
    expect(at(channels['notes.stream'], 'x-allow')).toEqual({ roles: ['auditor'], scope: 'unit' });
  });

  it('has a message for each of the context’s events, and the hidden leaf where leaves may be hidden', () => {
    const named = (channel: string) => Object.keys(at(document, 'channels', channel, 'messages') as object); // as every channel has it
    const ledger = LEDGER_EVENTS.map(({ type }) => type);
    const own = ['notes.ErasureReported', 'notes.Noted', 'notes.Shelved'];
    expect(named('notes')).toEqual([...ledger, ...own]);
    for (const channel of ['notes.c0', 'notes.c2', 'notes.stream'])
      expect(named(channel)).toEqual(['HiddenLeaf', ...ledger, ...own]);
    expect(at(document, 'components', 'messages', 'notes.Noted')).toMatchObject({
      'x-clr': 1,
      'x-clauses': ['C1.0.b'],
    });
  });

  it('describes payloads by schemas that can be used as they are', () => {
    const ajv = new Ajv2020({ strict: true, keywords: ['x-ledger-class'] });
    formats.default(ajv);
    const messages = at(document, 'components', 'messages') as Readonly<Record<string, JsonValue>>; // an object
    for (const message of Object.values(messages)) {
      expect(at(message, 'payload', 'schemaFormat')).toBe('application/schema+json;version=draft-2020-12');
      expect(() => ajv.compile(at(message, 'payload', 'schema') as object)).not.toThrow(); // a JSON Schema
    }
    expect(ajv.getSchema('urn:taizhang:event:notes.Shelved:2')).toBeDefined();
  });
});
