import type { EventStore } from '@taizhang/event-store-port';
import {
  commitIdOfRequest,
  derivedUuid,
  ledgerId,
  type Actor,
  type CommitId,
  type DecidedEvent,
  type EventDefinition,
  type JsonObject,
  type LedgerId,
} from '@taizhang/kernel';
import { encodeBase64Url } from '@taizhang/ledger';
import { CommitSealing } from '@taizhang/platform';
import { SAMPLE_BUREAU, type GoldenSample, type SampledEvents } from '@taizhang/testkit';
import { AUTHORITY, CLOCK, ENTROPY, inThrowawayStore } from './throwaway-ledger.js';

const ACTOR: Actor = { id: 'acct-wgx-0371.P-5', role: 'branch-clerk' };
const RELIED_ON: JsonObject = {
  consulted: [{ origin: `${AUTHORITY}/organization/${SAMPLE_BUREAU}`, size: 12 }],
  depth: 0,
  power: { id: 'wgx-0371.P-5:ap-1', unit: 'wgx-0371/b-jia' },
};
const LATE: JsonObject = { effectiveOn: '2014-07-15', reason: '出差期间未能登记。' };

/** Writes the samples of one event type as a command would, each in a commit of its own, the second one late (补录). */
export function sealedSamples(
  { catalogue, stream }: Pick<SampledEvents, 'catalogue' | 'stream'>,
  definition: EventDefinition,
  events: readonly DecidedEvent[],
): Promise<readonly GoldenSample[]> {
  const ledger = ledgerId(catalogue.context, SAMPLE_BUREAU);
  const log = `${AUTHORITY}/${ledger}`;
  return inThrowawayStore(async (store) => {
    const samples: GoldenSample[] = [];
    for (const [at, event] of events.entries()) {
      const commit = commitIdOfRequest(log, ACTOR.id, `${definition.type}.v${String(definition.version)}/${String(at)}`);
      const keys = new Map<string, Uint8Array>();
      const sealing = sealingIn(ledger, commit, definition, keys);
      const reserved = { reliedOn: RELIED_ON, ...(at === 1 && { late: LATE }) };
      const sealed = await sealing.seal([{ stream, event }], reserved);
      samples.push({
        leaf: await appended(store, ledger, { id: commit, ...sealed }),
        disclosures: sealed.disclosures.map(({ disclosure }) => disclosure),
        ...(keys.size > 0 && { keys: Object.fromEntries([...keys].map(([kid, key]) => [kid, encodeBase64Url(key)])) }),
      });
    }
    return samples;
  });
}

function sealingIn(
  ledger: LedgerId,
  commit: CommitId,
  definition: EventDefinition,
  keys: Map<string, Uint8Array>,
): CommitSealing {
  const drawn = (length: number, what: string, subject: string) =>
    ENTROPY.bytes(length, { log: ledger, commit: 'keys', purpose: `${what}/${subject}` });
  return new CommitSealing({
    entropy: ENTROPY,
    ledger,
    log: `${AUTHORITY}/${ledger}`,
    commit,
    clock: CLOCK,
    keys: {
      subjectKey: (_ledger, subject) => {
        const made = { kid: `k1_${encodeBase64Url(drawn(16, 'kid', subject))}`, key: drawn(32, 'key', subject) };
        keys.set(made.kid, made.key);
        return Promise.resolve(made);
      },
    },
    definitionOf: (type) => (type === definition.type ? definition : undefined),
  });
}

type Commit = Pick<Parameters<EventStore['append']>[1], 'id' | 'events' | 'disclosures'>;

async function appended(store: EventStore, ledger: LedgerId, commit: Commit): Promise<string> {
  const corr = derivedUuid('golden', commit.id);
  const { events } = await store.append(ledger, { ...commit, digest: 'golden', actor: ACTOR, corr });
  return events.map(({ leaf }) => Buffer.from(leaf).toString()).join('\n');
}
