import { id, int, type FactQuery } from '@taizhang/kernel';
import { z } from 'zod';

/** Who becomes principal (一把手), or acts as one, by a reorganisation. */
export const newPrincipal = z.strictObject({
  person: id(),
  acting: z.boolean().default(false),
  clearance: int().min(0).max(3).default(1),
});

export type NewPrincipal = z.output<typeof newPrincipal>;

/** Asks whether a person is in office. */
export function personOf(person: string): FactQuery {
  return { fact: 'organization.person', key: person };
}
