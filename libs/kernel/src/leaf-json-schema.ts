import { FIELD_CLASS } from './fields.js';
import type { JsonObject, JsonValue } from './json.js';
import { LATE } from './late.js';

/** A released version of an event type: what its leaves are described by. */
export interface ReleasedEvent {
  readonly type: string;
  readonly version: number;
  /** JSON Schema of the data as decided (`eventJsonSchema`); none for the events of the ledger itself (ledger-format §7). */
  readonly schema?: JsonObject;
}

/** Name of the schema of a version's leaves, as CloudEvents headers give it: `urn:taizhang:event:issues.IssueRaised:1`. */
export function eventSchemaId(type: string, version: number): string {
  return `urn:taizhang:event:${type}:${String(version)}`;
}

const DIALECT = 'https://json-schema.org/draft/2020-12/schema';
const STRING = { type: 'string' };
const COUNT = { type: 'integer', minimum: 0 };
const UUID = { type: 'string', format: 'uuid' };
const DIGEST = { type: 'string', pattern: '^[A-Za-z0-9_-]{43}$' };

function closed(properties: JsonObject, optional: readonly string[] = []): JsonObject {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { type: 'object', properties, required, additionalProperties: false };
}

/** What every leaf has (ledger-format §2), beside its type and data. */
export const LEAF_MEMBERS: JsonObject = {
  actor: closed({ id: STRING, role: STRING }),
  cause: UUID,
  clr: { type: 'integer', minimum: 0, maximum: 3 },
  commit: closed({ cnt: { type: 'integer', minimum: 1 }, id: UUID, pos: COUNT, seq: COUNT }),
  corr: STRING,
  format: { const: 'rectify-ledger/leaf/v1' },
  id: UUID,
  idx: { ...COUNT, description: 'Index in the ledger: order, gaps and repetition are told by it.' },
  log: { type: 'string', pattern: '^[a-z0-9.-]{1,100}/[a-z][a-z0-9-]{0,31}/[a-z0-9][a-z0-9-]{0,62}$' },
  rev: COUNT,
  stream: { type: 'string', pattern: '^[a-z][a-z0-9-]*/[A-Za-z0-9._-]{1,64}$' },
  time: { type: 'string', pattern: String.raw`^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$` },
};

/** Of a leaf above the reader's clearance (design §7). */
export const HIDDEN_LEAF_SCHEMA: JsonObject = {
  title: 'HiddenLeaf',
  description: 'A leaf above the reader’s clearance: that it is there, and its leaf hash in base64 (RFC 6962 §2.1).',
  ...closed({
    log: LEAF_MEMBERS['log'] ?? STRING,
    idx: COUNT,
    clr: { type: 'integer', minimum: 1, maximum: 3 },
    h: { type: 'string', pattern: '^[A-Za-z0-9+/]{43}=$' },
  }),
};

/** What the platform puts beside the data of every event but the ledger's own. */
const BESIDE: JsonObject = {
  reliedOn: {
    description: 'The power that was used, on whose behalf, what else was consulted, and the depth of causes.',
    type: 'object',
  },
  [LATE]: {
    description: 'Of an act recorded late (补录): its business date, and the digest of the reason.',
    ...closed({ effectiveOn: { type: 'string', format: 'date' }, ...digests(1) }),
  },
};

/** Digests of as many sealed values (ledger-format §8), with their levels. */
function digests(count: number): JsonObject {
  const bounds = { minItems: count, maxItems: count };
  return {
    _sd: { type: 'array', items: DIGEST, ...bounds },
    _sdl: { type: 'array', items: { type: 'integer', minimum: 1, maximum: 3 }, ...bounds },
  };
}

/**
 * JSON Schema (draft 2020-12) of the leaves of one version of an event type, as ledgers, topics and streams have them: sealed
 * fields are digests there. `#/$defs/opened` is the data with the sealed values put back, each with its class.
 */
export function leafJsonSchema({ type, version, schema }: ReleasedEvent): JsonObject {
  const { $schema: dialect = DIALECT, ...opened } = schema ?? {};
  return {
    $schema: dialect,
    $id: eventSchemaId(type, version),
    title: type,
    ...closed(
      {
        ...LEAF_MEMBERS,
        data: schema === undefined ? { type: 'object' } : sealedData(opened),
        schema: { const: version },
        type: { const: type },
      },
      ['cause', 'corr'],
    ),
    ...(schema !== undefined && { $defs: { opened } }),
  };
}

/**
 * JSON Schema (draft 2020-12) of the data of one version of an event type with the sealed values put back, and of what the platform puts
 * beside them: what an audit bundle carries, to be judged by (ledger-format §11, §12 stage 7).
 */
export function openedJsonSchema({ type, version, schema }: ReleasedEvent): JsonObject {
  const {
    properties = {},
    required = [],
    ...opened
  } = (schema ?? { type: 'object' }) as JsonObject & {
    properties?: JsonObject;
    required?: readonly string[];
  }; // of an object
  const beside = { reliedOn: BESIDE['reliedOn'] ?? {}, [LATE]: { type: 'object', required: ['effectiveOn'] } };
  return {
    $schema: DIALECT,
    $id: `${eventSchemaId(type, version)}:opened`,
    title: type,
    ...opened,
    ...(schema !== undefined && {
      properties: { ...properties, ...beside },
      required: [...required, 'reliedOn'],
    }),
  };
}

/** The data of an event as a leaf has it. */
function sealedData(schema: JsonObject): JsonObject {
  const sealed = sealedObject(schema);
  const { properties, required = [] } = sealed as { properties: JsonObject; required?: readonly string[] }; // of an object
  return { ...sealed, properties: { ...properties, ...BESIDE }, required: [...required, 'reliedOn'] };
}

function sealedObject(schema: JsonObject): JsonObject {
  const { properties = {}, required = [] } = schema as { properties?: JsonObject; required?: readonly string[] }; // of an object
  const entries = Object.entries(properties) as readonly (readonly [string, JsonObject])[]; // members are schemas
  const open = entries.filter(([, field]) => !isSealed(field));
  const count = entries.length - open.length;
  return {
    ...schema,
    properties: {
      ...Object.fromEntries(open.map(([name, field]) => [name, sealedField(field)])),
      ...(count > 0 && digests(count)),
    },
    required: [
      ...required.filter((name) => open.some(([kept]) => kept === name)),
      ...(count > 0 ? ['_sd', '_sdl'] : []),
    ],
  };
}

/** Objects within hold digests of their own; arrays of them do, item by item. */
function sealedField(field: JsonObject): JsonObject {
  const { type, items, anyOf } = field;
  if (type === 'object') return sealedObject(field);
  if (type === 'array' && isSchema(items)) return { ...field, items: sealedField(items) };
  if (Array.isArray(anyOf))
    return { ...field, anyOf: anyOf.map((one: JsonValue) => (isSchema(one) ? sealedField(one) : one)) };
  return field;
}

/** A field is sealed as a whole, its being null as well. */
function isSealed({ [FIELD_CLASS]: declared, anyOf }: JsonObject): boolean {
  if (isSchema(declared) && declared['kind'] !== 'open') return true;
  return Array.isArray(anyOf) && anyOf.some((one: JsonValue) => isSchema(one) && isSealed(one));
}

function isSchema(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
