import { aggregate, role } from '@taizhang/kernel';
import { erasureEvents } from '@taizhang/contracts';
import { confirmErasure } from './confirm-erasure.command.js';
import { evolveErasure, initialErasure } from './erasure.state.js';
import { reportErasure } from './report-erasure.command.js';
import { requestDisclosureErasure } from './request-disclosure-erasure.command.js';
import { requestErasure } from './request-erasure.command.js';

/** An erasure (删除): who asked and why, who confirmed, what every context destroyed. */
export const erasure = aggregate({
  context: 'organization',
  name: 'erasure',
  events: erasureEvents,
  initial: initialErasure,
  evolve: evolveErasure,
  commands: [requestErasure, requestDisclosureErasure, confirmErasure, reportErasure],
  timeline: role('security-admin', 'audit-admin', 'committee-secretary', 'auditor').at('unit-or-superior'),
});
