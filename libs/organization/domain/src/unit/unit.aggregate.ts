import { aggregate, OFFICE_ROLES, role } from '@taizhang/kernel';
import { unitEvents } from '@taizhang/contracts';
import { abolishUnit } from './abolish-unit.command.js';
import { appointPrincipal } from './appoint-principal.command.js';
import { changePrincipal } from './change-principal.command.js';
import { endBureau } from './end-bureau.command.js';
import { foundDeployment } from './found-deployment.command.js';
import { mergeUnits } from './merge-units.command.js';
import { linkUnitOutsideId } from './link-unit-outside-id.command.js';
import { registerUnit } from './register-unit.command.js';
import { renameUnit } from './rename-unit.command.js';
import { reparentUnit } from './reparent-unit.command.js';
import { splitUnit } from './split-unit.command.js';
import { evolveUnit, initialUnit } from './unit.state.js';
import { unlinkUnitOutsideId } from './unlink-unit-outside-id.command.js';
import { withdrawPrincipalAppointment } from './withdraw-principal-appointment.command.js';
import { withdrawPrincipalChange } from './withdraw-principal-change.command.js';
import { withdrawUnitEnd } from './withdraw-unit-end.command.js';

/** A unit (单位): its place in the tree and its principal, in time. */
export const unit = aggregate({
  context: 'organization',
  name: 'unit',
  events: unitEvents,
  initial: initialUnit,
  evolve: evolveUnit,
  commands: [
    foundDeployment,
    registerUnit,
    renameUnit,
    reparentUnit,
    appointPrincipal,
    changePrincipal,
    withdrawPrincipalAppointment,
    withdrawPrincipalChange,
    mergeUnits,
    splitUnit,
    abolishUnit,
    endBureau,
    withdrawUnitEnd,
    linkUnitOutsideId,
    unlinkUnitOutsideId,
  ],
  timelineAt: (state) => (state.kind === 'none' ? [] : [state.code]),
  timeline: role(...OFFICE_ROLES, 'system-admin', 'security-admin', 'audit-admin').at('unit-or-superior'),
});
