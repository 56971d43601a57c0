import { randomUUID } from 'node:crypto';
import { eventId, type ProposedCommit } from '@taizhang/event-store-port';
import { ledgerId, systemClock, systemEntropy, type JsonObject, type LedgerId, type StreamId } from '@taizhang/kernel';

/** Context of the ledgers that the bench fills. */
export const BENCH_CONTEXT = 'bench';
/** The definitions' "DecisionRecorded", in our spelling. */
export const BENCH_EVENT_TYPE = 'bench.DecisionRecorded';

const ACTOR = { id: 'account-7', role: 'branch-clerk' } as const;

/** The n-th ledger of the bench. */
export function benchLedger(number: number): LedgerId {
  return ledgerId(BENCH_CONTEXT, `b-${String(number).padStart(6, '0')}`);
}

/** The id of an event, as whoever proposes a commit makes it. */
export function benchEventId(commit: string, pos: number): string {
  return eventId({ log: BENCH_CONTEXT, commit, pos }, systemClock.now(), systemEntropy);
}

/** A commit that a command would make of these data; its id is drawn, because no request stands behind it. */
export function benchCommit(stream: StreamId, expected: number, data: readonly JsonObject[]): ProposedCommit {
  const id = randomUUID();
  return {
    id,
    digest: id,
    actor: ACTOR,
    events: data.map((event, pos) => ({
      id: benchEventId(id, pos),
      stream,
      type: BENCH_EVENT_TYPE,
      schema: 1,
      clr: 1,
      data: event,
    })),
    expect: { streams: { [stream]: expected === -1 ? 'no-stream' : expected } },
  };
}

/** A commit that opens a ledger before anything is measured, as the first command of a bureau would. */
export function openingNote(): ProposedCommit {
  const id = randomUUID();
  const event = { stream: 'note/opening', type: 'bench.LedgerPrepared', schema: 1, clr: 1, data: {} } as const;
  return { id, digest: 'prepared', actor: ACTOR, events: [{ id: benchEventId(id, 0), ...event }] };
}
