import { command, date, reject, role, text } from '@taizhang/kernel';
import { unitEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { DATE_BEFORE_LAST, DATE_IN_FUTURE } from './unit.rejections.js';
import { onUnit } from './unit.rules.js';
import type { UnitState } from './unit.state.js';

/** Renames a unit (更名); past events keep the old name (design §4: rename touches no ledger). */
export const renameUnit = command({
  name: 'RenameUnit',
  title: { zh: '单位更名', en: 'Rename unit' },
  clauses: [],
  schema: z.strictObject({ name: text(200), from: date(), reason: text() }),
  allow: role('system-admin').at('unit-or-superior'),
  decide: (input, state: UnitState, { today }, target) =>
    onUnit(state, (unit) => {
      if (input.from > today) return reject(DATE_IN_FUTURE, { field: 'from' });
      if (input.from <= unit.namedFrom) return reject(DATE_BEFORE_LAST, { last: unit.namedFrom });
      return [unitEvents.UnitRenamed({ unit: target.id, ...input })];
    }),
});
