import { bureauOf, ledgerId, policy, streamId, type LedgerId, type Policy, type ReactedEvent } from '@taizhang/kernel';
import type { EventStore } from '@taizhang/event-store-port';
import { erasureEvents } from '@taizhang/contracts';
import type { Erased, Eraser, ErasureOrder } from './eraser.js';
import { ERASURE_REPORT } from './erasure-report.aggregate.js';
import { reportPlace } from './report-place.js';

const { ErasureConfirmed, DisclosureErasureConfirmed } = erasureEvents.definitions;

/** What carrying out erasures needs of its host. */
export interface ErasurePolicyOptions {
  readonly eraser: Pick<Eraser, 'eraseSubject' | 'eraseDisclosure'>;
  readonly store: Pick<EventStore, 'head' | 'readLedger' | 'readStream'>;
  /** Removes what is kept of a person outside all ledgers: his account. */
  readonly forget: (person: string) => Promise<void>;
}

/**
 * Carries out, in the ledgers of one context, every erasure that is confirmed, then reports it there. Unlike other policies it
 * acts itself: an erasure that is cut short goes on where it was, and one that is reported is not carried out again.
 */
export function erasurePolicy(context: string, { eraser, store, forget }: ErasurePolicyOptions): Policy {
  const erase = async (event: ReactedEvent): Promise<Erased | undefined> => {
    const order = orderOf(context, event);
    if (event.type === ErasureConfirmed.type) {
      const { subject, contexts } = ErasureConfirmed.schema.parse(event.data);
      if (!contexts.includes(context)) return undefined;
      await forget(subject);
      return eraser.eraseSubject(context, subject, order);
    }
    const place = DisclosureErasureConfirmed.schema.parse(event.data);
    if (place.context !== context) return undefined;
    return eraser.eraseDisclosure(ledgerId(context, bureauOf(event.ledger)), place, order);
  };
  return policy({
    name: `erase-in-${context}`,
    context,
    clauses: [],
    on: {
      [ErasureConfirmed.type]: { version: ErasureConfirmed.version },
      [DisclosureErasureConfirmed.type]: { version: DisclosureErasureConfirmed.version },
    },
    react: () => Promise.resolve([]),
    act: async (event) => {
      const erasure = String(event.data['erasure']);
      const asked = bureauOf(event.ledger);
      const own = ledgerId(context, asked);
      const { bureau, id } = await reportPlace(store, own, erasure);
      if ((await isReported(store, own, erasure)) || (await isReported(store, ledgerId(context, bureau), id)))
        return [];
      const erased = await erase(event);
      if (erased === undefined) return [];
      const input = { erasure, bureau: asked, ...erased };
      return [{ context, aggregate: ERASURE_REPORT, command: 'RecordErasure', bureau, id, input }];
    },
  });
}

async function isReported(store: Pick<EventStore, 'readStream'>, ledger: LedgerId, id: string): Promise<boolean> {
  for await (const _event of store.readStream(ledger, streamId(ERASURE_REPORT, id))) return true;
  return false;
}

function orderOf(context: string, { data, ledger, meta }: ReactedEvent): ErasureOrder {
  return {
    actor: { id: `policy:erase-in-${context}`, role: 'system' },
    basis: String(data['basis']),
    request: `${ledger}/${String(data['erasure'])}`,
    cause: meta.id,
  };
}
