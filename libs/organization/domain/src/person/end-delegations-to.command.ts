import { command, date, id, reject, role, text } from '@taizhang/kernel';
import { personEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { APPOINTMENT_NOT_OPEN } from './person.rejections.js';
import { onPresent } from './person.rules.js';
import type { PersonState } from './person.state.js';

/**
 * Ends whatever this person delegated to one who left (收回离任人员所受授权), an event for each; given by a policy, whenever the
 * leaving is recorded.
 */
export const endDelegationsTo = command({
  name: 'EndDelegationsTo',
  title: { zh: '收回离任人员所受授权', en: 'End delegations to one who left' },
  clauses: [],
  schema: z.strictObject({ to: id(), on: date(), reason: text() }),
  allow: role('system').at('anywhere'),
  decide: ({ to, on, reason }, state: PersonState, _facts, { id: person }) =>
    onPresent(state, ({ delegations }) => {
      const open = Object.entries(delegations).filter(([, given]) => given.to === to && given.until > on);
      if (open.length === 0) return reject(APPOINTMENT_NOT_OPEN);
      return open.map(([delegation, { event }]) =>
        personEvents.DelegationRevoked({ person, delegation, event, on, reason }),
      );
    }),
});
