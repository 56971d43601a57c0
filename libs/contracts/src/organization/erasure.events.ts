import { event, events, id, int, redactable, sealedDigest, text } from '@taizhang/kernel';
import { z } from 'zod';
import { ERASURE_GROUNDS } from './erasure.catalogue.js';

const ground = () => z.enum(ERASURE_GROUNDS);
const reason = () => redactable(1, text());
const count = () => int().min(0);
/** What was destroyed: keys of the subject, and sealed values. */
const destroyed = () => ({ ledgers: count(), keys: count(), disclosures: count() });
/** A sealed value by the leaf that holds it: in the ledger of this bureau in a context. */
const place = () => ({ context: id(), idx: count(), digest: sealedDigest() });

/** Events of an erasure (删除个人信息): asked for by one, confirmed by another, carried out by every context. */
export const erasureEvents = events('organization', {
  ErasureRequested: event({
    version: 1,
    clr: 1,
    clauses: [],
    schema: z.strictObject({ erasure: id(), subject: id(), basis: ground(), reason: reason() }),
  }),
  DisclosureErasureRequested: event({
    version: 1,
    clr: 1,
    clauses: [],
    schema: z.strictObject({ erasure: id(), ...place(), basis: ground(), reason: reason() }),
  }),
  ErasureConfirmed: event({
    version: 1,
    clr: 1,
    clauses: [],
    schema: z.strictObject({ erasure: id(), subject: id(), basis: ground(), contexts: z.array(id()).min(1) }),
  }),
  DisclosureErasureConfirmed: event({
    version: 1,
    clr: 1,
    clauses: [],
    schema: z.strictObject({ erasure: id(), ...place(), basis: ground() }),
  }),
  ErasureCarriedOut: event({
    version: 1,
    clr: 1,
    clauses: [],
    schema: z.strictObject({ erasure: id(), context: id(), ...destroyed() }),
  }),
  ErasureCompleted: event({
    version: 1,
    clr: 1,
    clauses: [],
    schema: z.strictObject({ erasure: id(), ...destroyed() }),
  }),
});
