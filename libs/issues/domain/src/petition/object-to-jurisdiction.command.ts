import { command, reject, text, unitReference } from '@taizhang/kernel';
import { petitionEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { OBJECTION_TOO_LATE, PETITION_STATE_FORBIDS } from './petition.rejections.js';
import { HANDLERS, inStatus, placeIn, placeNeeds } from './petition.rules.js';
import type { PetitionState } from './petition.state.js';

/** The unit that a petition was passed to says within five working days that it is not its own (管辖异议); the common superior decides (art. 24). */
export const objectToJurisdiction = command({
  name: 'ObjectToJurisdiction',
  title: { zh: '提出管辖异议', en: 'Object to jurisdiction' },
  clauses: ['C3.17'],
  schema: z.strictObject({ unit: unitReference(), reason: text() }),
  allow: HANDLERS,
  judgedAt: ({ unit }) => [unit],
  needs: ({ unit }, { bureau }) => ({
    ...placeNeeds(bureau, unit),
    receiving: { fact: 'organization.unit-path', key: `${bureau}/${bureau}` },
  }),
  decide: ({ unit: named, reason }, state: PetitionState, facts) =>
    inStatus(state, ['TRANSFERRED', 'ASSIGNED'], facts, ({ handler, objectBy, status }) =>
      placeIn(facts, named, ({ unit, path }) =>
        placeIn(
          facts,
          named,
          ({ path: receiving }) => {
            if (unit !== handler) return reject(PETITION_STATE_FORBIDS, { status, handler });
            const { effectiveOn: objectedOn } = facts;
            if (objectBy === null || objectedOn > objectBy)
              return reject(OBJECTION_TOO_LATE, { until: objectBy ?? '' });
            const decider = path.find((one) => one !== unit && receiving.includes(one)) ?? path.at(-1) ?? unit;
            return [petitionEvents.JurisdictionObjected({ unit, decider, objectedOn, reason })];
          },
          'receiving',
        ),
      ),
    ),
});
