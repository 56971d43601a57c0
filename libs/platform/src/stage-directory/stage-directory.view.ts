import type { JsonObject } from '@taizhang/kernel';
import { stageEvents } from '@taizhang/contracts';
import { projection, view, type ProjectedEvent, type ViewDefinition } from '@taizhang/views-port';

/** A stage (环节) as other contexts need it. */
export interface DirectoryStage {
  readonly stage: string;
  readonly campaign: string;
  readonly previous: string | null;
  readonly status: 'OPEN' | 'CLOSING' | 'CLOSED' | 'WITHDRAWN';
  readonly from: string;
  readonly to: string;
  /** Days between which branches hold their briefings [C5.1]. */
  readonly briefings: { readonly from: string; readonly to: string };
  readonly units: readonly string[];
}

/** Name of the view in every context that keeps one. */
export const STAGE_DIRECTORY = 'stage-directory';

type Row = DirectoryStage & JsonObject;
const { StageOpened, StageCloseRequested, StageCloseWithdrawn, StageClosed, StageWithdrawn } = stageEvents.definitions;

const keys = ({ stage }: { readonly stage: string }) => [stage];
const becomes = (status: DirectoryStage['status']) => ({
  keys,
  project: (doc: Row | null) => doc && { ...doc, status },
});

/** A context's own copy of the stages of each bureau, followed from `campaigns` (design §5). */
export function stageDirectoryView(context: string): ViewDefinition<Row> {
  return view<Row>({
    name: STAGE_DIRECTORY,
    version: 1,
    context,
    fields: { stage: 'keyword', campaign: 'keyword', status: 'keyword', previous: 'keyword', units: 'keywords' },
    on: {
      [StageOpened.type]: projection(StageOpened, {
        keys,
        project: (_doc: Row | null, { stage, campaign, previous, from, to, briefings, units }) =>
          ({ stage, campaign, previous, status: 'OPEN', from, to, briefings, units }) as unknown as Row, // holds JSON only
      }),
      [StageCloseRequested.type]: projection(StageCloseRequested, becomes('CLOSING')),
      [StageCloseWithdrawn.type]: projection(StageCloseWithdrawn, becomes('OPEN')),
      [StageClosed.type]: projection(StageClosed, becomes('CLOSED')),
      [StageWithdrawn.type]: projection(StageWithdrawn, {
        keys: (_data, { stream }: ProjectedEvent) => [stream.slice('stage/'.length)],
        project: (doc: Row | null) => doc && { ...doc, status: 'WITHDRAWN' as const },
      }),
    },
  });
}
