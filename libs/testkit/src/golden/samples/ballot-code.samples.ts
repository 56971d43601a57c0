import { ballotCodeEvents, noticeNumberEvents } from '@taizhang/contracts';
import { sampled } from './sampled-events.js';

const of = { evaluation: 'stage-2.b-ding', round: 'r-2' };
const CODE = 'c'.repeat(64);

/** One-time codes (一次性投票码): those of a round, and the use of one. */
export const ballotCodeSamples = sampled(`ballot-code/${CODE}`, ballotCodeEvents, {
  BallotCodesListed: [{ ...of, unit: 'b-ding', object: 'P-D2', part: 1, codes: [CODE, 'd'.repeat(64)] }],
  BallotCodeUsed: [of],
});

/** The number of a notice (发文字号). */
export const noticeNumberSamples = sampled('notice-number/2014-7', noticeNumberEvents, {
  CriticismNoticeNumbered: [{ year: 2014, serial: 7, evaluation: of.evaluation, object: 'P-D2' }],
});
