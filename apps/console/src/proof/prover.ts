import { send } from '../api/client.js';
import { Problem } from '../api/problem.js';
import { apiPathOf, type RecordAddress } from '../api/declarations.js';
import { deployment } from '../deployment/deployment.js';
import type { ProofQuestion, ShownEvent, Verdict } from './judge-event.js';
import { judgeApart } from './proof-worker.js';
import { noteTold, policyFor } from './trust.js';

/** Events that are asked for at once, as the API takes them. */
export const MOST_AT_ONCE = 50;
/** How long events that come into sight are gathered before they are asked for together, in milliseconds. */
const GATHERED_MS = 60;

/** Receipts of a record as the API gives them. */
interface Receipts {
  readonly policy: string | null;
  readonly items: readonly { readonly rev: number; readonly receipt: string | null; readonly leaf?: string }[];
}

interface Wanted {
  readonly shown: ShownEvent;
  readonly resolve: (verdict: Verdict) => void;
  readonly reject: (error: unknown) => void;
}

const waiting = new Map<string, { readonly record: RecordAddress; readonly wanted: Wanted[] }>();

/** Proves one event; those of a record that are asked for within a moment go together. @throws where nobody answers */
export function prove(record: RecordAddress, shown: ShownEvent): Promise<Verdict> {
  return new Promise((resolve, reject) => {
    const { context, bureau, aggregate, id } = record;
    const name = [context, bureau, aggregate, id].join('/');
    const batch = waiting.get(name) ?? { record, wanted: [] };
    if (batch.wanted.length === 0) setTimeout(() => void ask(name), GATHERED_MS);
    batch.wanted.push({ shown, resolve, reject });
    waiting.set(name, batch);
  });
}

async function ask(name: string): Promise<void> {
  const batch = waiting.get(name);
  waiting.delete(name);
  if (batch === undefined) return;
  for (let from = 0; from < batch.wanted.length; from += MOST_AT_ONCE) {
    const some = batch.wanted.slice(from, from + MOST_AT_ONCE);
    try {
      const verdicts = await verdictsOf(
        batch.record,
        some.map(({ shown }) => shown),
      );
      some.forEach(({ resolve }, at) => resolve(verdicts[at] ?? { state: 'unjudged', because: 'NOT_TOLD' }));
    } catch (error) {
      for (const { reject } of some) reject(error);
    }
  }
}

async function verdictsOf(record: RecordAddress, shown: readonly ShownEvent[]): Promise<readonly Verdict[]> {
  const { context, bureau, aggregate, id } = record;
  const ledger = `${context}/${bureau}`;
  const receipts = await receiptsOf(record, shown);
  if (receipts === undefined) return shown.map(() => ({ state: 'unjudged', because: 'NOT_TOLD' }));
  if (receipts.policy !== null) noteTold(ledger, receipts.policy);
  const now = Math.floor((Date.now() + deployment().shiftMs) / 1_000);
  const policy = policyFor(ledger, receipts.policy);
  const questions = shown.flatMap((event): readonly ProofQuestion[] => {
    const item = receipts.items.find(({ rev }) => rev === event.rev);
    if (item === undefined) return [];
    return [
      { ledger, stream: `${aggregate}/${id}`, shown: event, receipt: item.receipt, leaf: item.leaf, policy, now },
    ];
  });
  const verdicts = await judgeApart(questions);
  const byRevision = new Map(questions.map((question, at) => [question.shown.rev, verdicts[at]]));
  return shown.map(({ rev }) => byRevision.get(rev) ?? { state: 'unjudged', because: 'NOT_TOLD' });
}

/** `undefined` where the host refuses: what may be shown may yet not be proven to everybody. */
async function receiptsOf(record: RecordAddress, shown: readonly ShownEvent[]): Promise<Receipts | undefined> {
  const query = new URLSearchParams(shown.map(({ rev }) => ['rev', String(rev)]));
  try {
    return await send<Receipts>(`${apiPathOf(record)}/receipts?${query.toString()}`);
  } catch (error) {
    if (error instanceof Problem && (error.body.status === 403 || error.body.status === 404)) return undefined;
    throw error;
  }
}
