import type { PlainRow } from '@taizhang/reporting';

/** Sheets of the register as offices send it, and the columns that each has to have. */
export const REGISTER_SHEETS = {
  units: {
    title: '单位',
    columns: {
      code: '单位代码',
      outside: '外部编号',
      level: '层级',
      parent: '上级代码',
      name: '单位名称',
      from: '设立日期',
    },
  },
  persons: {
    title: '人员',
    columns: { outside: '外部编号', name: '姓名', unit: '所在单位', from: '登记日期' },
  },
  posts: {
    title: '任职',
    columns: {
      person: '人员外部编号',
      role: '职务',
      unit: '任职单位',
      from: '任职日期',
      to: '免职日期',
      clearance: '密级',
      basis: '任职依据',
    },
  },
} as const;

export type UnitLine = PlainRow<keyof (typeof REGISTER_SHEETS)['units']['columns']>;
export type PersonLine = PlainRow<keyof (typeof REGISTER_SHEETS)['persons']['columns']>;
export type PostLine = PlainRow<keyof (typeof REGISTER_SHEETS)['posts']['columns']>;

/** Words for levels; the code itself may stand there, too. Blank = a branch of the bureau. */
export const LEVEL_WORDS = { 中央: 'CENTRAL', 省: 'PROVINCE', 市: 'CITY', 局: 'BUREAU', 支部: 'BRANCH' } as const;

/** Words for posts; the code of the role may stand there, too. */
export const POST_WORDS = {
  一把手: 'principal',
  主要负责同志: 'principal',
  主持工作: 'acting-principal',
  支部书记: 'branch-secretary',
  支部委员: 'branch-clerk',
  领导干部: 'leading-cadre',
  活动办: 'campaign-office',
  上级活动办: 'superior-office',
  督导组: 'supervision-group',
  纪检机构: 'discipline-office',
  计票人: 'teller',
  党代表: 'delegate',
  审计员: 'auditor',
  分析员: 'analyst',
  系统管理员: 'system-admin',
  安全保密管理员: 'security-admin',
  安全审计员: 'audit-admin',
} as const;
