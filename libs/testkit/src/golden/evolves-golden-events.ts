import { evolveWith, upcast, type AnyAggregate, type EventDefinition } from '@taizhang/kernel';
import { readGoldenFiles, type GoldenFile } from './golden-files.js';
import { leafOf, openFieldsOf } from './golden-leaf.js';

/** The golden events of an aggregate, in the order of its catalogue, old versions first. */
function goldenEventsOf({ events }: AnyAggregate, files: readonly GoldenFile[]) {
  const definitions: readonly EventDefinition[] = Object.values(events.definitions);
  return definitions.flatMap((definition) =>
    files
      .filter(({ type }) => type === definition.type)
      .sort((a, b) => a.version - b.version)
      .flatMap(({ file, version, samples }) => samples.map((sample) => ({ definition, file, version, sample }))),
  );
}

/**
 * Folds every golden event of an aggregate, lifted to its present version, and tells what of the state it left undefined: a
 * field that an old event has under another name, say. Throws what `evolve` throws.
 */
export function undefinedAfterGolden(aggregate: AnyAggregate, files: readonly GoldenFile[]): readonly string[] {
  let state: unknown = aggregate.initial;
  return goldenEventsOf(aggregate, files).flatMap(({ definition, file, version, sample }) => {
    const { type, data, ...meta } = leafOf(sample);
    const lifted = openFieldsOf(upcast(definition, version, data).data);
    state = evolveWith(aggregate, state, { type, data: lifted, meta });
    return undefinedIn(state).map((path) => `${file}: state${path}`);
  });
}

/**
 * Declares the tests that aggregates still take every event they ever had, as ledgers hold it (design §5, versioning).
 * @param exported what a library exports: its aggregates are found among the rest, so that a new one is not forgotten
 * @example evolvesGoldenEvents(Object.values(domain)); // import * as domain from './index.js'
 */
export function evolvesGoldenEvents(exported: readonly unknown[]): void {
  const files = readGoldenFiles();
  describe.each(exported.filter(isAggregate))('golden events of $context/$name', (aggregate) => {
    it('are all there', () => {
      const read = new Set(goldenEventsOf(aggregate, files).map(({ definition }) => definition.type));
      expect([...read].sort()).toEqual(Object.keys(aggregate.evolve).sort());
    });

    it('make a state in which nothing is missing', () => {
      expect(undefinedAfterGolden(aggregate, files)).toEqual([]);
    });
  });
}

function isAggregate(value: unknown): value is AnyAggregate {
  return typeof value === 'object' && value !== null && 'evolve' in value && 'commands' in value;
}

function undefinedIn(value: unknown, path = ''): readonly string[] {
  if (value === undefined) return [path];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => undefinedIn(member, `${path}.${name}`));
}
