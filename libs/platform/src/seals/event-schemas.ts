import { eventJsonSchema, openedJsonSchema } from '@taizhang/kernel';
import type { SchemaOf } from '@taizhang/seals-port';
import { LEDGER_EVENTS } from '../asyncapi/asyncapi-document.js';
import type { ContextRegistry } from '../context/context-registry.js';

/** Schemas for audit bundles: of the events that a registry knows, in their newest version, and of the ledgers' own. */
export function eventSchemas(registry: Pick<ContextRegistry, 'event'>): SchemaOf {
  return (type, version) => {
    const own = LEDGER_EVENTS.find((event) => event.type === type && event.version === version);
    if (own !== undefined) return openedJsonSchema(own);
    const definition = registry.event(type);
    if (definition?.version !== version) return undefined;
    return openedJsonSchema({ type, version, schema: eventJsonSchema(definition) });
  };
}
