import { createHash } from 'node:crypto';
import type { EventDefinition, EventMeta, FieldTree, JsonObject, JsonValue } from '@taizhang/kernel';
import type { GoldenSample } from './golden-files.js';

/** What of a leaf those need who read events (ledger-format §2). */
export interface GoldenLeaf extends EventMeta {
  readonly type: string;
  readonly schema: number;
  readonly clr: number;
  readonly data: JsonObject;
}

/** Members of an event's data that are no fields of its schema: digests, and what the platform puts beside (design §5). */
const NO_FIELDS = new Set(['_sd', '_sdl', 'reliedOn', 'late']);

/** Reads the bytes of a golden leaf. */
export function leafOf({ leaf }: GoldenSample): GoldenLeaf {
  return JSON.parse(leaf) as GoldenLeaf; // as: the ledger's own test holds each golden leaf against ledger-format §2
}

/** The fields of an event that stand openly in its leaf. */
export function openFieldsOf(data: JsonObject): JsonObject {
  const fields = Object.entries(data).filter(([name]) => !NO_FIELDS.has(name));
  return Object.fromEntries(fields.map(([name, value]) => [name, withoutDigests(value)]));
}

/** Names of an event's sealed fields, by the disclosures whose digests its data hold. */
export function sealedNamesOf({ disclosures }: GoldenSample, { data }: GoldenLeaf): readonly string[] {
  const digests = (data['_sd'] ?? []) as readonly string[]; // as: the ledger's own test holds leaves against their format
  const own = disclosures.filter((one) => digests.includes(createHash('sha256').update(one).digest('base64url')));
  return own.map((one) => String((JSON.parse(Buffer.from(one, 'base64url').toString()) as JsonValue[])[1])); // as: [salt, name, value]
}

/** What is wrong with the open fields of an event, by the schema of its present version; sealed fields are not asked for. */
export function openProblems({ schema, fields }: EventDefinition, open: JsonObject): readonly string[] {
  const { error } = schema.safeParse(open);
  const issues = error?.issues ?? [];
  return issues
    .filter(({ path }) => !isSealed(fields, path))
    .map(({ path, message }) => [path.join('.'), message].filter((part) => part !== '').join(': '));
}

function isSealed(tree: FieldTree, path: readonly PropertyKey[]): boolean {
  const [name, ...rest] = path.filter((step) => typeof step === 'string');
  const node = name === undefined ? undefined : tree[name];
  if (node === undefined || node.kind === 'open') return false;
  if (node.kind === 'object') return isSealed(node.fields, rest);
  return node.kind === 'array' ? isSealed(node.items, rest) : true;
}

function withoutDigests(value: JsonValue): JsonValue {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(withoutDigests);
  const members = Object.entries(value).filter(([name]) => name !== '_sd' && name !== '_sdl');
  return Object.fromEntries(members.map(([name, member]) => [name, withoutDigests(member)]));
}
