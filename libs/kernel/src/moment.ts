import { instantMs, instantOf, isInstant, isLocalDate, type Instant } from './time.js';

/** `2014-09-24 18:00`, with `T` or a space, seconds and their parts as wanted, and an offset from UTC or none. */
const MOMENT = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?(Z|[+-]\d{2}:\d{2})?$/;

/**
 * The instant that somebody means who asks how things stood: a time with its offset from UTC, a time in `zone` where it has none, or
 * a day of `zone`, which means its end.
 * @returns `undefined` for what is no such time
 */
export function momentOf(text: string, zone: string): Instant | undefined {
  if (isLocalDate(text)) return inZone(`${text}T23:59:59.999Z`, zone);
  const [, date = '', hours = '', minutes = '', seconds = '00', parts = '', offset] = MOMENT.exec(text) ?? [];
  const wall = `${date}T${hours}:${minutes}:${seconds}.${parts.padEnd(3, '0')}Z`;
  if (!isInstant(wall)) return undefined;
  if (offset === undefined) return inZone(wall, zone);
  const ms = Date.parse(`${wall.slice(0, -1)}${offset}`);
  return Number.isNaN(ms) ? undefined : instantOf(ms);
}

/** The instant at which clocks of a zone show what `wall` says; where they skip it, as if they had not been put forward. */
function inZone(wall: Instant, zone: string): Instant {
  const shown = instantMs(wall);
  const before = shown - offsetMs(shown, zone);
  return instantOf(shown - offsetMs(before, zone));
}

/** How far clocks of a zone are ahead of UTC. */
function offsetMs(ms: number, zone: string): number {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, timeZoneName: 'longOffset' });
  const name = format.formatToParts(ms).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign = '+', hours = '0', minutes = '0'] = /^GMT([+-])(\d{2}):(\d{2})/.exec(name) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}
