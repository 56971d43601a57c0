/** Values of jobs of every context, and of the ways in which records are read. */
export const REPLAY_VALUES: Readonly<Record<string, readonly [string, string]>> = {
  'job:view-export': ['导出列表', 'Export of a list'],
  'job:event-export': ['导出事件', 'Export of events'],
  'job:audit-pack': ['审计包', 'Audit pack'],
  'view:audit-pack': ['审计包', 'Audit pack'],
  'view:timeline': ['时间线', 'Timeline'],
  'view:receipts': ['回执', 'Receipts'],
  'view:replay': ['审计回放', 'Audit replay'],
  'view:state': ['截至某时的状态', 'State as of a time'],
  'view:compare': ['比较', 'Comparison'],
  'view:what-if': ['假设分析', 'What if'],
  'view:event-stream': ['事件流', 'Event stream'],
};
