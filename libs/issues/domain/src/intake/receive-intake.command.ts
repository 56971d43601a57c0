import { command, id, isRejection, reject, role, sha256Hex, text } from '@taizhang/kernel';
import { INTAKE_KINDS, intakeEvents, MAX_REPORTER_LENGTH } from '@taizhang/contracts';
import { z } from 'zod';
import { channelNeeds, usedChannel } from '../channel/channel.rules.js';
import { INTAKE_ALREADY_RECEIVED, INTAKE_UNIT_UNKNOWN } from './intake.rejections.js';
import { validUntil } from './intake.rules.js';
import type { IntakeState } from './intake.state.js';

/** Receives a report without account (匿名反映); only the public form gives it. */
export const receiveIntake = command({
  name: 'ReceiveIntake',
  title: { zh: '接收反映', en: 'Receive report' },
  clauses: ['C1.0.b', 'C3.17'],
  schema: z.strictObject({
    unit: id(),
    channel: id().nullable().default(null),
    kind: z.enum(INTAKE_KINDS),
    receipt: sha256Hex(),
    reporter: id(),
    content: text(),
    identity: text(MAX_REPORTER_LENGTH).nullable(),
    contact: text(MAX_REPORTER_LENGTH).nullable(),
  }),
  allow: role('public').at('anywhere'),
  needs: ({ unit, channel }, { bureau }) => ({
    ...channelNeeds(bureau, channel),
    bureau: { fact: 'organization.unit-level', key: bureau },
    unit: { fact: 'organization.unit-level', key: unit },
  }),
  decide: (input, state: IntakeState, facts, { id: intake }) => {
    const { needs, today } = facts;
    if (state.kind !== 'none') return reject(INTAKE_ALREADY_RECEIVED);
    if (needs['bureau'] === null || needs['unit'] === null) return reject(INTAKE_UNIT_UNKNOWN);
    const named = input.identity !== null || input.contact !== null;
    const also = usedChannel(input.channel, facts);
    if (isRejection(also)) return also;
    return { events: [intakeEvents.IntakeReceived({ intake, ...input, named, validUntil: validUntil(today) })], also };
  },
});
