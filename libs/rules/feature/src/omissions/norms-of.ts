import { ledgerId } from '@taizhang/kernel';
import { UNIT_DIRECTORY, type AskedDuties } from '@taizhang/platform';
import type { ViewDocument } from '@taizhang/views-port';
import { checksView, type CheckRow } from '../checks.view.js';
import { normsView, type NormRow } from '../norms.view.js';

/** The bureau's norms that were not withdrawn; loaded once per request. */
export function normsOf(bureau: string, { once, reads }: AskedDuties): Promise<readonly NormRow[]> {
  return once(`norms ${bureau}`, async () => {
    const found = await reads.all(normsView.name, { ledgers: [ledgerId('rules', bureau)] });
    return found.map(({ doc }) => doc as unknown as NormRow).filter(({ status }) => status !== 'WITHDRAWN'); // documents of that view
  });
}

/** The bureau's checks that were not withdrawn; loaded once per request. */
export function checksOf(bureau: string, { once, reads }: AskedDuties): Promise<readonly CheckRow[]> {
  return once(`checks ${bureau}`, async () => {
    const found = await reads.all(checksView.name, { ledgers: [ledgerId('rules', bureau)] });
    return found.map(({ doc }) => doc as unknown as CheckRow).filter(({ status }) => status !== 'WITHDRAWN'); // as above
  });
}

/** Bureaus (局): the documents of reports about what a bureau has to have. */
export const BUREAUS = { view: UNIT_DIRECTORY, where: [{ op: 'eq', field: 'level', value: 'BUREAU' }] } as const;

/** A bureau as the unit directory knows it: since when it is, and who is principal now. */
export function bureauIn({ key, doc }: ViewDocument) {
  const { parents, principal, principalFrom } = doc as unknown as {
    readonly parents: readonly { readonly from: string }[];
    readonly principal: string | null;
    readonly principalFrom: string | null;
  }; // a document of the unit directory
  return { bureau: key, since: parents[0]?.from ?? '', principal, principalFrom };
}

/** Whether one of the bureau's own norms is in force on a day. */
export function inForceOn({ origin, status, from, to }: NormRow, on: string): boolean {
  if (origin !== 'OWN' || status === 'DRAFT') return false;
  return from !== null && from <= on && (to === null || on < to);
}

/** The earliest of some days; `null` where there is none. */
export function earliest(days: readonly (string | null)[]): string | null {
  return days.flatMap((day) => day ?? []).sort()[0] ?? null;
}
