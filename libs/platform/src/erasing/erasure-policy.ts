import { bureauOf, ledgerId, policy, type Policy, type PolicyCommand, type ReactedEvent } from '@taizhang/kernel';
import { erasureEvents } from '@taizhang/contracts';
import type { Erased, Eraser, ErasureOrder } from './eraser.js';

const { ErasureConfirmed, DisclosureErasureConfirmed } = erasureEvents.definitions;

/**
 * Carries out, in the ledgers of one context, every erasure that is confirmed, then reports it. Unlike other policies it acts
 * itself: an erasure that is cut short and asked again goes on where it was, so that reacting twice is reacting once.
 * @param reports whether the host has the aggregate that takes reports; elsewhere the erasure is carried out all the same
 */
export function erasurePolicy(
  context: string,
  eraser: Pick<Eraser, 'eraseSubject' | 'eraseDisclosure'>,
  reports: () => boolean,
): Policy {
  const answered = (event: ReactedEvent, erased: Erased): readonly PolicyCommand[] =>
    reports() ? [reportOf(context, event, erased)] : [];
  return policy({
    name: `erase-in-${context}`,
    context,
    clauses: [],
    on: {
      [ErasureConfirmed.type]: { version: ErasureConfirmed.version },
      [DisclosureErasureConfirmed.type]: { version: DisclosureErasureConfirmed.version },
    },
    react: async (event) => {
      const order = orderOf(context, event);
      if (event.type === ErasureConfirmed.type) {
        const { subject, contexts } = ErasureConfirmed.schema.parse(event.data);
        if (!contexts.includes(context)) return [];
        return answered(event, await eraser.eraseSubject(context, subject, order));
      }
      const place = DisclosureErasureConfirmed.schema.parse(event.data);
      if (place.context !== context) return [];
      const ledger = ledgerId(context, bureauOf(event.ledger));
      return answered(event, await eraser.eraseDisclosure(ledger, place, order));
    },
  });
}

function orderOf(context: string, { data, ledger, meta }: ReactedEvent): ErasureOrder {
  return {
    actor: { id: `policy:erase-in-${context}`, role: 'system' },
    basis: String(data['basis']),
    request: `${ledger}/${String(data['erasure'])}`,
    cause: meta.id,
  };
}

function reportOf(context: string, { data, ledger }: ReactedEvent, erased: Erased): PolicyCommand {
  return {
    context: 'organization',
    aggregate: 'erasure',
    command: 'ReportErasure',
    bureau: bureauOf(ledger),
    id: String(data['erasure']),
    input: { context, ...erased },
  };
}
