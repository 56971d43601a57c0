import { reject, type Rejection } from '@taizhang/kernel';
import { STAGE_NOT_OPEN } from './stage.rejections.js';
import type { Stage, StageState } from './stage.state.js';

/** A campaign, by the context's own view: `campaigns.campaign`, key = `<bureau>/<campaign>`. */
export interface KnownCampaign {
  readonly units: readonly string[];
}
export const CAMPAIGN_FACT = 'campaigns.campaign';

/** Status of another stage of the bureau: `campaigns.stage-status`, key = `<bureau>/<stage>`. */
export const STAGE_STATUS_FACT = 'campaigns.stage-status';

/** Units that held their summary meeting in a stage: `evaluation.meetings-held`, key = `<bureau>/<stage>`. */
export const MEETINGS_HELD_FACT = 'evaluation.meetings-held';

/** Units that convened their briefing in a stage, which begins their evaluation: `evaluation.briefings-convened`, key = `<bureau>/<stage>`. */
export const BRIEFINGS_CONVENED_FACT = 'evaluation.briefings-convened';

/** Runs `decide` on a stage in one of the given statuses. */
export function stageIn<D>(
  state: StageState,
  statuses: readonly Stage['status'][],
  decide: (stage: Stage) => D,
): D | Rejection {
  if (state.kind === 'none') return reject(STAGE_NOT_OPEN);
  return statuses.includes(state.status) ? decide(state) : reject(STAGE_NOT_OPEN, { status: state.status });
}
