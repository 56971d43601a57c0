import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FIELD_CLASS, type AnyEventCatalogue, type Evolve } from '@taizhang/kernel';
import { z } from 'zod';
import * as contracts from './index.js';
import { issueEvents } from './index.js';

const HERE = dirname(fileURLToPath(import.meta.url));
/** What people write: an open field takes none of it. */
const FREE_TEXTS = ['群众反映窗口排队时间长', '某某', 'The queue is long.', 'a b', '窗口\n排队', '', ' '];

interface OpenText {
  readonly path: string;
  readonly schema: z.ZodType;
}

const isCatalogue = (value: unknown): value is AnyEventCatalogue =>
  typeof value === 'object' && value !== null && 'definitions' in value;
const cataloguesOf = (module: object): readonly AnyEventCatalogue[] => Object.values(module).filter(isCatalogue);

/** The schemas of strings that stand openly in a leaf. Told without the kernel's own walk, which is what is held against it. */
function openTexts(schema: z.ZodType, path: string): readonly OpenText[] {
  const { kind } = (schema.meta()?.[FIELD_CLASS] ?? {}) as { readonly kind?: string }; // as the kernel's declarations write it
  if (kind === 'redactable' || kind === 'personal') return [];
  const inner = (value: unknown, name = path) => openTexts(value as z.ZodType, name); // zod types parts by its core class
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) return inner(schema.unwrap());
  if (schema instanceof z.ZodArray) return inner(schema.element, `${path}[]`);
  if (schema instanceof z.ZodObject)
    return Object.entries(schema.shape).flatMap(([name, field]) => inner(field, `${path}.${name}`));
  const harmless = [z.ZodEnum, z.ZodLiteral, z.ZodBoolean, z.ZodNumber, z.ZodNull];
  return harmless.some((made) => schema instanceof made) ? [] : [{ path, schema }];
}

function takingFreeText(catalogues: readonly AnyEventCatalogue[]): readonly string[] {
  return catalogues
    .flatMap(({ definitions }) => Object.values(definitions))
    .flatMap(({ type, schema }) => openTexts(schema, type))
    .filter((open) => FREE_TEXTS.some((text) => open.schema.safeParse(text).success))
    .map(({ path }) => path);
}

const typesOf = ({ definitions }: AnyEventCatalogue) => Object.values(definitions).map(({ type }) => type);

describe('open fields of all events (design §5)', () => {
  it('take no free text', () => {
    expect(takingFreeText(cataloguesOf(contracts))).toEqual([]);
  });

  it('are looked at in every catalogue there is', async () => {
    const files = (await readdir(HERE, { recursive: true })).filter((file) => file.endsWith('.events.ts'));
    const modules = await Promise.all(files.map(async (file) => (await import(join(HERE, file))) as object)); // a module
    const written = modules.flatMap(cataloguesOf).flatMap(typesOf);
    const published = cataloguesOf(contracts).flatMap(typesOf);
    expect([...published].sort()).toEqual([...new Set(written)].sort());
    expect(published.length).toBeGreaterThan(30);
  });

  it('would be found by this test if they took some, whatever they claim to be', () => {
    const claimed = z.string().meta({ [FIELD_CLASS]: { kind: 'open' } });
    const schema = z.strictObject({ deep: z.array(z.strictObject({ note: claimed.nullable() })), code: z.string() });
    const planted = { type: 'x.Planted', version: 1, clr: 0, clauses: [], schema, fields: {} } as const;
    expect(takingFreeText([{ context: 'x', definitions: { Planted: planted } }])).toEqual([
      'x.Planted.deep[].note',
      'x.Planted.code',
    ]);
  });

  it('are all that a decision can name', () => {
    const evolve: Partial<Evolve<unknown, typeof issueEvents>> = {
      'issues.IssueRaised': (_state, { code, unit }) => [code, unit],
      // @ts-expect-error -- the opinion is sealed: `evolve` has no name for it
      'issues.IssueTriaged': (_state, { unit, opinion }) => [unit, opinion],
    };
    expect(Object.keys(issueEvents.definitions)).toEqual(
      expect.arrayContaining(Object.keys(evolve).map((type) => type.slice('issues.'.length))),
    );
  });
});
