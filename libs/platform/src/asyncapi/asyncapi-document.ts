import {
  HIDDEN_LEAF_SCHEMA,
  eventJsonSchema,
  eventSchemaId,
  leafJsonSchema,
  type EventDefinition,
  type JsonObject,
  type ReleasedEvent,
} from '@taizhang/kernel';
import type { ContextFeature } from '../context/context-feature.js';
import type { ContextRegistry } from '../context/context-registry.js';
import { sorted } from '../openapi/json-schema.js';
import { STREAM_READERS } from '../streams/event-streams.js';

/** Version of AsyncAPI that the document follows. */
export const ASYNCAPI_VERSION = '3.0.0';
/** Clearances of which analysts have topics (design §7). */
const CLEARANCES = [0, 1, 2] as const;
const SCHEMA_FORMAT = 'application/schema+json;version=draft-2020-12';
const HIDDEN = 'HiddenLeaf';

/** Events that every ledger has; ledger-format §7 defines their data. */
export const LEDGER_EVENTS: readonly ReleasedEvent[] = [
  'ledger.Closed',
  'ledger.DisclosureErased',
  'ledger.KeyAdded',
  'ledger.KeyRetired',
  'ledger.Opened',
  'ledger.SubjectKeyDestroyed',
].map((type) => ({ type, version: 1 }));

/**
 * Describes what a deployment sends, from its contexts' declarations: topics of services and of analysts, streams over HTTP, and a
 * message per event type in its newest version. The same declarations give the same document, byte for byte.
 */
export function asyncApiDocument(
  registry: Pick<ContextRegistry, 'features' | 'events'>,
  info: { readonly title: string; readonly version: string },
): JsonObject {
  const features = [...registry.features()].sort((a, b) => (a.context < b.context ? -1 : 1));
  const owned = new Set(features.map(({ context }) => context));
  const definitions = registry.events().filter(({ type }) => owned.has(contextOfType(type)));
  const types = [...definitions.map(({ type }) => type), ...LEDGER_EVENTS.map(({ type }) => type)];
  const channels = features.flatMap((feature) => channelsOf(feature, types));
  return {
    asyncapi: ASYNCAPI_VERSION,
    info: {
      title: info.title,
      version: info.version,
      description:
        '台账中的每个事件是一片叶子，原样发送。 Every event of a ledger is a leaf, sent to the byte. See docs/guides/messaging.md and docs/guides/streams.md.',
    },
    defaultContentType: 'application/json',
    channels: sorted(channels.map(({ name, channel }) => [name, channel] as const)),
    operations: sorted(channels.map(({ name, title }) => [`send.${name}`, operationOf(name, title)] as const)),
    components: {
      messages: sorted([
        ...definitions.map((definition) => [definition.type, messageOf(definition)] as const),
        ...LEDGER_EVENTS.map((released) => [released.type, messageWith(released, {})] as const),
        [HIDDEN, hiddenMessage()] as const,
      ]),
    },
  };
}

interface Channel {
  readonly name: string;
  readonly title: string;
  readonly channel: JsonObject;
}

function channelsOf(
  { context, title, stream = STREAM_READERS }: ContextFeature,
  types: readonly string[],
): readonly Channel[] {
  const whole = types.filter((type) => [context, 'ledger'].includes(contextOfType(type)));
  const channel = (
    name: string,
    address: string,
    about: string,
    names: readonly string[],
    more: JsonObject,
  ): Channel => ({
    name,
    title: about,
    channel: {
      address,
      title: `${title.zh} ${title.en}`,
      description: about,
      messages: sorted(names.map((type) => [type, { $ref: `#/components/messages/${type}` }] as const)),
      ...more,
    },
  });
  const told = [...whole, HIDDEN];
  const topic = { bindings: { kafka: { bindingVersion: '0.5.0' } }, parameters: {} };
  return [
    channel(context, `taizhang.${context}.v1`, 'Topic of the services.', whole, topic),
    ...CLEARANCES.map((clearance) =>
      channel(
        `${context}.c${String(clearance)}`,
        `taizhang.${context}.c${String(clearance)}.v1`,
        `Topic of analysts of clearance ${String(clearance)}: leaves classified above it are hidden.`,
        told,
        topic,
      ),
    ),
    channel(
      `${context}.stream`,
      `/api/streams/${context}`,
      'Stream over HTTP, as far as its reader’s powers reach.',
      told,
      {
        bindings: { http: { bindingVersion: '0.3.0' } },
        'x-allow': { roles: [...stream.roles], scope: stream.scope },
      },
    ),
  ];
}

function operationOf(name: string, title: string): JsonObject {
  return { action: 'send', channel: { $ref: `#/channels/${name}` }, summary: title };
}

function messageOf(definition: EventDefinition): JsonObject {
  const { type, version, clr, clauses } = definition;
  return messageWith(
    { type, version, schema: eventJsonSchema(definition) },
    { 'x-clr': clr, ...(clauses.length > 0 && { 'x-clauses': [...clauses] }) },
  );
}

function messageWith(released: ReleasedEvent, more: JsonObject): JsonObject {
  const { type, version } = released;
  const leaf = Object.entries(leafJsonSchema(released)).filter(([name]) => name !== '$defs'); // the published schemas have them
  return {
    name: type,
    title: type.slice(type.indexOf('.') + 1),
    contentType: 'application/json',
    headers: { schemaFormat: SCHEMA_FORMAT, schema: headersOf(released) },
    payload: { schemaFormat: SCHEMA_FORMAT, schema: Object.fromEntries(leaf) },
    'x-version': version,
    ...more,
  };
}

/** CloudEvents in binary mode, and ours (docs/guides/messaging.md); over HTTP there are none. */
function headersOf({ type, version }: ReleasedEvent): JsonObject {
  const text = { type: 'string' };
  return {
    type: 'object',
    properties: {
      ce_specversion: { const: '1.0' },
      ce_id: text,
      ce_type: { const: type },
      ce_source: text,
      ce_subject: text,
      ce_time: text,
      ce_dataschema: { const: eventSchemaId(type, version) },
      log: text,
      idx: { type: 'string', pattern: String.raw`^\d+$` },
    },
  };
}

function hiddenMessage(): JsonObject {
  return {
    name: HIDDEN,
    title: HIDDEN,
    contentType: 'application/json',
    payload: { schemaFormat: SCHEMA_FORMAT, schema: HIDDEN_LEAF_SCHEMA },
  };
}

function contextOfType(type: string): string {
  return type.slice(0, type.indexOf('.'));
}
