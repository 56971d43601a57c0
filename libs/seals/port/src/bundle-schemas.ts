import type { JsonObject } from '@taizhang/kernel';
import { canonicalBytes, decodeLeaf, isVisible, type BundlePlan, type Entry } from '@taizhang/ledger';

/**
 * JSON Schema of the data of a version of an event type with the sealed values put back; `undefined` where it is not known. A bundle's
 * reader may judge the data by it (ledger-format §12 stage 7).
 */
export type SchemaOf = (type: string, version: number) => JsonObject | undefined;

/** Schemas for the types that a bundle shows (ledger-format §11), by their names. */
export function schemasShown(
  entries: readonly Entry[],
  schemaOf: SchemaOf = () => undefined,
): NonNullable<BundlePlan['schemas']> {
  const shown = new Map<string, { readonly type: string; readonly version: number }>();
  for (const entry of entries) {
    if (!isVisible(entry)) continue;
    const { type, schema: version } = decodeLeaf(entry.leaf);
    shown.set(`${type}/${String(version)}`, { type, version });
  }
  return [...shown.values()].flatMap(({ type, version }) => {
    const schema = schemaOf(type, version);
    return schema === undefined ? [] : [{ type, version, bytes: canonicalBytes(schema) }];
  });
}
