import type { JsonValue } from '@taizhang/kernel';
import { stageDoorFact, type StageDoor } from '@taizhang/contracts';
import type { FactProvider } from '../context/context-feature.js';
import { ledgerFact } from '../context/ledger-fact.js';
import { STAGE_DOORS } from './stage-doors.view.js';

/** The fact of a context's own doors to stages, from its {@link STAGE_DOORS}. */
export function stageDoorFacts(context: string): Readonly<Record<string, FactProvider>> {
  const door = ledgerFact(context, STAGE_DOORS, async ({ ledger, rest: [stage], seen }, reads) => {
    const found = await reads.get(STAGE_DOORS, ledger, stage);
    const answer: StageDoor = { shut: found?.doc['kind'] === 'cleared', seen };
    return answer as unknown as JsonValue; // holds JSON only
  });
  return { [stageDoorFact(context)]: door };
}
