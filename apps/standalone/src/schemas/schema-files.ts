import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  eventJsonSchema,
  leafJsonSchema,
  type EventDefinition,
  type JsonObject,
  type ReleasedEvent,
} from '@taizhang/kernel';
import { LEDGER_EVENTS } from '@taizhang/platform';

/** Where what was ever released is kept, seen from the work tree. */
const GOLDEN = 'libs/contracts/golden';

/** A generated schema, with its place below `docs/reference`. */
export interface SchemaFile {
  readonly path: string;
  readonly text: string;
}

/**
 * Every version of every event type that was ever released: the newest from its declaration, older ones as their golden files
 * have them (docs/guides/events.md).
 * @param folder the work tree
 */
export async function releasedEvents(
  definitions: readonly EventDefinition[],
  folder: string,
): Promise<readonly ReleasedEvent[]> {
  const released: ReleasedEvent[] = [...LEDGER_EVENTS];
  for (const definition of definitions) {
    const { type, version } = definition;
    for (let old = 1; old < version; old += 1) released.push(await goldenOf(folder, type, old));
    released.push({ type, version, schema: eventJsonSchema(definition) });
  }
  return released;
}

async function goldenOf(folder: string, type: string, version: number): Promise<ReleasedEvent> {
  const file = join(folder, GOLDEN, `${type.replace('.', '/')}.v${String(version)}.json`);
  const { schema } = JSON.parse(await readFile(file, 'utf8')) as { readonly schema: JsonObject }; // a golden file
  return { type, version, schema };
}

/** The JSON Schema of each version's leaves, as a file: `schemas/issues.IssueRaised/1.json`, as audit bundles name them. */
export function schemaFiles(released: readonly ReleasedEvent[]): readonly SchemaFile[] {
  return released.map((one) => ({
    path: `schemas/${one.type}/${String(one.version)}.json`,
    text: `${JSON.stringify(leafJsonSchema(one), null, 2)}\n`,
  }));
}
