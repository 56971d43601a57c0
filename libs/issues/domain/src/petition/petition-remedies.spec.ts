import { petitionEvents } from '@taizhang/contracts';
import { given } from '@taizhang/testkit';
import { finalisePetition } from './finalise-petition.command.js';
import { petition } from './petition.aggregate.js';
import {
  accepted,
  afterReview,
  answered,
  atTheEnd,
  basis,
  CITY,
  concluded,
  finalised,
  inHand,
  known,
  PROVINCE,
  receipt,
  RECEIPT,
  received,
  rechecked,
  recheckRequested,
  reviewed,
  reviewRequested,
  reviewServed,
  served,
  underRecheck,
  underReview,
} from './petition.examples.js';
import { ratePetition } from './rate-petition.command.js';
import { recheckPetition } from './recheck-petition.command.js';
import { recordHearing } from './record-hearing.command.js';
import { requestRecheck } from './request-recheck.command.js';
import { requestReview } from './request-review.command.js';
import { reviewPetition } from './review-petition.command.js';
import { serveOpinion } from './serve-opinion.command.js';

const city = { id: 'acct-city', role: 'superior-office' } as const;
const on = (effectiveOn: string, more: object = {}) => ({ known, id: 'x-1', actor: city, effectiveOn, ...more });
/** Who gave the opinions of the examples: whoever is not named. */
const handler = { id: 'acct-clerk', role: 'campaign-office' } as const;

describe('review 复查', () => {
  const ask = { unit: CITY, grounds: '修缮不彻底' };

  it('[C3.17] is asked for within thirty days of service, at the unit next above', () => {
    given(petition, ...answered)
      .when(requestReview, ask, on('2014-11-05'))
      .then(reviewRequested);
    given(petition, ...answered)
      .when(requestReview, ask, on('2014-11-07'))
      .then(
        petitionEvents.PetitionReviewRequested({
          ...reviewRequested.data,
          requestedOn: '2014-11-07',
          dueOn: '2014-12-07',
        }),
      );
    given(petition, ...answered)
      .when(requestReview, ask, on('2014-11-08'))
      .thenRejected('REVIEW_TOO_LATE', { until: '2014-11-07' });
    given(petition, ...answered)
      .when(requestReview, { ...ask, unit: PROVINCE }, on('2014-11-05'))
      .thenRejected('REVIEWER_NOT_NEXT_ABOVE', { expected: CITY });
    given(petition, ...answered)
      .when(requestReview, { ...ask, unit: 'city-gone' }, on('2014-11-05'))
      .thenRejected('UNIT_UNKNOWN', { units: ['city-gone'] });
  });

  it('[C3.17] is for appeals, once concluded', () => {
    given(petition, received('SUGGESTION'), receipt, accepted, concluded)
      .when(requestReview, ask, on('2014-11-05'))
      .thenRejected('REVIEW_OF_APPEAL_ONLY');
    given(petition, ...inHand)
      .when(requestReview, ask, on('2014-11-05'))
      .thenRejected('PETITION_STATE_FORBIDS', { status: 'ACCEPTED' });
    given(petition).when(requestReview, ask, on('2014-11-05')).thenRejected('PETITION_UNKNOWN');
  });

  it('[C3.17] is given within thirty days, by somebody whose opinion it is not', () => {
    const review = { outcome: 'UPHELD', opinion: '维持处理意见' };
    given(petition, ...underReview)
      .when(reviewPetition, review, on('2014-12-03'))
      .then(reviewed);
    given(petition, ...underReview)
      .when(reviewPetition, review, on('2014-12-06'))
      .then(petitionEvents.PetitionReviewed({ ...reviewed.data, reviewedOn: '2014-12-06', overdue: true }));
    given(petition, ...underReview)
      .when(reviewPetition, review, on('2014-12-03', { actor: handler }))
      .thenRejected('OWN_OPINION');
    given(petition, ...underReview)
      .when(reviewPetition, review, on('2014-12-03', { onBehalfOf: handler.id }))
      .thenRejected('OWN_OPINION');
    given(petition, ...answered)
      .when(reviewPetition, review, on('2014-12-03'))
      .thenRejected('PETITION_STATE_FORBIDS', { status: 'CONCLUDED' });
    given(petition).when(reviewPetition, review, on('2014-12-03')).thenRejected('PETITION_UNKNOWN');
    given(petition, ...underReview, reviewed)
      .when(serveOpinion, {}, on('2014-12-03'))
      .then(reviewServed);
  });
});

describe('recheck 复核', () => {
  const ask = { unit: PROVINCE, grounds: '仍不满意' };
  const recheck = { outcome: 'UPHELD', opinion: '维持复查意见' };

  it('[C3.17] is asked for within thirty days of service, at the unit above the reviewing one', () => {
    given(petition, ...afterReview)
      .when(requestRecheck, ask, on('2014-12-30'))
      .then(recheckRequested);
    given(petition, ...afterReview)
      .when(requestRecheck, ask, on('2015-01-03'))
      .thenRejected('RECHECK_TOO_LATE', { until: '2015-01-02' });
    given(petition, ...afterReview)
      .when(requestRecheck, { ...ask, unit: CITY }, on('2014-12-30'))
      .thenRejected('REVIEWER_NOT_NEXT_ABOVE', { expected: PROVINCE });
    given(petition, ...afterReview)
      .when(requestRecheck, { ...ask, unit: 'prov-gone' }, on('2014-12-30'))
      .thenRejected('UNIT_UNKNOWN');
  });

  it('[C3.17] is refused as too late whatever was done meanwhile, and else by the state', () => {
    given(petition, ...underRecheck)
      .when(requestRecheck, ask, on('2015-01-03'))
      .thenRejected('RECHECK_TOO_LATE', { until: '2015-01-02' });
    given(petition, ...underRecheck)
      .when(requestRecheck, ask, on('2014-12-31'))
      .thenRejected('PETITION_STATE_FORBIDS', { status: 'RECHECK_REQUESTED' });
    given(petition, ...answered)
      .when(requestRecheck, ask, on('2014-12-30'))
      .thenRejected('PETITION_STATE_FORBIDS', { status: 'CONCLUDED' });
    given(petition).when(requestRecheck, ask, on('2014-12-30')).thenRejected('PETITION_UNKNOWN');
  });

  it('[C3.17] does not count the time of a hearing', () => {
    const hearing = { from: '2015-01-05', until: '2015-01-07', record: '听证记录' };
    const held = petitionEvents.PetitionHearingHeld({ ...hearing, days: 3, dueOn: '2015-02-01', ...basis });
    given(petition, ...underRecheck)
      .when(recordHearing, hearing, on('2015-01-08'))
      .then(held);
    given(petition, ...underRecheck, held)
      .when(recheckPetition, recheck, on('2015-02-01'))
      .then(petitionEvents.PetitionRechecked({ ...rechecked.data, recheckedOn: '2015-02-01' }));
    for (const wrong of [{ from: '2014-12-29' }, { until: '2015-01-04' }, { until: '2015-01-09' }])
      given(petition, ...underRecheck)
        .when(recordHearing, { ...hearing, ...wrong }, on('2015-01-08'))
        .thenRejected('HEARING_DATES_INVALID');
    given(petition, ...underReview)
      .when(recordHearing, hearing, on('2015-01-08'))
      .thenRejected('PETITION_STATE_FORBIDS', { status: 'REVIEW_REQUESTED' });
    given(petition).when(recordHearing, hearing, on('2015-01-08')).thenRejected('PETITION_UNKNOWN');
  });

  it('[C3.17] is given within thirty days, by somebody whose opinion it is not', () => {
    given(petition, ...underRecheck)
      .when(recheckPetition, recheck, on('2015-01-28'))
      .then(rechecked);
    given(petition, ...underRecheck)
      .when(recheckPetition, recheck, on('2015-01-30'))
      .then(petitionEvents.PetitionRechecked({ ...rechecked.data, recheckedOn: '2015-01-30', overdue: true }));
    given(petition, ...underRecheck)
      .when(recheckPetition, recheck, on('2015-01-28', { actor: handler }))
      .thenRejected('OWN_OPINION');
    given(petition, ...afterReview)
      .when(recheckPetition, recheck, on('2015-01-28'))
      .thenRejected('PETITION_STATE_FORBIDS', { status: 'REVIEWED' });
    given(petition).when(recheckPetition, recheck, on('2015-01-28')).thenRejected('PETITION_UNKNOWN');
    given(petition, ...underRecheck, rechecked)
      .when(serveOpinion, {}, on('2015-01-29'))
      .then(
        petitionEvents.PetitionOpinionServed({
          stage: 'RECHECK',
          servedOn: '2015-01-29',
          requestBy: null,
          ...basis,
        }),
      );
  });
});

describe('finalise 终结', () => {
  const end = { conclusion: '予以终结' };

  it('[C3.17] ends what was rechecked, or what nobody asked more for in time', () => {
    given(petition, ...underRecheck, rechecked)
      .when(finalisePetition, end, on('2015-01-28'))
      .then(finalised);
    given(petition, ...answered)
      .when(finalisePetition, end, on('2014-11-08'))
      .then(
        petitionEvents.PetitionFinalised({ ...finalised.data, ground: 'NO_REVIEW_REQUESTED', finalOn: '2014-11-08' }),
      );
    given(petition, ...afterReview)
      .when(finalisePetition, end, on('2015-01-03'))
      .then(
        petitionEvents.PetitionFinalised({ ...finalised.data, ground: 'NO_RECHECK_REQUESTED', finalOn: '2015-01-03' }),
      );
  });

  it('[C3.17] is refused while the petitioner may still ask', () => {
    given(petition, ...answered)
      .when(finalisePetition, end, on('2014-11-07'))
      .thenRejected('REQUEST_STILL_POSSIBLE', { until: '2014-11-07' });
    given(petition, ...inHand, concluded)
      .when(finalisePetition, end, on('2015-11-07'))
      .thenRejected('REQUEST_STILL_POSSIBLE', { until: '' });
    given(petition, received('SUGGESTION'), receipt, accepted, concluded)
      .when(finalisePetition, end, on('2015-11-07'))
      .thenRejected('REVIEW_OF_APPEAL_ONLY');
    given(petition, ...atTheEnd)
      .when(finalisePetition, end, on('2015-02-01'))
      .thenRejected('PETITION_STATE_FORBIDS', { status: 'FINAL' });
    given(petition).when(finalisePetition, end, on('2015-02-01')).thenRejected('PETITION_UNKNOWN');
  });

  it('leaves nothing to serve where no recheck was', () => {
    const ended = petitionEvents.PetitionFinalised({
      ...finalised.data,
      ground: 'NO_REVIEW_REQUESTED',
      finalOn: '2014-11-08',
    });
    given(petition, ...answered, ended)
      .when(serveOpinion, {}, on('2014-11-09'))
      .thenRejected('ALREADY_SERVED', { stage: '' });
  });
});

describe('rate handling 满意度评价', () => {
  const now = '2014-10-09T02:00:00.000Z';
  const rating = { receipt: RECEIPT, rating: 'SATISFIED', comment: '办得及时' } as const;
  const rated = (stage: 'HANDLING' | 'REVIEW' | 'RECHECK') =>
    petitionEvents.PetitionRated({ stage, rating: 'SATISFIED', ratedAt: now, comment: '办得及时' });

  it('[C3.17] is the petitioner’s, who has the code, once for each opinion', () => {
    given(petition, ...answered)
      .when(ratePetition, rating, { now })
      .then(rated('HANDLING'));
    given(petition, ...underReview)
      .when(ratePetition, rating, { now })
      .then(rated('HANDLING'));
    given(petition, ...afterReview, rated('HANDLING'))
      .when(ratePetition, rating, { now })
      .then(rated('REVIEW'));
    given(petition, ...atTheEnd)
      .when(ratePetition, rating, { now })
      .then(rated('RECHECK'));
    given(petition, ...answered, rated('HANDLING'))
      .when(ratePetition, rating, { now })
      .thenRejected('ALREADY_RATED', { stage: 'HANDLING' });
    given(petition, ...inHand)
      .when(ratePetition, rating, { now })
      .thenRejected('NOTHING_TO_RATE');
  });

  it('[C3.17] is nobody else’s, whatever the state, and not after the code has expired', () => {
    const other = { ...rating, receipt: 'd'.repeat(64) };
    given(petition, ...answered)
      .when(ratePetition, other, { now })
      .thenRejected('RECEIPT_UNKNOWN');
    given(petition, received()).when(ratePetition, rating, { now }).thenRejected('RECEIPT_UNKNOWN');
    given(petition).when(ratePetition, rating, { now }).thenRejected('RECEIPT_UNKNOWN');
    given(petition, ...answered)
      .when(ratePetition, rating, { now: '2016-07-01T02:00:00.000Z' })
      .thenRejected('RECEIPT_UNKNOWN');
  });
});

describe('the units of a petition', () => {
  it('are all that had it in hand: receiving, handling, reviewing, rechecking', () => {
    const { timelineAt } = petition;
    expect(timelineAt?.(given(petition, ...underRecheck).state)).toEqual(['wgx-0371', CITY, PROVINCE]);
    expect(served.data.requestBy).toBe('2014-11-07');
  });
});
