import {
  command,
  date,
  id,
  reject,
  role,
  streamId,
  text,
  type Facts,
  type Rejection,
  type SideStream,
} from '@taizhang/kernel';
import { unitEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { newPrincipal, personOf } from './new-principal.js';
import { UNIT_NOT_BRANCH, UNITS_REPEATED } from './unit.rejections.js';
import { lastChangeOf, misdatedChange, onUnit, unfitPrincipal } from './unit.rules.js';
import type { UnitState } from './unit.state.js';

/** Most branches that one is split into. */
export const MAX_PARTS = 10;

const part = z.strictObject({ unit: id(), name: text(200), principal: newPrincipal });
type Part = z.output<typeof part>;

/**
 * Splits a branch (分设支部) into new ones, each with its principal from the first day on, in one commit: at no instant is one
 * without [C6.7]. The branch itself ends; all parts answer for its matters until each is given to one of them.
 */
export const splitUnit = command({
  name: 'SplitUnit',
  title: { zh: '分设单位', en: 'Split unit' },
  clauses: ['C6.7'],
  schema: z.strictObject({ from: date(), into: z.array(part).min(2).max(MAX_PARTS), basis: text() }),
  allow: role('committee-secretary').at('unit-or-superior'),
  needs: ({ into }) => Object.fromEntries(into.map(({ principal: { person } }) => [person, personOf(person)])),
  decide: ({ from, into, basis }, state: UnitState, facts, { bureau, id: unit }) =>
    onUnit(state, (standing) => {
      if (standing.level !== 'BRANCH') return reject(UNIT_NOT_BRANCH);
      const codes = [unit, bureau, ...into.map((each) => each.unit)];
      if (new Set(codes).size !== codes.length) return reject(UNITS_REPEATED);
      const misdated = misdatedChange(from, lastChangeOf(standing), facts.today) ?? unfit(into, from, facts);
      if (misdated !== undefined) return misdated;
      const successors = into.map((each) => `${bureau}/${each.unit}`);
      const principal = standing.principals.at(-1)?.person ?? null;
      return {
        events: [unitEvents.UnitEnded({ unit, kind: 'SPLIT', successors, on: from, principal, basis })],
        also: into.map((each) => opened(bureau, each, from, basis)),
      };
    }),
});

function unfit(into: readonly Part[], from: string, facts: Facts): Rejection | undefined {
  for (const { principal } of into) {
    const refused = unfitPrincipal({ ...principal, from }, facts.needs[principal.person], from, facts);
    if (refused !== undefined) return refused;
  }
  return undefined;
}

/** A branch that begins with its principal; that its code is new is made sure by the stream's expectation. */
function opened(bureau: string, { unit, name, principal }: Part, from: string, basis: string): SideStream {
  return {
    stream: streamId('unit', unit),
    expect: 'no-stream',
    events: [
      unitEvents.UnitRegistered({ unit, level: 'BRANCH', parent: bureau, name, from }),
      unitEvents.PrincipalAppointed({ unit, ...principal, from, basis }),
    ],
  };
}
