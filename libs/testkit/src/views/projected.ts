import {
  openPart,
  type AnyEventCatalogue,
  type DecidedEvent,
  type JsonObject,
  type LedgerId,
  type StreamId,
} from '@taizhang/kernel';
import { eventIdAt } from '../given-when-then/scenario.js';

/** Structure of a view's declaration, as far as projecting by hand needs it. */
export interface ProjectingView {
  readonly on: Readonly<
    Record<
      string,
      {
        // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a view's documents are its own; a test compares them as JSON
        readonly project: (doc: any, event: any, key: string) => any;
        // eslint-disable-next-line @typescript-eslint/no-explicit-any -- as above
        readonly keys: (event: any) => readonly string[];
      }
    >
  >;
}

/** Where projected events come from. */
export interface ProjectedFrom {
  readonly ledger: LedgerId;
  readonly stream: StreamId;
  readonly catalogue: AnyEventCatalogue;
  /** Accounts that acted, by event; the clerk where none is named. */
  readonly actors?: readonly string[];
}

/**
 * Folds decided events into a view's documents as a runner would, without a store; sealed fields become places whose
 * digest is `<event number>/<field>`.
 */
export function projected(
  view: ProjectingView,
  from: ProjectedFrom,
  events: readonly DecidedEvent[],
): Readonly<Record<string, JsonObject | null>> {
  const documents: Record<string, JsonObject | null> = {};
  for (const [rev, decided] of events.entries()) {
    const projection = view.on[decided.type];
    if (projection === undefined) continue;
    const event = projectedEvent(decided, rev, from);
    for (const key of projection.keys(event)) {
      documents[key] = projection.project(documents[key] ?? null, event, key) as JsonObject | null; // documents are JSON
    }
  }
  return documents;
}

function projectedEvent(decided: DecidedEvent, rev: number, { ledger, stream, catalogue, actors }: ProjectedFrom) {
  const definition = catalogue.definitions[decided.type.slice(decided.type.indexOf('.') + 1)];
  if (definition === undefined) throw new Error(`${decided.type} is not in the catalogue`);
  const sealedNames = Object.entries(definition.fields).flatMap(([name, field]) =>
    field.kind === 'redactable' || field.kind === 'personal' ? [[name, field.level] as const] : [],
  );
  return {
    ledger,
    stream,
    type: decided.type,
    schema: decided.schema,
    data: openPart(definition.fields, decided.data),
    sealed: Object.fromEntries(
      sealedNames.map(([name, level]) => [
        name,
        { $sealed: { digest: `${String(rev)}/${name}`, level, idx: rev + 1 } },
      ]),
    ),
    meta: {
      id: eventIdAt(rev),
      idx: rev + 1,
      rev,
      time: '2014-07-20T02:00:00.000Z',
      actor: { id: actors?.[rev] ?? 'acct-clerk', role: 'branch-clerk' },
    },
  };
}
