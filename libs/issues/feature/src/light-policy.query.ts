import { date, OFFICE_ROLES, role, type JsonValue } from '@taizhang/kernel';
import { POLICY_FACT, policyFacts, queryRoute, UNIT_DIRECTORY, type ContextReads } from '@taizhang/platform';
import { z } from 'zod';

/** Working days before a limit that are yellow (`light.yellowWorkdays`), as in force at a bureau on a day; `null` where nobody settled any. */
export async function yellowWorkdaysAt(bureau: string, on: string, reads: ContextReads): Promise<number | null> {
  const answer = await policyFacts(UNIT_DIRECTORY)[POLICY_FACT]?.(
    { fact: POLICY_FACT, key: `${bureau}/light.yellowWorkdays`, on },
    reads,
  );
  const found = answer?.value as { readonly value?: number } | null | undefined; // as that fact answers
  return found?.value ?? null;
}

/** When lights are yellow (亮灯口径): whoever sees a light at a branch must see it by the same rule as the bureau does. */
export const lightPolicyQuery = queryRoute({
  name: 'light-policy',
  title: { zh: '亮灯口径', en: 'When lights are yellow' },
  params: z.strictObject({ bureau: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/), on: date() }),
  allow: role(...OFFICE_ROLES).at('anywhere'),
  handle: async ({ bureau, on }, reads): Promise<JsonValue> => ({
    yellowWorkdays: await yellowWorkdaysAt(bureau, on, reads),
  }),
});
