import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { JsonObject } from '@taizhang/kernel';

/** Where the golden files are: one per version of each event type that was ever released. */
export const GOLDEN_FOLDER = fileURLToPath(new URL('../../../contracts/golden/', import.meta.url));

/** One event as a ledger holds it, to the byte. */
export interface GoldenSample {
  /** Bytes of the leaf, as UTF-8 text. */
  readonly leaf: string;
  /** Values of its sealed fields, as stored beside the leaf (ledger-format §8). */
  readonly disclosures: readonly string[];
  /** Keys of the subjects of its envelopes, by kid, b64u (ledger-format §9). Made up, as the values are. */
  readonly keys?: Readonly<Record<string, string>>;
}

/** What a golden file says of one version of an event type: how it was written, for ever. */
export interface Golden {
  readonly type: string;
  readonly version: number;
  /** JSON Schema of the data as decided; none for `ledger.*` events, whose data ledger-format §7 defines. */
  readonly schema?: JsonObject;
  readonly samples: readonly GoldenSample[];
}

/** A golden file with its place below {@link GOLDEN_FOLDER}. */
export interface GoldenFile extends Golden {
  readonly file: string;
}

/** Place of a version's golden file below the folder: `issues/IssueRaised.v1.json`. */
export function goldenFileOf(type: string, version: number): string {
  return `${type.replace('.', '/')}.v${String(version)}.json`;
}

/** All golden files, in order of their names. */
export function readGoldenFiles(folder: string = GOLDEN_FOLDER): readonly GoldenFile[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.json'));
  return files.sort().map((file) => ({ ...(JSON.parse(readFileSync(join(folder, file), 'utf8')) as Golden), file })); // as: the writer's own form, which the rules look at
}
