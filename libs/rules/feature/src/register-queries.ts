import { ledgerId, type JsonObject } from '@taizhang/kernel';
import type { ContextReads } from '@taizhang/platform';
import type { ViewFilter } from '@taizhang/views-port';
import { z } from 'zod';
import type { CheckRow } from './checks.view.js';
import { checksView } from './checks.view.js';
import { normsView, type NormRow } from './norms.view.js';

/** Parameters of questions about one bureau's register: as of a day, or, without it, of all that is on record. */
export const registerParams = z.object({
  bureau: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/),
  on: z.iso.date().optional(),
});

/** The norms of a bureau that were not withdrawn and fit. */
export async function normsOf(
  bureau: string,
  reads: ContextReads,
  ...where: readonly ViewFilter[]
): Promise<readonly NormRow[]> {
  const found = await reads.all(normsView.name, { ledgers: [ledgerId('rules', bureau)], where });
  return found.map(({ doc }) => doc as unknown as NormRow).filter(({ status }) => status !== 'WITHDRAWN'); // documents of that view
}

/** The checks of a bureau that were not withdrawn. */
export async function checksOf(bureau: string, reads: ContextReads): Promise<readonly CheckRow[]> {
  const found = await reads.all(checksView.name, { ledgers: [ledgerId('rules', bureau)] });
  return found.map(({ doc }) => doc as unknown as CheckRow).filter(({ status }) => status !== 'WITHDRAWN'); // as above
}

/** Whether one of the bureau's own norms is in force; without a day, whether it is published and nothing ended it. */
export function isInForce({ status, from, to }: NormRow, on: string | undefined): boolean {
  if (on === undefined) return status === 'PUBLISHED';
  return status !== 'DRAFT' && from !== null && from <= on && (to === null || on < to);
}

/** An answer holds JSON only, whatever its type says. */
export function answer(value: object): JsonObject {
  return value as JsonObject; // as its callers make it
}
