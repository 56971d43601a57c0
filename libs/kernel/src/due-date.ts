import type { EventMeta } from './aggregate.js';
import { date, eventReference } from './fields.js';
import type { Facts } from './facts.js';
import type { EventId } from './ids.js';
import { reject, rejection, type Rejection } from './rejection.js';
import type { LocalDate } from './time.js';

/** A day on which something is due by itself, and the event that set it: part of a state, open (design §5, deadlines). */
export interface DueDate {
  /** First day on which the due command is given; a limit that is in time until 24:00 is due on the next day. */
  readonly on: LocalDate;
  readonly setBy: EventId;
  /** Index of that event in its ledger. */
  readonly idx: number;
}

export const DUE_DATE_CHANGED = rejection({
  code: 'DUE_DATE_CHANGED',
  kind: 'conflict',
  sentence: { zh: '期限已变更或取消。', en: 'The due date was changed or dropped since.' },
});
export const DUE_DATE_NOT_REACHED = rejection({
  code: 'DUE_DATE_NOT_REACHED',
  kind: 'conflict',
  sentence: { zh: '期限未到。', en: 'The due date has not been reached.' },
});

/** Codes that due commands answer: for `ContextFeature.rejections`. */
export const dueRejections = [DUE_DATE_CHANGED, DUE_DATE_NOT_REACHED];

/** What an event sets: for `evolve`. @example RequestMade: (state, { claimBy }, act) => ({ …, claim: dueDate(claimBy, act) }) */
export function dueDate(on: LocalDate, { id, idx }: Pick<EventMeta, 'id' | 'idx'>): DueDate {
  return { on, setBy: id, idx };
}

/** Members of a due command's schema: the date, and the event that set it, as whoever gives the command saw them. */
export function dueInput() {
  return { dueOn: date(), setBy: eventReference() };
}

/** Why a due command is not carried out, if so: the state has another date by now, by another event, or none; or it is too early. */
export function notDue(
  due: DueDate | null,
  { dueOn, setBy }: { readonly dueOn: LocalDate; readonly setBy: EventId },
  { today }: Pick<Facts, 'today'>,
): Rejection | undefined {
  if (due?.on !== dueOn || due.setBy !== setBy) return reject(DUE_DATE_CHANGED);
  return today < dueOn ? reject(DUE_DATE_NOT_REACHED, { due: dueOn }) : undefined;
}
