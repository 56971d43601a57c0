import { eventJsonSchema, upcast, type AnyEventCatalogue, type EventDefinition } from '@taizhang/kernel';
import { goldenFileOf, type GoldenFile } from './golden-files.js';
import { leafOf, openFieldsOf, openProblems, sealedNamesOf } from './golden-leaf.js';

const GUIDE = 'docs/guides/events.md';

/**
 * What is wrong between the events that are declared and the golden files of all that was released, each in a sentence that says
 * what to do; nothing, where every version of every type still reads as it was written (design §5, versioning).
 */
export function goldenProblems(
  catalogues: readonly AnyEventCatalogue[],
  files: readonly GoldenFile[],
): readonly string[] {
  const definitions = new Map(
    catalogues.flatMap((one) => Object.values(one.definitions)).map((definition) => [definition.type, definition]),
  );
  const present = new Set(files.map(({ type, version }) => goldenFileOf(type, version)));
  const missing = [...definitions.values()].flatMap((definition) => missingFiles(definition, present));
  return [...missing, ...files.flatMap((file) => fileProblems(definitions.get(file.type), file))];
}

function missingFiles({ type, version }: EventDefinition, present: ReadonlySet<string>): readonly string[] {
  return Array.from({ length: version }, (_, before) => before + 1)
    .filter((each) => !present.has(goldenFileOf(type, each)))
    .map((each) =>
      each === version
        ? `${type} has no golden file of version ${String(each)}: add a sample and run npm run golden (${GUIDE})`
        : `${type}: the golden file of version ${String(each)} is gone, but ledgers hold that version: bring it back from the history`,
    );
}

function fileProblems(definition: EventDefinition | undefined, golden: GoldenFile): readonly string[] {
  const { type, version, file, samples } = golden;
  if (file !== goldenFileOf(type, version))
    return [`golden/${file} is of ${type} version ${String(version)}: name it ${goldenFileOf(type, version)}`];
  if (definition === undefined)
    return [`${type} was released and is declared no more, but ledgers hold it: declare it again (golden/${file})`];
  if (version > definition.version)
    return [`${type} was released in version ${String(version)}: it cannot go back to ${String(definition.version)}`];
  if (samples.length === 0) return [`golden/${file} holds no leaf`];
  return [
    ...(version === definition.version ? changes(definition, golden) : []),
    ...leafProblems(golden),
    ...readingProblems(definition, golden),
  ];
}

/** The present version must still be what was released. */
function changes(definition: EventDefinition, { type, version, schema, samples }: GoldenFile): readonly string[] {
  const at = difference(comparable(schema), comparable(eventJsonSchema(definition)));
  const clearances = new Set(samples.map((sample) => leafOf(sample).clr));
  const what = [
    ...(at === undefined ? [] : [`its schema has changed at ${at}`]),
    ...(clearances.has(definition.clr) ? [] : ['its classification has changed']),
  ];
  return what.map(
    (change) =>
      `${type} version ${String(version)} is released and ${change}: undo that, or declare version ${String(version + 1)} ` +
      `with an upcaster from ${String(version)}, and leave this golden file as it is (${GUIDE})`,
  );
}

/** The leaf must be of the type and version that the file is of, and have the fields that its schema names. */
function leafProblems({ type, version, schema, samples, file }: GoldenFile): readonly string[] {
  const { properties } = { properties: {}, ...schema };
  const declared = Object.keys(properties as object).sort(); // as: `properties` of a JSON Schema is an object
  return samples.flatMap((sample, at) => {
    const leaf = leafOf(sample);
    const where = `golden/${file}, sample ${String(at + 1)}`;
    const names = [...Object.keys(openFieldsOf(leaf.data)), ...sealedNamesOf(sample, leaf)];
    const unknown = names.filter((name) => !declared.includes(name));
    return [
      ...(leaf.type === type && leaf.schema === version ? [] : [`${where}: the leaf is of another type or version`]),
      ...(unknown.length === 0 ? [] : [`${where}: the schema of its version knows no ${unknown.join(', ')}`]),
    ];
  });
}

/** Every version must be lifted to the present one and then be what readers of today expect. */
function readingProblems(definition: EventDefinition, { version, samples, file }: GoldenFile): readonly string[] {
  return samples.flatMap((sample, at) => {
    const where = `golden/${file}, sample ${String(at + 1)}`;
    try {
      const { data } = upcast(definition, version, leafOf(sample).data);
      return openProblems(definition, openFieldsOf(data)).map(
        (problem) => `${where} does not read as version ${String(definition.version)}: ${problem} (${GUIDE})`,
      );
    } catch (error) {
      return [`${where} cannot be lifted: ${error instanceof Error ? error.message : String(error)} (${GUIDE})`];
    }
  });
}

/** Without what says nothing of an event: the order in which its fields are declared. */
function comparable(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(comparable);
  if (typeof schema !== 'object' || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema).map(([name, value]: [string, unknown]) => [
      name,
      name === 'required' && Array.isArray(value) ? value.map(String).sort() : comparable(value),
    ]),
  );
}

/** JSON pointer of the first difference of two values. */
function difference(was: unknown, is: unknown, pointer = ''): string | undefined {
  if (Object.is(was, is)) return undefined;
  if (typeof was !== 'object' || typeof is !== 'object' || was === null || is === null) return pointer || '/';
  for (const name of new Set([...Object.keys(was), ...Object.keys(is)])) {
    const found = difference(Reflect.get(was, name), Reflect.get(is, name), `${pointer}/${name}`);
    if (found !== undefined) return found;
  }
  return undefined;
}
