import {
  event,
  eventJsonSchema,
  events,
  id,
  redactable,
  text,
  type AnyEventCatalogue,
  type EventSpec,
} from '@taizhang/kernel';
import { goldenProblems, readGoldenFiles, SAMPLED_EVENTS, type GoldenFile } from '@taizhang/testkit';
import { z } from 'zod';
import * as contracts from './index.js';
import { erasureReportEvents } from './index.js';

const isCatalogue = (value: unknown): value is AnyEventCatalogue =>
  typeof value === 'object' && value !== null && 'definitions' in value;
/** All that is declared: the catalogues, and the reports that every context makes in its own ledgers. */
const declared = Object.values(contracts as object).filter(isCatalogue);
const reports = [...new Set(declared.map(({ context }) => context))].map(erasureReportEvents);
const catalogues = [...declared, ...reports];
// The ledger library holds its own golden files against its own rules.
const files = readGoldenFiles().filter(({ type }) => !type.startsWith('ledger.'));

const withoutFile = (gone: string) => files.filter(({ file }) => file !== gone);
const goldenOf = (wanted: string): GoldenFile => {
  const found = files.find(({ file }) => file === wanted);
  if (found === undefined) throw new Error(`no golden file ${wanted}`);
  return found;
};
const TRIAGED = goldenOf('issues/IssueTriaged.v1.json');

/** The catalogue of one event, whatever it is released as. */
const only = (spec: EventSpec) => [events('issues', { IssueTriaged: event(spec) })];
const released = {
  version: 1,
  clr: 1,
  clauses: [],
  schema: z.strictObject({ unit: id(), opinion: redactable(1, text()) }),
} as const;
const renamed = z.strictObject({ branch: id(), opinion: redactable(1, text()) });
const second = { ...TRIAGED, version: 2, file: 'issues/IssueTriaged.v2.json' };
/** The same event as version 2 has it. */
const secondGolden = {
  ...second,
  samples: TRIAGED.samples.map(({ leaf, ...sample }) => ({
    ...sample,
    leaf: leaf.replace('"unit":"b-jia"}', '"branch":"b-jia"}').replace('"schema":1', '"schema":2'),
  })),
};

describe('golden files of events (design §5, versioning)', () => {
  it('are there for every version that was ever released, and every one still reads', () => {
    expect(goldenProblems(catalogues, files)).toEqual([]);
    expect(files.length).toBeGreaterThan(60);
  });

  it('come from samples of every event type', () => {
    const sampled = SAMPLED_EVENTS.flatMap(({ catalogue }) => Object.values(catalogue.definitions));
    const all = catalogues.flatMap(({ definitions }) => Object.values(definitions));
    expect(sampled.map(({ type }) => type).sort()).toEqual(all.map(({ type }) => type).sort());
  });

  it('show every field that may be null both ways', () => {
    const once = SAMPLED_EVENTS.flatMap(({ catalogue, of }) =>
      Object.entries(catalogue.definitions).flatMap(([name, { type, schema }]) => {
        const nullable = Object.keys(schema.shape).filter((field) => schema.shape[field]?.safeParse(null).success);
        return nullable
          .filter((field) => new Set(of(name).map(({ data }) => data[field] === null)).size < 2)
          .map((field) => `${type}.${field}`);
      }),
    );
    expect(once).toEqual([]);
  });
});

describe('a released event that is changed', () => {
  const changed = (schema: z.ZodObject) => goldenProblems(only({ ...released, schema }), [TRIAGED]);

  it('fails no test while it is what it was', () => {
    expect(goldenProblems(only(released), [TRIAGED])).toEqual([]);
    const reordered = z.strictObject({ opinion: redactable(1, text()), unit: id() });
    expect(changed(reordered)).toEqual([]);
  });

  it.each([
    ['with another field', released.schema.extend({ note: id() }), '/properties/note'],
    ['with an optional field', released.schema.extend({ note: id().optional() }), '/properties/note'],
    ['with a field renamed', renamed, '/properties/unit'],
    ['without a field', released.schema.omit({ opinion: true }), '/properties/opinion'],
    ['with a field made optional', released.schema.partial({ unit: true }), '/required/1'],
    [
      'with a field sealed at another level',
      z.strictObject({ unit: id(), opinion: redactable(2, text()) }),
      '/x-ledger-class/level',
    ],
    ['with a field of another length', z.strictObject({ unit: id(), opinion: redactable(1, text(10)) }), '/maxLength'],
    ['that takes fields nobody declared', released.schema.loose(), '/additionalProperties'],
  ])('%s is told what to do', (_what, schema, pointer) => {
    const [sentence] = changed(schema);
    expect(sentence).toContain(pointer);
    expect(sentence).toMatch(
      /^issues\.IssueTriaged version 1 is released and its schema has changed at .*: undo that, or declare version 2 with an upcaster from 1, and leave this golden file as it is/,
    );
  });

  it('in its classification is told what to do', () => {
    expect(goldenProblems(only({ ...released, clr: 2 }), [TRIAGED])).toEqual([
      expect.stringContaining('its classification has changed: undo that, or declare version 2'),
    ]);
  });
});

describe('a new version of an event', () => {
  const lifted = { 1: ({ unit, ...rest }: { readonly unit?: unknown }) => ({ ...rest, branch: unit }) };
  const version2 = { ...released, version: 2, schema: renamed, upcast: lifted } as EventSpec; // as: the upcaster names a field of version 1
  const current = (spec: EventSpec): GoldenFile => ({ ...secondGolden, schema: eventJsonSchema(spec) });

  it('with an upcaster and a golden file of its own stands beside the old one', () => {
    expect(goldenProblems(only(version2), [TRIAGED, current(version2)])).toEqual([]);
  });

  it('needs a golden file', () => {
    expect(goldenProblems(only(version2), [TRIAGED])).toEqual([
      'issues.IssueTriaged has no golden file of version 2: add a sample and run npm run golden (docs/guides/events.md)',
    ]);
  });

  it('needs the golden file of the old one', () => {
    expect(goldenProblems(only(version2), [current(version2)])).toEqual([
      expect.stringMatching(/^issues\.IssueTriaged: the golden file of version 1 is gone, .* bring it back/),
    ]);
  });

  it('needs an upcaster', () => {
    const { upcast, ...without } = version2;
    expect(upcast).toBeDefined();
    expect(goldenProblems(only(without), [TRIAGED, current(version2)])).toEqual([
      expect.stringContaining('cannot be lifted: issues.IssueTriaged cannot be lifted from version 1'),
    ]);
  });

  it('needs one whose output is of that version', () => {
    const wrong = { ...version2, upcast: { 1: (data: object) => ({ ...data }) } };
    const sentences = goldenProblems(only(wrong), [TRIAGED, current(version2)]);
    expect(sentences).toContainEqual(
      expect.stringMatching(/^golden\/issues\/IssueTriaged\.v1\.json, sample 1 does not read as version 2: branch: /),
    );
    expect(sentences).toContainEqual(expect.stringContaining('Unrecognized key: "unit"'));
  });

  it('is not taken back', () => {
    expect(goldenProblems(only(released), [TRIAGED, second])).toEqual([
      'issues.IssueTriaged was released in version 2: it cannot go back to 1',
    ]);
  });
});

describe('a golden file', () => {
  it('that is missing is told, with what to do', () => {
    expect(goldenProblems(catalogues, withoutFile('access/RecordsRead.v1.json'))).toContain(
      'access.RecordsRead has no golden file of version 1: add a sample and run npm run golden (docs/guides/events.md)',
    );
  });

  it('of a type that nobody declares any more is told', () => {
    const [gone] = goldenProblems([], [TRIAGED]);
    expect(gone).toContain('issues.IssueTriaged was released and is declared no more');
  });

  it('under another name, or without a leaf, is told', () => {
    expect(goldenProblems(only(released), [{ ...TRIAGED, file: 'issues/Triaged.v1.json' }])).toEqual([
      'golden/issues/Triaged.v1.json is of issues.IssueTriaged version 1: name it issues/IssueTriaged.v1.json',
    ]);
    expect(goldenProblems(only(released), [{ ...TRIAGED, samples: [] }])).toEqual([
      'golden/issues/IssueTriaged.v1.json holds no leaf',
    ]);
  });

  it('with an unknown field, openly or sealed, or of another event is told', () => {
    const edited = (from: string, to: string) =>
      goldenProblems(only(released), [
        { ...TRIAGED, samples: TRIAGED.samples.map((one) => ({ ...one, leaf: one.leaf.replace(from, to) })) },
      ]);
    expect(edited('"unit":"b-jia"}', '"note":"n-1","unit":"b-jia"}')).toContainEqual(
      expect.stringContaining('knows no note'),
    );
    expect(edited('"schema":1', '"schema":3')).toEqual([expect.stringContaining('is of another type or version')]);
    const unsealed = { ...TRIAGED, schema: { ...TRIAGED.schema, properties: { unit: {} } } };
    expect(goldenProblems(only(released), [unsealed])).toContainEqual(expect.stringContaining('knows no opinion'));
  });
});
