import { bundlePathOf, schemaPath } from '../bundle/bundle-path.js';
import type { JsonValue } from '../json.js';
import { DATA_POINTER } from '../seal.js';
import { parseStrictJson } from '../strict-json.js';
import type { OpenedLeaf } from './disclosures-stage.js';
import { schemaBreach } from './json-schema.js';
import type { VerifyContext } from './verify-context.js';

/** Deepest nesting of a schema file. */
const MAX_SCHEMA_DEPTH = 64;

/** Stage 7 (ledger-format §12): data with disclosures put back, by the schemas that the bundle carries. */
export function checkSchemas({ files, findings }: VerifyContext, leaves: readonly OpenedLeaf[]): void {
  const schemas = new Map<string, JsonValue>();
  for (const [file, bytes] of files) {
    if (bundlePathOf(file)?.kind !== 'schema') continue;
    const schema = findings.attempt(() => parseStrictJson(bytes, MAX_SCHEMA_DEPTH), 'E_EVENT_SCHEMA', { file });
    if (schema !== undefined) schemas.set(file, schema);
  }
  if (schemas.size === 0) return;
  for (const { entry, leaf, data, absent } of leaves) {
    const schema = schemas.get(schemaPath(leaf.type, leaf.schema));
    const lacking = new Set(absent.map(({ pointer }) => pointer));
    const breach = schema !== undefined && schemaBreach(schema, data, DATA_POINTER, (pointer) => lacking.has(pointer));
    if (typeof breach === 'string') findings.add('E_EVENT_SCHEMA', { idx: entry.idx, at: breach });
  }
}
