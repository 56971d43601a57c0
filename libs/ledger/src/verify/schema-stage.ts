import { bundlePathOf, schemaPath } from '../bundle/bundle-path.js';
import type { JsonValue } from '../json.js';
import { DATA_POINTER } from '../seal.js';
import { parseStrictJson } from '../strict-json.js';
import type { OpenedLeaf } from './disclosures-stage.js';
import { SchemaJudge } from './json-schema.js';
import type { VerifyContext } from './verify-context.js';

/** Most bytes of a schema file. */
const MAX_SCHEMA_BYTES = 1024 * 1024;
/** Deepest nesting of a schema file. */
const MAX_SCHEMA_DEPTH = 64;

/** Stage 7 (ledger-format §12): data with disclosures put back, by the schemas that the bundle carries. */
export function checkSchemas({ files, findings }: VerifyContext, leaves: readonly OpenedLeaf[]): void {
  const schemas = new Map<string, JsonValue>();
  for (const [file, bytes] of files) {
    if (bundlePathOf(file)?.kind !== 'schema') continue;
    const small = bytes.length <= MAX_SCHEMA_BYTES ? bytes : new Uint8Array();
    const schema = findings.attempt(() => parseStrictJson(small, MAX_SCHEMA_DEPTH), 'E_EVENT_SCHEMA', { file });
    if (schema !== undefined) schemas.set(file, schema);
  }
  const judge = new SchemaJudge();
  for (const { entry, leaf, data, absent } of leaves) {
    const schema = schemas.get(schemaPath(leaf.type, leaf.schema));
    if (schema === undefined) continue;
    const lacking = new Set(absent.map(({ pointer }) => pointer));
    const breach = judge.judge(schema, data, DATA_POINTER, (pointer) => lacking.has(pointer));
    if (breach !== undefined) findings.add('E_EVENT_SCHEMA', { idx: entry.idx, at: breach });
  }
}
