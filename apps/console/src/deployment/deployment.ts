import { businessDate, DEFAULT_TIME_ZONE, timeIn } from '../light/light.js';

/** What the page was told of its deployment. */
export interface Deployment {
  /** How far its time is from the browser's, in milliseconds: a demonstration has a time of its own, and browsers go wrong. */
  readonly shiftMs: number;
  readonly timeZone: string;
  readonly demonstration: boolean;
}

const UNTOLD: Deployment = { shiftMs: 0, timeZone: DEFAULT_TIME_ZONE, demonstration: false };

/** A deployment out of what stands in the page; where nothing was put in, as if it had the browser's time. */
export function deploymentOf(text: string | undefined, browserMs: number): Deployment {
  if (text?.startsWith('{') !== true) return UNTOLD;
  const told = JSON.parse(text) as { readonly now: string; readonly timeZone: string; readonly demonstration: boolean }; // as our host writes it
  return {
    shiftMs: Date.parse(told.now) - browserMs,
    timeZone: told.timeZone,
    demonstration: told.demonstration,
  };
}

let here: Deployment | undefined;

/** The deployment that brought the page; its time is read when it is first asked for, which is when the page has come. */
export function deployment(): Deployment {
  here ??= deploymentOf(document.querySelector<HTMLMetaElement>('meta[name="deployment"]')?.content, Date.now());
  return here;
}

/** The business date of the deployment. */
export function today(): string {
  const { shiftMs, timeZone } = deployment();
  return businessDate(new Date(Date.now() + shiftMs), timeZone);
}

/** A moment in the deployment's zone, to the second. */
export function shownTime(instant: string): string {
  return timeIn(instant, deployment().timeZone);
}
