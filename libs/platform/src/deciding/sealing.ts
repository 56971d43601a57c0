import type { DecidedEvent, Entropy, EventDefinition, FieldTree, JsonObject, StreamId } from '@taizhang/kernel';
import type { ProposedDisclosure, ProposedEvent } from '@taizhang/event-store-port';
import { DISCLOSURE_SALT_BYTES, sealData, type FieldClass, type FieldClasses } from '@taizhang/ledger';

/** Clearance that reads why an act was recorded late: internal (内部). */
export const LATE_REASON_LEVEL = 1;

/** Members that the platform puts into every event beside those of its schema (design §5). */
const RESERVED_CLASSES: FieldClasses = {
  reliedOn: { kind: 'open' },
  late: {
    kind: 'object',
    fields: { effectiveOn: { kind: 'open' }, reason: { kind: 'redactable', level: LATE_REASON_LEVEL } },
  },
};

/** An event with the stream it goes to. */
export interface PlacedEvent {
  readonly stream: StreamId;
  readonly event: DecidedEvent;
}

/** Where salts come from: fresh bytes, or with the manual clock bytes derived from the place (design §3). */
export interface SealingPlace {
  readonly entropy: Entropy;
  readonly log: string;
  readonly commit: string;
}

/** The classes of an event's fields as sealing takes them: personal fields are salted disclosures like redactable ones. */
export function classesOf(tree: FieldTree): FieldClasses {
  return Object.fromEntries(Object.entries(tree).map(([name, field]) => [name, classOf(field)]));
}

function classOf(field: FieldTree[string]): FieldClass {
  switch (field.kind) {
    case 'object':
      return { kind: 'object', fields: classesOf(field.fields) };
    case 'array':
      return { kind: 'array', items: classesOf(field.items) };
    case 'personal':
    case 'redactable':
      return { kind: 'redactable', level: field.level };
    case 'open':
      return field;
  }
}

const known = new WeakMap<EventDefinition, FieldClasses>();

function allClassesOf(definition: EventDefinition): FieldClasses {
  const found = known.get(definition);
  if (found !== undefined) return found;
  const classes = { ...classesOf(definition.fields), ...RESERVED_CLASSES };
  known.set(definition, classes);
  return classes;
}

/** Seals the events of one commit; a retry with the same derived entropy seals alike (design §5). */
export function sealEvents(
  placed: readonly PlacedEvent[],
  reserved: JsonObject,
  definitionOf: (type: string) => EventDefinition | undefined,
  { entropy, log, commit }: SealingPlace,
): { readonly events: readonly ProposedEvent[]; readonly disclosures: readonly ProposedDisclosure[] } {
  const disclosures: ProposedDisclosure[] = [];
  const events = placed.map(({ stream, event }, position): ProposedEvent => {
    const definition = definitionOf(event.type);
    if (definition === undefined) throw new TypeError(`event type ${event.type} is in no catalogue of this host`);
    const salts = (pointer: string) =>
      entropy.bytes(DISCLOSURE_SALT_BYTES, { log, commit, purpose: `salt/${String(position)}${pointer}` });
    const sealed = sealData(withoutUndefined({ ...event.data, ...reserved }), allClassesOf(definition), salts);
    disclosures.push(...sealed.disclosures.map(({ digest, disclosure }) => ({ digest, disclosure })));
    return { stream, type: event.type, schema: event.schema, clr: event.clr, data: sealed.data };
  });
  return { events, disclosures };
}

/** An optional field that a decider left `undefined` is absent, as JSON has it. */
function withoutUndefined(data: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined));
}
