import type { JsonValue } from '@taizhang/kernel';

/** Codes of a bureau's branches that ended (撤并), whoever follows them: key = the bureau. */
export const ENDED_UNITS_FACT = 'organization.ended-units';

/** Codes of units, as facts tell them; none where nothing is known. */
export interface MeetingsOfStage {
  /** Units that convened their briefing, which begins their evaluation. */
  readonly convened: JsonValue | undefined;
  /** Units that held their summary meeting. */
  readonly held: JsonValue | undefined;
  /** See {@link ENDED_UNITS_FACT}. */
  readonly ended: JsonValue | undefined;
}

/**
 * Branches in the scope of a stage whose summary meeting (总结大会) is still to be held [C5.17]: the bureau itself holds none (policy 51),
 * nor does one that ended before it was evaluated. Whoever took over one that was evaluated holds its meeting.
 */
export function outstandingMeetings(units: readonly string[], bureau: string, known: MeetingsOfStage): string[] {
  const [convened, held, ended] = [listIn(known.convened), listIn(known.held), listIn(known.ended)];
  const holdsNone = (unit: string) => unit === bureau || (ended.includes(unit) && !convened.includes(unit));
  return units.filter((unit) => !holdsNone(unit) && !held.includes(unit));
}

function listIn(value: JsonValue | undefined): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
