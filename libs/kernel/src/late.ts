import type { JsonObject } from './json.js';

/** Reserved member of an event's data: the business date and the reason of an act recorded late (补录; design §5). */
export const LATE = 'late';

/** Business date of an act that was recorded late, as its event says; `undefined` where it is the day of recording. */
export function lateDateOf(data: JsonObject): string | undefined {
  const late = data[LATE];
  if (typeof late !== 'object' || late === null || !('effectiveOn' in late)) return undefined;
  return typeof late.effectiveOn === 'string' ? late.effectiveOn : undefined;
}
