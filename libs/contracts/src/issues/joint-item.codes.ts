import { codeTable } from '../code-table.js';
import type { JointMode } from './joint-item.catalogue.js';

/** The three modes of joint rectification (联动方式). */
export const JOINT_MODE_TABLE = codeTable<JointMode>({
  context: 'issues',
  name: 'joint-mode',
  title: { zh: '联动方式', en: 'Modes of joint rectification' },
  rows: {
    SUPERIOR_FIRST: { zh: '上级主动认领', en: 'The superior claims it', clauses: ['C6.12'] },
    SUBORDINATE_FIRST: { zh: '下级主动解决', en: 'The subordinate solves it', clauses: ['C6.13'] },
    COMMON_PLAN: { zh: '上下共同拿方案', en: 'Both work out a common plan', clauses: ['C6.14'] },
  },
});
