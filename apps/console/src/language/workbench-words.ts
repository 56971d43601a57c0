/** Words of the workbench (工作台). */
export const WORKBENCH_WORDS = {
  workbench: ['工作台', 'Workbench'],
  todo: ['待办', 'To do'],
  handled: ['已办', 'Done'],
  startedByMe: ['我发起', 'Started by me'],
  copiedToMe: ['抄送', 'Cc'],
  handledHint: ['我办理过的问题', 'Issues in which I did something'],
  startedHint: ['我登记的问题', 'Issues that I raised'],
  copiedHint: ['本单位为配合单位的问题', 'Issues that a unit of mine supports'],
  myIssues: ['我的问题', 'My issues'],
  unitIssues: ['本单位在办', 'Issues of my unit'],
  evaluationsUnderWay: ['评议进行中', 'Evaluations under way'],
  dueSoon: ['临期', 'Due soon'],
  toReview: ['待审核销号', 'To be reviewed'],
  nothingToDo: ['没有待办事项', 'Nothing to do'],
  tooMany: ['共 {0} 条，显示前 {1} 条', '{1} of {0}'],
} as const satisfies Readonly<Record<string, readonly [string, string]>>;
