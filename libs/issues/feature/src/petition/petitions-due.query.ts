import {
  CalendarYearUnknownError,
  chinaWorkingDays,
  daysBetween,
  lightOf,
  type TrafficLight,
} from '@taizhang/calendar';
import { bureauOf, date, ledgerId, role, type JsonValue } from '@taizhang/kernel';
import { queryRoute, SUBORDINATES_FACT, UNIT_DIRECTORY, unitFacts } from '@taizhang/platform';
import { z } from 'zod';
import { yellowWorkdaysAt } from '../light-policy.query.js';
import type { PetitionRow } from './petitions.document.js';
import { petitionsView } from './petitions.view.js';

/** Most days ahead that a question may look. */
export const MAX_DAYS_AHEAD = 120;

/** A petition whose next act is due, or overdue. */
export interface DuePetition {
  readonly bureau: string;
  readonly petition: string;
  readonly status: string;
  /** Unit whose act it is. */
  readonly unit: string;
  readonly dueOn: string;
  readonly daysLate: number;
  /** 红黄绿灯; `null` where no policy says when a light is yellow, or the year's working days are not known. */
  readonly light: TrafficLight | null;
}

/** The unit whose act is due. */
function dutyOf({ status, handler, decider, reviewer, rechecker }: PetitionRow): string {
  if (status === 'OBJECTED') return decider ?? handler;
  return rechecker ?? reviewer ?? handler;
}

function lit({ dueOn, dueFrom }: PetitionRow, on: string, yellowWorkdays: number | null): TrafficLight | null {
  if (yellowWorkdays === null) return null;
  try {
    return lightOf({ dueOn, from: dueFrom, rests: false }, on, chinaWorkingDays, { yellowWorkdays });
  } catch (error) {
    if (error instanceof CalendarYearUnknownError) return null;
    throw error;
  }
}

/** What is due on a day or overdue, the longest overdue first; a petition is overdue after 24:00 of its day. */
export function duePetitions(
  rows: readonly { readonly bureau: string; readonly row: PetitionRow }[],
  on: string,
  yellowWorkdays: number | null,
): readonly DuePetition[] {
  return rows
    .flatMap(({ bureau, row }) => {
      const { petition, status, dueOn } = row;
      if (dueOn === null) return [];
      const daysLate = Math.max(0, daysBetween(dueOn, on));
      return [{ bureau, petition, status, unit: dutyOf(row), dueOn, daysLate, light: lit(row, on, yellowWorkdays) }];
    })
    .sort((a, b) => (a.dueOn < b.dueOn ? -1 : Number(a.dueOn > b.dueOn)));
}

/** Petitions that are overdue or due within some days (信访办理期限), of a unit and all below it. */
export const petitionsDueQuery = queryRoute({
  name: 'petitions-due',
  title: { zh: '信访办理期限', en: 'Petitions due and overdue' },
  clauses: ['C3.17'],
  params: z.object({
    bureau: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/),
    on: date(),
    /** Looks so many days ahead; 0: only what is overdue. */
    days: z.coerce.number().int().min(0).max(MAX_DAYS_AHEAD).default(0),
  }),
  allow: role(
    'discipline-office',
    'campaign-office',
    'superior-office',
    'supervision-group',
    'principal',
    'auditor',
  ).at('unit-or-superior'),
  handle: async ({ bureau, on, days }, reads) => {
    const below = await unitFacts(UNIT_DIRECTORY)[SUBORDINATES_FACT]?.({ fact: SUBORDINATES_FACT, key: bureau }, reads);
    const codes = [bureau, ...(Array.isArray(below?.value) ? below.value.map(String) : [])];
    const found = await reads.all(petitionsView.name, {
      ledgers: codes.map((code) => ledgerId('issues', code)),
      where: [{ op: 'range', field: 'dueOn', from: '0000-01-01', to: '9999-12-31' }],
    });
    const rows = found.map(({ ledger, doc }) => ({ bureau: bureauOf(ledger), row: doc as unknown as PetitionRow })); // documents of that view
    const due = duePetitions(rows, on, await yellowWorkdaysAt(bureau, on, reads));
    const shown = due.filter(({ dueOn }) => (days === 0 ? dueOn < on : daysBetween(on, dueOn) <= days));
    return { on, days, petitions: shown } as unknown as JsonValue; // holds JSON only
  },
});
