import type { JsonObject } from '@taizhang/kernel';
import type { stageEvents } from '@taizhang/contracts';
import { stage, type Stage, type StageState } from '@taizhang/campaigns-domain';
import { aggregateRows, view, type SealedValue } from '@taizhang/views-port';

/** A stage as its page shows it. */
export interface StageRow extends Stage {
  readonly title: SealedValue | null;
  readonly requestedOn: string | null;
  readonly closedOn: string | null;
  /** Why closing was called off last. */
  readonly withdrawnBecause: string | null;
  readonly withdrawalReason: SealedValue | null;
  /** What a context objected to. */
  readonly objections: Readonly<Record<string, readonly string[]>>;
}

/** The stages (环节) of a bureau's campaigns. */
export const stagesView = view<StageRow & JsonObject>({
  name: 'stages',
  version: 1,
  context: 'campaigns',
  fields: {
    stage: 'keyword',
    campaign: 'keyword',
    previous: 'keyword',
    status: 'keyword',
    units: 'keywords',
    from: 'date',
    to: 'date',
    closedOn: 'date',
  },
  on: aggregateRows<StageState, typeof stageEvents, StageRow>({
    aggregate: stage,
    untold: {
      title: null,
      requestedOn: null,
      closedOn: null,
      withdrawnBecause: null,
      withdrawalReason: null,
      objections: {},
    },
    tell: {
      StageOpened: (_row, _data, act) => ({ title: act.sealed['title'] ?? null }),
      StageCloseRequested: (_row, { on }) => ({ requestedOn: on, withdrawnBecause: null, objections: {} }),
      StageCloseAnswered: ({ objections }, { context, cleared, named }) =>
        cleared ? {} : { objections: { ...objections, [context]: named } },
      StageCloseWithdrawn: (_row, { ground }, act) => ({
        withdrawnBecause: ground,
        withdrawalReason: act.sealed['reason'] ?? null,
      }),
      StageClosed: (_row, { on }) => ({ closedOn: on }),
    },
    complete: (row) => row,
  }),
});
