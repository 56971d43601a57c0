import {
  id,
  reject,
  streamId,
  text,
  type FactQuery,
  type JsonValue,
  type Rejection,
  type SideStream,
} from '@taizhang/kernel';
import { MAX_OUTSIDE_ID_LENGTH, outsideClaimEvents, type OutsideIdKind } from '@taizhang/contracts';
import { z } from 'zod';
import { OUTSIDE_ID_TAKEN } from './outside-id.rejections.js';

/** Number of a person in an outside system (外部编号): of whatever form, it is sealed. */
export const personOutsideId = z.strictObject({ system: id(), outside: text(MAX_OUTSIDE_ID_LENGTH) });
/** Code of a unit in an outside system: it stands openly. */
export const unitOutsideId = z.strictObject({ system: id(), outside: id() });

export type OutsideId = z.output<typeof personOutsideId>;

/** An outside id as the fact `organization.outside-id` tells it: its claim, and who has it. */
export interface OutsideClaim {
  /** Keyed hash of system and id. */
  readonly claim: string;
  /** Who of this ledger has it now; `null` = nobody. */
  readonly holder: string | null;
  /** Revision of its stream, `null` where it was never claimed in this ledger. */
  readonly rev: number | null;
  /** Whether somebody has it in another ledger. */
  readonly elsewhere: boolean;
}

/** Asks who has an outside id. */
export function outsideIdOf(bureau: string, kind: OutsideIdKind, { system, outside }: OutsideId): FactQuery {
  return { fact: 'organization.outside-id', key: `${bureau}/${kind}/${system}/${outside}` };
}

/**
 * Claims an outside id in the same commit: within the ledger nobody else can have it, by the stream's expectation; in others it
 * is refused as far as their views are seen.
 */
export function claimed(
  answer: JsonValue | undefined,
  kind: OutsideIdKind,
  holder: string,
): { readonly claim: string; readonly side: SideStream } | Rejection {
  const { claim, holder: other, rev, elsewhere } = answer as unknown as OutsideClaim; // as the fact's provider answers
  if (other !== null || elsewhere) return reject(OUTSIDE_ID_TAKEN);
  const events = [outsideClaimEvents.OutsideIdClaimed({ claim, kind, holder })];
  return { claim, side: { stream: streamOf(claim), events, expect: rev ?? 'no-stream' } };
}

/** Lets go of an outside id, so that another may have it. */
export function released(claim: string, holder: string): SideStream {
  return { stream: streamOf(claim), events: [outsideClaimEvents.OutsideIdReleased({ claim, holder })], expect: 'any' };
}

const streamOf = (claim: string) => streamId('outside-claim', claim);
