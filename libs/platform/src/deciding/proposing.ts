import type { JsonObject, JsonValue, LedgerId, StreamId, WideDecision } from '@taizhang/kernel';
import type { ProposedCommit } from '@taizhang/event-store-port';
import { canonicalize } from '@taizhang/ledger';
import type { Authorised } from '../identity/authoriser.js';
import type { CommandRequest } from './command-request.js';
import type { ResolvedFacts } from './fact-resolver.js';
import type { CommitSealing, PlacedEvent } from './sealing.js';

/** Where a command writes, and the digest that tells a retry from a reuse of its commit id. */
export interface Place {
  readonly ledger: LedgerId;
  readonly log: string;
  readonly stream: StreamId;
  readonly digest: string;
}

/** A decision on its way into the ledger. */
export interface Decided {
  readonly request: CommandRequest;
  readonly place: Place;
  readonly decision: WideDecision;
  /** Revision of the aggregate's own stream that was decided on; -1 = it does not exist. */
  readonly revision: number;
  readonly resolved: ResolvedFacts;
  readonly authorised: Authorised;
}

/** Seals what was decided and makes the commit of it (design §5). */
export async function proposeCommit(
  decided: Decided,
  sealing: CommitSealing,
  authority: string,
): Promise<ProposedCommit> {
  const { request, place, decision, revision, authorised } = decided;
  const { commitId, corr, cause } = request;
  const also = decision.also ?? [];
  const placed: PlacedEvent[] = [
    ...decision.events.map((event) => ({ stream: place.stream, event })),
    ...also.flatMap(({ stream, events }) => events.map((event) => ({ stream, event }))),
  ];
  const sealed = await sealing.seal(placed, reservedOf(decided, authority));
  const streams = [[place.stream, expectedOf(revision)], ...also.map(({ stream, expect }) => [stream, expect])];
  return {
    id: commitId,
    digest: place.digest,
    actor: authorised.principal.actor,
    ...(cause !== undefined && { cause: cause.event }),
    ...(corr !== undefined && { corr }),
    ...sealed,
    expect: { streams: Object.fromEntries(streams), ...(decision.none !== undefined && { none: decision.none }) },
  };
}

/** `data.reliedOn`, and `data.late` for an act recorded late (补录; design §5, two times). */
function reservedOf({ request, place, resolved, authorised }: Decided, authority: string): JsonObject {
  const { cause, effectiveOn, lateReason } = request;
  const { power } = authorised.principal;
  const consulted = originsSeen(authorised, resolved, place.ledger, authority);
  const reliedOn: JsonValue = { consulted, depth: cause?.depth ?? 0, ...(power !== undefined && { power }) };
  const late = lateReason !== undefined && effectiveOn !== undefined;
  return { reliedOn, ...(late && { late: { effectiveOn, reason: lateReason } }) };
}

/** Other ledgers that the power and the facts were read from, with the smallest size seen of each. */
function originsSeen(authorised: Authorised, resolved: ResolvedFacts, own: LedgerId, authority: string): JsonValue {
  const seen = new Map(resolved.consulted);
  for (const { ledger, size } of authorised.consulted) seen.set(ledger, Math.min(size, seen.get(ledger) ?? size));
  return [...seen]
    .filter(([ledger]) => ledger !== own)
    .map(([ledger, size]): JsonValue => ({ origin: `${authority}/${ledger}`, size }))
    .sort((a, b) => (canonicalize(a) < canonicalize(b) ? -1 : 1));
}

function expectedOf(revision: number): number | 'no-stream' {
  return revision < 0 ? 'no-stream' : revision;
}
