/**
 * Columns of the rectification ledger (整改台账) and of the lists beside it, by what they hold. A list shows some of the ledger's
 * own columns again, for reading.
 */
export const LEDGER_COLUMNS = {
  code: { title: '序号', width: 16 },
  source: { title: '来源', width: 14 },
  class: { title: '类别', width: 16 },
  manifestation: { title: '具体表现', width: 32 },
  analysis: { title: '原因', width: 24 },
  objective: { title: '整改目标', width: 20 },
  measure: { title: '整改措施', width: 32 },
  measureStandard: { title: '完成(销号)标准', width: 22 },
  measureDeadline: { title: '时限', width: 12 },
  lead: { title: '牵头单位', width: 14 },
  supporting: { title: '配合单位', width: 16 },
  leader: { title: '责任领导', width: 14 },
  measureOwner: { title: '责任人', width: 14 },
  contact: { title: '联系方式', width: 14 },
  status: { title: '状态', width: 14 },
  progress: { title: '进展情况', width: 24 },
  effect: { title: '整改成效', width: 22 },
  evidence: { title: '佐证材料', width: 22 },
  replies: { title: '答复情况', width: 24 },
  opinion: { title: '审核意见', width: 20 },
  closedOn: { title: '销号日期', width: 12 },
  remarks: { title: '备注', width: 16 },
  unit: { title: '所属单位', width: 14 },
  stage: { title: '阶段', width: 12 },
  raisedOn: { title: '反映时间', width: 12 },
  record: { title: '材料(记录)', width: 20 },
  anonymous: { title: '是否匿名', width: 10 },
  originator: { title: '反映人', width: 14 },
  wind: { title: '四风', width: 12 },
  kind: { title: '整改类型', width: 12 },
  hidden: { title: '隐性变异', width: 10 },
  cause: { title: '原因性质', width: 12 },
  measureId: { title: '措施编号', width: 14 },
  measureKind: { title: '措施类型', width: 12 },
  measureDone: { title: '是否完成', width: 10 },
  measureCompletedOn: { title: '完成日期', width: 12 },
  answering: { title: '承办单位', width: 14 },
  triageOpinion: { title: '分办意见', width: 22 },
  owner: { title: '问题责任人', width: 14 },
  deadline: { title: '整改时限', width: 12 },
  standard: { title: '销号标准', width: 22 },
  difficult: { title: '难点问题', width: 10 },
  norm: { title: '拟建制度', width: 26 },
  normNumber: { title: '文号', width: 16 },
  normState: { title: '建章立制情况', width: 16 },
} as const satisfies Record<string, { readonly title: string; readonly width: number }>;
export type LedgerColumn = keyof typeof LEDGER_COLUMNS;

/** Columns that hold something of one measure; all others are of the issue, and merged over its measures. */
const OF_MEASURE: ReadonlySet<LedgerColumn> = new Set([
  'measure',
  'measureStandard',
  'measureDeadline',
  'measureOwner',
  'measureId',
  'measureKind',
  'measureDone',
  'measureCompletedOn',
]);

/** @returns whether a column is of a measure, so that there is a row for each */
export function isOfMeasure(column: LedgerColumn): boolean {
  return OF_MEASURE.has(column);
}

/** A measure as the ledger writes it: its number in lenticular brackets, then what is to be done. */
export function measureText(id: string | undefined, text: string): string {
  return id === undefined ? text : `【${id}】${text}`;
}

/** Takes {@link measureText} apart; a measure without number is a new one. */
export function readMeasureText(written: string): { readonly id: string | undefined; readonly text: string } {
  const [, id, text = ''] = /^\s*【([A-Za-z0-9][A-Za-z0-9._-]{0,63})】([^]*)$/.exec(written) ?? [];
  return id === undefined ? { id, text: written } : { id, text };
}

/** Name of the sheet with the ledger itself. */
export const LEDGER_SHEET = '整改台账';

/** Upper level of the ledger's header, with the columns below. One without title stands alone over both levels. */
export const LEDGER_GROUPS: readonly { readonly title: string; readonly columns: readonly LedgerColumn[] }[] = [
  { title: '', columns: ['code'] },
  { title: '问题', columns: ['source', 'class', 'manifestation', 'analysis'] },
  { title: '整改任务', columns: ['objective', 'measure', 'measureStandard', 'measureDeadline'] },
  { title: '责任', columns: ['lead', 'supporting', 'leader', 'measureOwner', 'contact'] },
  { title: '进展', columns: ['status', 'progress', 'effect', 'evidence'] },
  { title: '销号', columns: ['replies', 'opinion', 'closedOn'] },
  { title: '', columns: ['remarks'] },
];

/** Columns of the ledger's own sheet, in their order. */
export const LEDGER_SHEET_COLUMNS: readonly LedgerColumn[] = LEDGER_GROUPS.flatMap(({ columns }) => columns);

/** A list beside the ledger. What it has in `shown` stands in the ledger (or another list) too, and is filled in there. */
export interface CompanionSheet {
  readonly name: string;
  readonly per: 'issue' | 'measure' | 'systemic-issue';
  readonly own: readonly LedgerColumn[];
  readonly shown: readonly LedgerColumn[];
}

/** The lists (清单) of the ledger; the totals (汇总表) stand behind them. */
export const COMPANION_SHEETS: readonly CompanionSheet[] = [
  {
    name: '问题清单',
    per: 'issue',
    shown: ['class', 'manifestation'],
    own: ['unit', 'stage', 'raisedOn', 'record', 'anonymous', 'originator', 'wind', 'kind', 'hidden', 'cause'],
  },
  {
    name: '任务清单',
    per: 'measure',
    shown: ['measure', 'measureStandard', 'measureOwner', 'measureDeadline'],
    own: ['measureId', 'measureKind', 'measureDone', 'measureCompletedOn'],
  },
  {
    name: '责任清单',
    per: 'issue',
    shown: ['manifestation', 'lead', 'supporting', 'leader'],
    own: ['answering', 'triageOpinion', 'owner', 'deadline', 'standard', 'difficult'],
  },
  {
    name: '制度清单',
    per: 'systemic-issue',
    shown: ['manifestation', 'analysis', 'lead', 'leader'],
    own: ['norm', 'normNumber', 'normState'],
  },
];

/** Name of the sheet with the totals. */
export const SUMMARY_SHEET = '汇总表';
