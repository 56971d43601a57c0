/** A point in time, UTC, exactly `YYYY-MM-DDTHH:MM:SS.sssZ`; instants compare as strings (ledger-format §2). */
export type Instant = string;
/** A calendar date `YYYY-MM-DD` in the deployment's zone: what acts and deadlines carry (design §3). */
export type LocalDate = string;

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const LOCAL_DATE = /^\d{4}-\d{2}-\d{2}$/;

/** Gives the time; injected everywhere, so that a scenario, not the machine, sets it (design §3). */
export interface Clock {
  /** `manual`: set by a scenario and held in the store; `system`: the machine's. Clock rules differ (ledger-format §2). */
  readonly kind: 'system' | 'manual';
  now(): Instant;
}

/** @returns whether `text` has the form of an instant and names a real time. */
export function isInstant(text: string): text is Instant {
  const ms = INSTANT.test(text) ? Date.parse(text) : Number.NaN;
  return !Number.isNaN(ms) && new Date(ms).toISOString() === text; // `Date.parse` takes 30 February for 2 March
}

/** @returns whether `text` is a date of the calendar (`2014-02-30` is not). */
export function isLocalDate(text: string): text is LocalDate {
  if (!LOCAL_DATE.test(text)) return false;
  const ms = Date.parse(`${text}T00:00:00.000Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
}

/** Milliseconds since 1970 of an instant. */
export function instantMs(instant: Instant): number {
  return Date.parse(instant);
}

/** The instant `ms` milliseconds after 1970. */
export function instantOf(ms: number): Instant {
  return new Date(ms).toISOString();
}

/** The machine's clock. */
export const systemClock: Clock = { kind: 'system', now: () => new Date().toISOString() };

/** The machine's clock shifted by so many milliseconds: a demonstration goes on in its own time at the machine's pace. */
export function shiftedClock(shiftMs: number): Clock {
  return { kind: 'system', now: () => instantOf(Date.now() + shiftMs) };
}

/** A clock that stands still until it is set; for tests and for a process that keeps the stored manual time. */
export interface ManualClock extends Clock {
  readonly kind: 'manual';
  /** Sets the time; it may go back, the writer then keeps the previous leaf's time. */
  set(instant: Instant): void;
}

/** @returns a manual clock that starts at `start`. */
export function manualClock(start: Instant): ManualClock {
  let current = start;
  return {
    kind: 'manual',
    now: () => current,
    set: (instant) => {
      if (!isInstant(instant)) throw new RangeError(`not an instant: ${JSON.stringify(instant)}`);
      current = instant;
    },
  };
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** The calendar date at `instant` in `zone` (an IANA name), from zone data, never from the machine's zone (design §3). */
export function localDateOf(instant: Instant, zone: string): LocalDate {
  let formatter = formatters.get(zone);
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
    formatters.set(zone, formatter);
  }
  const parts = new Map(formatter.formatToParts(instantMs(instant)).map((part) => [part.type, part.value]));
  return `${parts.get('year') ?? ''}-${parts.get('month') ?? ''}-${parts.get('day') ?? ''}`;
}

/** The day of a business date, which it is itself, or of an instant in `zone`: rows keep either. */
export function dayIn(date: LocalDate | Instant, zone: string): LocalDate {
  return isLocalDate(date) ? date : localDateOf(date, zone);
}
