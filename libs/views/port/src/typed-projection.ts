import type { EventDefinition, OpenOf } from '@taizhang/kernel';
import type { ProjectedEvent, Projection } from './view.js';

/** How a declared event type changes documents; `data` has the type of the event's open fields. */
export interface TypedProjection<Doc, D> {
  readonly keys: (data: D, event: ProjectedEvent) => readonly string[];
  readonly project: (doc: Doc | null, data: D, event: ProjectedEvent, key: string) => Doc | null;
}

/**
 * Declares the projection of one event type of the published language, at the version that is compiled against.
 * @example on: { 'issues.IssueClosed': projection<IssueDoc, …>(issueEvents.definitions.IssueClosed, { keys, project }) }
 */
export function projection<Doc, Definition extends EventDefinition>(
  definition: Definition,
  typed: TypedProjection<Doc, OpenOf<Definition['schema']>>,
): Projection<Doc> {
  // The inbox upcasts before it hands over, and contracts parse when an event is made: the data has the declared form.
  const dataOf = (event: ProjectedEvent) => event.data as OpenOf<Definition['schema']>;
  return {
    version: definition.version,
    keys: (event) => typed.keys(dataOf(event), event),
    project: (doc, event, key) => typed.project(doc, dataOf(event), event, key),
  };
}
