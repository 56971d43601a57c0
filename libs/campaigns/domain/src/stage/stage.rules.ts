import { reject, type Facts, type JsonValue, type Rejection } from '@taizhang/kernel';
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

/**
 * Branches of a scope whose summary meeting is still to be held: the bureau itself holds none (policy 51), nor does one that ended
 * before it was evaluated. Whoever took over one that was evaluated holds its meeting.
 */
export function outstandingMeetings(
  { units }: Stage,
  bureau: string,
  { needs }: Pick<Facts, 'needs'>,
): readonly string[] {
  const [held, convened, ended] = [needs['held'], needs['convened'], needs['ended']].map(listIn);
  const gone = ended?.filter((unit) => convened?.includes(unit) !== true);
  return units.filter((unit) => unit !== bureau && held?.includes(unit) !== true && gone?.includes(unit) !== true);
}

function listIn(value: JsonValue | undefined): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
