import { RECOMMENDED_POLICY } from '@taizhang/contracts';
import { useQueries } from '@tanstack/react-query';
import { send } from '../api/client.js';
import { contextKey, queryString } from '../api/queries.js';
import { useStanding } from '../api/standing.js';
import { today } from '../deployment/deployment.js';

/** Days of the yellow light until the policy in force is known, and where nobody has adopted any. */
export const DEFAULT_YELLOW_WORKDAYS = RECOMMENDED_POLICY['light.yellowWorkdays'];
/** A policy seldom changes within a day: it is asked anew after so many milliseconds. */
const KEPT_MS = 60_000;

interface LightPolicy {
  readonly yellowWorkdays: number | null;
}

/** Working days before a limit that are yellow today, at each of some bureaus: the parameter in force there, by the server. */
export function useYellowWorkdays(bureaus: readonly string[]): (bureau: string) => number {
  const { powers } = useStanding();
  const asked = [...new Set(bureaus)];
  const on = today();
  const answers = useQueries({
    queries: asked.map((bureau) => ({
      queryKey: [...contextKey('issues'), 'light-policy', bureau, on],
      queryFn: () => send<LightPolicy>(`/api/issues/queries/light-policy${queryString({ bureau, on })}`),
      staleTime: KEPT_MS,
      enabled: powers.length > 0,
      retry: false,
    })),
  });
  return (bureau) => answers[asked.indexOf(bureau)]?.data?.yellowWorkdays ?? DEFAULT_YELLOW_WORKDAYS;
}
