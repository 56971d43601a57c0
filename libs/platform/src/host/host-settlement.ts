import type { Policy } from '@taizhang/kernel';
import type { InboxRunner } from '@taizhang/messaging-port';
import type { StoredTime } from '../clock/stored-time.js';
import type { Configuration } from '../configuration/configuration.js';
import type { DueDeadlines } from '../deadlines/due-deadlines.js';
import type { Freshness } from '../following/freshness.js';
import { HttpSettlementPeer } from '../following/http-settlement-peer.js';
import type { Reactions } from '../following/reactions.js';
import { Settlement, type SettlementPeer } from '../following/settlement.js';
import { Settling } from '../following/settling.js';
import type { HostServices, HostServicesOptions } from './host-services.js';

/** How a host takes part in settlements, and settles its whole deployment. */
export function settlementOf(
  { configuration, own, resources: { state, upcast }, owner, seals: { sealer } }: HostServicesOptions,
  {
    inbox,
    freshness,
    reactions,
    deadlines,
    time,
    policies,
  }: {
    readonly inbox: InboxRunner;
    readonly freshness: Freshness;
    readonly reactions: Reactions;
    readonly deadlines: DueDeadlines;
    readonly time: StoredTime | undefined;
    readonly policies: () => readonly Policy[];
  },
): Pick<HostServices, 'settlement' | 'settling'> {
  const settlement = once(
    () =>
      new Settlement({
        policies: policies(),
        reactions,
        deadlines,
        state,
        owner,
        upcast,
        seal: () => sealer.sealAll(),
        setClock: async (now) => time?.set(now),
        catchUp: async () => {
          await time?.refresh();
          await inbox.drain();
          await freshness.compare();
        },
      }),
  );
  return { settlement, settling: once(() => new Settling([settlement(), ...otherHosts(configuration, own)])) };
}

/** Makes a thing when it is first asked for. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** Hosts that serve contexts which this one does not. */
function otherHosts(
  { TAIZHANG_OWNERS: owners, TAIZHANG_SERVICE_TOKEN: token }: Configuration,
  own: ReadonlySet<string>,
): readonly SettlementPeer[] {
  if (token === undefined) return [];
  const others = Object.entries(owners).filter(([context]) => !own.has(context));
  return [...new Set(others.map(([, base]) => base))].sort().map((base) => new HttpSettlementPeer(base, token));
}
