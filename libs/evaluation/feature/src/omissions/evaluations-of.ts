import { ledgerId } from '@taizhang/kernel';
import type { AskedDuties } from '@taizhang/platform';
import type { EvaluationRow } from '../evaluations.document.js';
import { evaluationsView } from '../evaluations.view.js';

/** The evaluations of a bureau that stand and had begun by the day of the report. */
export function evaluationsOf(bureau: string, { on, once, reads }: AskedDuties): Promise<readonly EvaluationRow[]> {
  return once(`evaluations ${bureau}`, async () => {
    const found = await reads.all(evaluationsView.name, {
      ledgers: [ledgerId('evaluation', bureau)],
      where: [{ op: 'eq', field: 'status', value: 'CONVENED' }],
    });
    const rows = found.map(({ doc }) => doc as unknown as EvaluationRow); // documents of that view
    return rows.filter(({ convenedOn }) => convenedOn <= on);
  });
}

/** Objects that are evaluated at a briefing: those that were not deferred. */
export function evaluatedObjects({ objects }: EvaluationRow) {
  return Object.entries(objects).filter(([, { deferred }]) => !deferred);
}

/** Objects that a briefing names and puts off (暂缓), for a reason on record. */
export function deferredObjects({ objects }: EvaluationRow) {
  return Object.entries(objects).filter(([, { deferred }]) => deferred);
}

/** The earliest of some days; `null` where there is none. */
export function earliest(days: readonly (string | null | undefined)[]): string | null {
  return [...days].filter((day) => typeof day === 'string').sort()[0] ?? null;
}

/** Evaluations that stand: the documents that most reports look through. */
export const STANDING = {
  view: evaluationsView.name,
  where: [{ op: 'eq', field: 'status', value: 'CONVENED' }],
} as const;
