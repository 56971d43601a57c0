import { isRejection, type Facts } from '@taizhang/kernel';
import { noticeNumberEvents } from '@taizhang/contracts';
import { given } from '@taizhang/testkit';
import { recorded } from '../policies.examples.js';
import { adopted, notice, proposed, returned } from './criticism.examples.js';
import { evaluation } from './evaluation.aggregate.js';
import { secretary } from './evaluation.examples.js';
import { issueCriticismNotice, noticeNumberOf } from './issue-criticism-notice.command.js';

const { object, number, recipients, copies, body, requirements } = notice.data;

describe('the number of a notice 发文字号', () => {
  it('[C5.16] is claimed in the commit of the notice, so that no two notices of a bureau have the same', () => {
    const used = recorded(['block.scope', 'block.start']);
    const decision = issueCriticismNotice.decide(
      { object, number, recipients, copies, body, requirements },
      given(evaluation, ...returned, proposed(2, '补充材料'), ...adopted).state,
      {
        actor: secretary('10-08').actor,
        effectiveOn: '2014-10-08',
        needs: Object.fromEntries(Object.entries(used).map(([name, value]) => [`policy ${name}`, value])),
      } as unknown as Facts, // all that it asks of the world
      { bureau: 'wgx-0371', id: 'stage-2.b-ding' },
    );
    if (isRejection(decision) || !('also' in decision)) throw new Error('a wide decision');
    expect(decision.also).toEqual([
      {
        stream: 'notice-number/2014-7',
        expect: 'no-stream',
        events: [
          noticeNumberEvents.CriticismNoticeNumbered({ ...number, evaluation: 'stage-2.b-ding', object: 'P-D2' }),
        ],
      },
    ]);
    expect(noticeNumberOf({ year: 2014, serial: 8 })).not.toBe(noticeNumberOf(number));
  });
});
