import type { Aggregate, AnyEventCatalogue, JsonObject } from '@taizhang/kernel';
import { aggregateRows, view, type ViewDefinition } from '@taizhang/views-port';

/** Name of the view in every context that has a door to stages. */
export const STAGE_DOORS = 'stage-doors';

/** A context's side of a stage (环节): whether it has said that the stage may close, then nothing more enters it here. */
export interface StageDoorState {
  readonly kind: 'open' | 'cleared';
  /** The request that was answered last. */
  readonly request: string | null;
}

/** The doors of a context, one for each stage that was to be closed. */
export function stageDoorsView<C extends AnyEventCatalogue>(
  aggregate: Aggregate<StageDoorState, C>,
): ViewDefinition<StageDoorState & JsonObject> {
  return view<StageDoorState & JsonObject>({
    name: STAGE_DOORS,
    version: 1,
    context: aggregate.context,
    fields: { kind: 'keyword', request: 'keyword' },
    on: aggregateRows<StageDoorState, C, StageDoorState>({
      aggregate,
      untold: {},
      tell: {},
      complete: (row) => row,
    }),
  });
}
