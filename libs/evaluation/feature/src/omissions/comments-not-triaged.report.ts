import { OFFICE_ROLES, role } from '@taizhang/kernel';
import { omissionReport, type OwedDuty } from '@taizhang/platform';
import { commentsView, type CommentRow } from '../comments.view.js';

/** Comments of the masses that nobody took up (未分办的意见建议): neither raised as an issue, nor linked, nor answered [C5.10]. */
export const commentsNotTriaged = omissionReport({
  name: 'comments-not-triaged',
  clauses: ['C5.10'],
  title: { zh: '未分办的意见建议', en: 'Comments that nobody took up' },
  duties: { TRIAGE_COMMENT: { zh: '分办意见建议', en: 'Take up the comment' } },
  classification: 1,
  allow: role(...OFFICE_ROLES).at('unit-or-superior'),
  among: {
    view: commentsView.name,
    where: [{ op: 'in', field: 'status', values: ['COLLECTED', 'TRIAGED'] }],
    open: [{ op: 'eq', field: 'status', value: 'COLLECTED' }],
  },
  owed: ({ doc }) => {
    const row = doc as unknown as CommentRow; // a document of that view
    const owed: OwedDuty = {
      duty: 'TRIAGE_COMMENT',
      unit: row.unit,
      person: null,
      subject: `comment/${row.comment}`,
      part: null,
      since: row.on,
      dueOn: null,
      doneOn: row.triagedOn,
    };
    return Promise.resolve([owed]);
  },
});
