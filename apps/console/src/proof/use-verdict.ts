import { useQuery } from '@tanstack/react-query';
import type { RecordAddress } from '../api/declarations.js';
import type { ShownEvent, Verdict } from './judge-event.js';
import { prove } from './prover.js';
import { useTrust } from './use-trust.js';

/** How long until what is not sealed yet is asked for again, in milliseconds. */
const PENDING_AGAIN_MS = 5_000;

/** What the browser itself finds of an event, once it is in sight; kept as long as what is shown and what is believed stay the same. */
export function useVerdict(record: RecordAddress, shown: ShownEvent, isInSight: boolean) {
  const { pinned } = useTrust();
  return useQuery<Verdict>({
    queryKey: ['verdict', record, shown, pinned],
    queryFn: () => prove(record, shown),
    enabled: isInSight,
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: ({ state }) => (state.data?.state === 'pending' ? PENDING_AGAIN_MS : false),
  });
}
