import type { JsonObject } from '@taizhang/kernel';
import { evaluationEvents } from '@taizhang/contracts';
import { projection, view, type ProjectedEvent } from '@taizhang/views-port';

/** The evaluation of a unit in a stage, and whether its summary meeting (总结大会) was held. */
export interface MeetingStanding {
  readonly stage: string;
  readonly unit: string;
  readonly held: boolean;
}

/** Name of the view. */
export const HELD_MEETINGS = 'held-meetings';

type Row = MeetingStanding & JsonObject;
const { BriefingConvened, BriefingWithdrawn, SummaryMeetingHeld, SummaryMeetingWithdrawn } =
  evaluationEvents.definitions;

const keys = (_data: unknown, { stream }: ProjectedEvent) => [stream.slice('evaluation/'.length)];
const becomes = (held: boolean) => ({ keys, project: (doc: Row | null) => doc && { ...doc, held } });

/** This context's own copy of which units held their summary meeting, followed from `evaluation` [C5.17]. */
export const heldMeetingsView = view<Row>({
  name: HELD_MEETINGS,
  version: 1,
  context: 'campaigns',
  fields: { stage: 'keyword', unit: 'keyword', held: 'boolean' },
  on: {
    [BriefingConvened.type]: projection(BriefingConvened, {
      keys,
      project: (_doc: Row | null, { stage, unit }): Row => ({ stage, unit, held: false }),
    }),
    [BriefingWithdrawn.type]: projection<Row, typeof BriefingWithdrawn>(BriefingWithdrawn, {
      keys,
      project: () => null,
    }),
    [SummaryMeetingHeld.type]: projection(SummaryMeetingHeld, becomes(true)),
    [SummaryMeetingWithdrawn.type]: projection(SummaryMeetingWithdrawn, becomes(false)),
  },
});
