import { petitionEvents } from '@taizhang/contracts';
import { given } from '@taizhang/testkit';
import { concludePetition } from './conclude-petition.command.js';
import { extendPetition } from './extend-petition.command.js';
import { petition } from './petition.aggregate.js';
import { accepted, concluded, extended, inHand, known, receipt, received, served } from './petition.examples.js';
import { replyToPetitioner } from './reply-to-petitioner.command.js';
import { serveOpinion } from './serve-opinion.command.js';
import { studySuggestion } from './study-suggestion.command.js';

const office = { id: 'acct-office', role: 'campaign-office' } as const;
const head = { id: 'acct-head', role: 'principal' } as const;
const on = (effectiveOn: string, more: object = {}) => ({ known, id: 'x-1', actor: office, effectiveOn, ...more });
const suggestion = [received('SUGGESTION'), receipt, accepted];
const studied = (adopted: boolean) =>
  petitionEvents.SuggestionStudied({ adopted, studiedOn: '2014-08-01', finding: '予以采纳' });
const replied = petitionEvents.PetitionReplied({ repliedOn: '2014-08-05', reply: '已采纳' });

describe('extend handling 延长办理期限', () => {
  const extension = { until: '2014-10-08', reason: '情况复杂' };
  const ordered = on('2014-09-05', { actor: head });

  it('[C3.17] adds thirty days at most, ordered by the head before the limit is over', () => {
    given(petition, ...inHand)
      .when(extendPetition, extension, ordered)
      .then(extended);
    expect(extendPetition.allow).toEqual({ roles: ['principal'], scope: 'unit' });
    given(petition, ...inHand)
      .when(extendPetition, { ...extension, until: '2014-10-09' }, ordered)
      .thenRejected('EXTENSION_TOO_LONG', { latest: '2014-10-08' });
    given(petition, ...inHand)
      .when(extendPetition, { ...extension, until: '2014-09-08' }, ordered)
      .thenRejected('EXTENSION_NOT_LATER', { due: '2014-09-08' });
    given(petition, ...inHand)
      .when(extendPetition, extension, on('2014-09-09', { actor: head }))
      .thenRejected('EXTENSION_TOO_LATE', { due: '2014-09-08' });
    given(petition, ...inHand, extended)
      .when(extendPetition, { ...extension, until: '2014-10-20' }, ordered)
      .thenRejected('EXTENSION_REPEATED');
  });

  it('[C3.17] tells the petitioner why', () => {
    expect(extendPetition.schema.safeParse({ until: '2014-10-08' }).success).toBe(false);
    expect(given(petition, ...inHand, extended).state).toMatchObject({ dueOn: '2014-10-08', extended: true });
  });

  it('[C3.17] of what is accepted only, also of an accusation, but not by an accused head', () => {
    given(petition, received()).when(extendPetition, extension, ordered).thenRejected('PETITION_STATE_FORBIDS');
    given(petition).when(extendPetition, extension, ordered).thenRejected('PETITION_UNKNOWN');
    const accusation = [received('ACCUSATION'), receipt, accepted];
    given(petition, ...accusation)
      .when(extendPetition, extension, ordered)
      .then(extended);
    given(petition, ...accusation)
      .when(extendPetition, extension, on('2014-09-05', { actor: { id: 'acct-wgx-0371.P-9', role: 'principal' } }))
      .thenRejected('HANDLER_ACCUSED');
  });
});

describe('opinions and suggestions 建议意见', () => {
  const study = { adopted: true, finding: '予以采纳' };

  it('[C3.17] are studied', () => {
    given(petition, ...suggestion)
      .when(studySuggestion, study, on('2014-08-01'))
      .then(studied(true));
    given(petition, ...inHand)
      .when(studySuggestion, study, on('2014-08-01'))
      .thenRejected('SUGGESTION_ONLY');
    given(petition, received('SUGGESTION'))
      .when(studySuggestion, study, on('2014-08-01'))
      .thenRejected('PETITION_STATE_FORBIDS', { status: 'RECEIVED' });
    given(petition).when(studySuggestion, study, on('2014-08-01')).thenRejected('PETITION_UNKNOWN');
  });

  it('[C3.17] [C1.0.b] are not concluded before they are studied, nor, if adopted, before there is a reply', () => {
    const conclude = { outcome: 'SUPPORTED', opinion: '同意修缮' };
    const done = petitionEvents.PetitionConcluded({ ...concluded.data, concludedOn: '2014-08-06' });
    const onThe6th = on('2014-08-06');
    given(petition, ...suggestion)
      .when(concludePetition, conclude, onThe6th)
      .thenRejected('SUGGESTION_NOT_STUDIED');
    given(petition, ...suggestion, studied(true))
      .when(concludePetition, conclude, onThe6th)
      .thenRejected('SUGGESTION_NOT_ANSWERED');
    given(petition, ...suggestion, studied(true), replied)
      .when(concludePetition, conclude, onThe6th)
      .then(done);
    given(petition, ...suggestion, studied(false))
      .when(concludePetition, conclude, onThe6th)
      .then(done);
  });
});

describe('reply to petitioner 答复信访人', () => {
  it('[C1.0.b] may come at any time while it is handled, and after', () => {
    given(petition, ...inHand)
      .when(replyToPetitioner, { reply: '已采纳' }, on('2014-08-05'))
      .then(replied);
    given(petition, ...inHand, concluded)
      .when(replyToPetitioner, { reply: '已采纳' }, on('2014-10-06'))
      .then(petitionEvents.PetitionReplied({ ...replied.data, repliedOn: '2014-10-06' }));
    given(petition, received())
      .when(replyToPetitioner, { reply: '已采纳' }, on('2014-07-02'))
      .thenRejected('PETITION_STATE_FORBIDS', { status: 'RECEIVED' });
    given(petition).when(replyToPetitioner, { reply: '已采纳' }, on('2014-07-02')).thenRejected('PETITION_UNKNOWN');
  });
});

describe('conclude and serve 办结与送达', () => {
  const conclude = { outcome: 'SUPPORTED', opinion: '同意修缮' };

  it('[C3.17] gives an opinion in time, or says that it is late', () => {
    given(petition, ...inHand, extended)
      .when(concludePetition, conclude, on('2014-10-06'))
      .then(concluded);
    given(petition, ...inHand)
      .when(concludePetition, conclude, on('2014-10-06'))
      .then(petitionEvents.PetitionConcluded({ ...concluded.data, overdue: true }));
    given(petition, received(), receipt)
      .when(concludePetition, conclude, on('2014-10-06'))
      .thenRejected('PETITION_STATE_FORBIDS', { status: 'RECEIVED' });
    given(petition).when(concludePetition, conclude, on('2014-10-06')).thenRejected('PETITION_UNKNOWN');
    given(petition, ...inHand)
      .when(concludePetition, conclude, on('2014-10-06', { known: {} }))
      .thenRejected('POLICY_NOT_IN_FORCE');
  });

  it('[C3.17] runs the thirty days from service, not from the opinion', () => {
    given(petition, ...inHand, extended, concluded)
      .when(serveOpinion, {}, on('2014-10-08'))
      .then(served);
    given(petition, ...inHand, extended, concluded, served)
      .when(serveOpinion, {}, on('2014-10-09'))
      .thenRejected('ALREADY_SERVED', { stage: 'HANDLING' });
    given(petition, ...inHand)
      .when(serveOpinion, {}, on('2014-10-08'))
      .thenRejected('PETITION_STATE_FORBIDS', { status: 'ACCEPTED' });
    given(petition).when(serveOpinion, {}, on('2014-10-08')).thenRejected('PETITION_UNKNOWN');
  });

  it('[C3.17] runs them from the opinion where nobody can be served, and not at all where nothing is reviewed', () => {
    const unknown = received('APPEAL', { reachable: false });
    given(petition, unknown, accepted, extended)
      .when(concludePetition, conclude, on('2014-10-06'))
      .then(petitionEvents.PetitionConcluded({ ...concluded.data, requestBy: '2014-11-05' }));
    given(petition, ...suggestion, studied(false), concluded)
      .when(serveOpinion, {}, on('2014-10-08'))
      .then(petitionEvents.PetitionOpinionServed({ ...served.data, requestBy: null }));
  });
});
