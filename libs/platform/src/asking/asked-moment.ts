import { localDateOf, momentOf, type Instant } from '@taizhang/kernel';
import { ProblemError, PROBLEMS } from '../http/problem.js';
import { AS_OF } from './view-parameters.js';

/** Reads when somebody means: a time with or without an offset, or a day, which means its end; `undefined` where nothing was asked. */
export type AskedMoment = (text: string | undefined, parameter?: string) => Instant | undefined;

/**
 * Reads moments in the deployment's zone. How things will be nobody knows: a later moment than now is refused, but for the end of
 * today.
 * @throws {@link ProblemError} `PARAMETER_INVALID`
 */
export function askedMoment(timeZone: string, now: () => Instant): AskedMoment {
  return (text, parameter = AS_OF) => {
    if (text === undefined) return undefined;
    const moment = typeof text === 'string' ? momentOf(text, timeZone) : undefined; // of a parameter that may have been repeated
    const present = now();
    const endOfToday = momentOf(localDateOf(present, timeZone), timeZone) ?? present;
    if (moment === undefined || moment > endOfToday) throw new ProblemError(PROBLEMS.parameterInvalid, { parameter });
    return moment;
  };
}
