import assert from 'node:assert/strict';
import type { LedgerId } from '@taizhang/kernel';
import type { ParkedDecision, ParkedLedger } from '@taizhang/messaging-port';
import { casesOf } from '../conformance-case.js';
import { playFollowerState } from '../follower-state-scene.js';
import { sameValues } from '../same-values.js';

const LEDGER: LedgerId = 'issues/wgx-0371';
const OTHER: LedgerId = 'issues/wgx-0372';
const NOON = '2014-03-20T04:00:00.000Z';
const LATER = '2014-03-20T05:00:00.000Z';

function parkedAt(idx: number, parts: Partial<ParkedLedger> = {}): ParkedLedger {
  const told = {
    eventId: 'e-1',
    type: 'issues.IssueNoted',
    reason: 'FAILED',
    detail: 'TypeError',
    attempts: 5,
    parkedAt: NOON,
  } as const;
  return { consumer: 'view-1', ledger: LEDGER, idx, ...told, ...parts };
}

function decisionAt(idx: number, parts: Partial<ParkedDecision> = {}): ParkedDecision {
  return {
    consumer: 'view-1',
    ledger: LEDGER,
    idx,
    action: 'retry',
    by: 'account-9',
    reason: '已修复',
    at: LATER,
    ...parts,
  };
}

/** Parked ledgers, operators' decisions, tries and refusals. */
export const parkingCases = casesOf('parking', playFollowerState, {
  'what is parked is listed as it was told, also to another process': async (scene) => {
    const [one, two] = [await scene.open(), await scene.open()];
    await one.park(parkedAt(7));
    sameValues(await two.parked(), [parkedAt(7)]);
  },
  'parked ledgers are listed by consumer and by ledger': async (scene) => {
    const state = await scene.open();
    const all = [parkedAt(1), parkedAt(2, { ledger: OTHER }), parkedAt(3, { consumer: 'view-2' })];
    for (const parked of all) await state.park(parked);
    sameValues(await state.parked(), all);
    sameValues(await state.parked({ consumer: 'view-1' }), all.slice(0, 2));
    sameValues(await state.parked({ ledger: LEDGER }), [all[0], all[2]]);
    sameValues(await state.parked({ consumer: 'view-2', ledger: OTHER }), []);
  },
  'parking again replaces what was said': async (scene) => {
    const state = await scene.open();
    await state.park(parkedAt(7));
    await state.park(parkedAt(8, { reason: 'FORKED' }));
    sameValues(await state.parked(), [parkedAt(8, { reason: 'FORKED' })]);
  },
  'a decision lets the ledger go on and is kept for good': async (scene) => {
    const state = await scene.open();
    await state.park(parkedAt(7));
    assert.equal(await state.unpark(decisionAt(7)), true);
    sameValues(await state.parked(), []);
    await state.park(parkedAt(7));
    assert.equal(await state.unpark(decisionAt(7, { action: 'skip' })), true);
    sameValues(await state.decisions('view-1', LEDGER), [decisionAt(7), decisionAt(7, { action: 'skip' })]);
    sameValues(await state.decisions('view-1', OTHER), []);
    sameValues(await state.decisions('view-2', LEDGER), []);
  },
  'a decision about something that is not parked is refused and not kept': async (scene) => {
    const state = await scene.open();
    await state.park(parkedAt(7));
    assert.equal(await state.unpark(decisionAt(8)), false);
    assert.equal(await state.unpark(decisionAt(7, { consumer: 'view-2' })), false);
    sameValues(await state.parked(), [parkedAt(7)]);
    sameValues(await state.decisions('view-1', LEDGER), []);
  },
  'of several operators at once one decides': async (scene) => {
    const states = await Promise.all(Array.from({ length: 4 }, () => scene.open()));
    await states[0]?.park(parkedAt(7));
    const outcomes = await Promise.all(
      states.map((state, i) => state.unpark(decisionAt(7, { by: `account-${String(i)}` }))),
    );
    const winner = outcomes.indexOf(true);
    assert.equal(outcomes.filter(Boolean).length, 1);
    const decisions = await states[0]?.decisions('view-1', LEDGER);
    sameValues(
      decisions?.map(({ by }) => by),
      [`account-${String(winner)}`],
    );
  },
  'tries of one event are counted from the first': async (scene) => {
    const [one, two] = [await scene.open(), await scene.open()];
    const attempt = { consumer: 'view-1', ledger: LEDGER, idx: 7, kind: 'FAILED' } as const;
    sameValues(await one.recordAttempt({ ...attempt, at: NOON }), { attempts: 1, since: NOON });
    sameValues(await two.recordAttempt({ ...attempt, at: LATER }), { attempts: 2, since: NOON });
  },
  'another event or another kind is counted anew, another ledger apart': async (scene) => {
    const state = await scene.open();
    const attempt = { consumer: 'view-1', ledger: LEDGER, idx: 7, kind: 'FAILED', at: NOON } as const;
    await state.recordAttempt(attempt);
    await state.recordAttempt({ ...attempt, ledger: OTHER });
    sameValues(await state.recordAttempt({ ...attempt, kind: 'NOT_YET', at: LATER }), {
      attempts: 1,
      since: LATER,
    });
    sameValues(await state.recordAttempt({ ...attempt, idx: 8, at: LATER }), { attempts: 1, since: LATER });
    sameValues(await state.recordAttempt({ ...attempt, ledger: OTHER }), { attempts: 2, since: NOON });
  },
  'a decision ends the count': async (scene) => {
    const state = await scene.open();
    const attempt = { consumer: 'view-1', ledger: LEDGER, idx: 7, kind: 'FAILED', at: NOON } as const;
    await state.recordAttempt(attempt);
    await state.park(parkedAt(7));
    await state.unpark(decisionAt(7));
    sameValues(await state.recordAttempt({ ...attempt, at: LATER }), { attempts: 1, since: LATER });
  },
  'a refusal is kept once, the first one': async (scene) => {
    const state = await scene.open();
    const refusal = { consumer: 'policy', ledger: LEDGER, idx: 3, eventId: 'e-3', code: 'ISSUE_CLOSED', at: NOON };
    await state.recordRefusal(refusal);
    await state.recordRefusal({ ...refusal, code: 'OTHER', at: LATER });
    await state.recordRefusal({ ...refusal, ledger: OTHER });
    sameValues(await state.refusals('policy'), [refusal, { ...refusal, ledger: OTHER }]);
    sameValues(await state.refusals('view-1'), []);
  },
});
