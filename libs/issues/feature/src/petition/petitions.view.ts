import type { JsonObject } from '@taizhang/kernel';
import { concernedByPetition, petition } from '@taizhang/issues-domain';
import { aggregateRows, view, type SealedValue, type ToldAct, type ViewDefinition } from '@taizhang/views-port';
import { UNTOLD, type PetitionOpinion, type PetitionRow, type PetitionText } from './petitions.document.js';

const sealed = (act: ToldAct, field: string): SealedValue | null => act.sealed[field] ?? null;
const textOf = (act: ToldAct, on: string, field: string): PetitionText => ({ on, text: sealed(act, field) });

/** Of an accusation the words and names that are for the discipline office; of all others the others. */
const either = ({ type }: PetitionRow, act: ToldAct, open: string, hidden: string): SealedValue | null =>
  sealed(act, type === 'ACCUSATION' ? hidden : open);

const opined = (
  { opinions }: PetitionRow,
  opinion: Omit<PetitionOpinion, 'servedOn' | 'opinion'>,
  act: ToldAct,
): Pick<PetitionRow, 'opinions'> => ({
  opinions: [...opinions, { ...opinion, servedOn: null, opinion: sealed(act, 'opinion') }],
});

/** Rows of those petitions that a register shows; the others leave nothing in it. */
function register(name: string, shows: (row: PetitionRow) => boolean): ViewDefinition<PetitionRow & JsonObject> {
  const complete = (row: PetitionRow): PetitionRow | null => {
    if ((row as { readonly kind: string }).kind === 'none' || !shows(row)) return null; // a row begins as the state does
    return { ...row, units: concernedByPetition(row) };
  };
  return view<PetitionRow & JsonObject>({
    name,
    version: 1,
    context: 'issues',
    fields: {
      petition: 'keyword',
      matter: 'keyword',
      type: 'keyword',
      form: 'keyword',
      channel: 'keyword',
      status: 'keyword',
      unit: 'keyword',
      units: 'keywords',
      handler: 'keyword',
      reviewer: 'keyword',
      rechecker: 'keyword',
      receipt: 'keyword',
      receivedOn: 'date',
      acceptedOn: 'date',
      dueOn: 'date',
      requestBy: 'date',
      finalOn: 'date',
      extended: 'boolean',
      content: 'text',
    },
    counters: { status: ({ type, status }) => [`status=${status}`, `type=${type},status=${status}`] },
    on: aggregateRows({
      aggregate: petition,
      untold: UNTOLD,
      tell: {
        PetitionReceived: (row, { form, channel, persons, representatives, named }, act) => ({
          form,
          channel,
          persons,
          representatives,
          named,
          content: either(row, act, 'content', 'accusation'),
          names: either(row, act, 'names', 'informers'),
          contact: either(row, act, 'contact', 'informerContact'),
        }),
        PetitionTransferred: ({ passedOn }, { transferredOn }, act) => ({
          passedOn: [...passedOn, textOf(act, transferredOn, 'reason')],
        }),
        JurisdictionObjected: ({ passedOn }, { objectedOn }, act) => ({
          passedOn: [...passedOn, textOf(act, objectedOn, 'reason')],
        }),
        JurisdictionDecided: ({ passedOn }, { decidedOn }, act) => ({
          passedOn: [...passedOn, textOf(act, decidedOn, 'reason')],
        }),
        PetitionAccepted: (_row, { acceptedOn, overdue }) => ({ acceptedOn, acceptedOverdue: overdue }),
        PetitionNotAccepted: (_row, { ground, decidedOn }, act) => ({
          notAcceptedOn: decidedOn,
          notAcceptedGround: ground,
          explanation: sealed(act, 'explanation'),
        }),
        SuggestionStudied: (_row, _data, act) => ({ finding: sealed(act, 'finding') }),
        PetitionReplied: ({ answers }, { repliedOn }, act) => ({
          answers: [...answers, textOf(act, repliedOn, 'reply')],
        }),
        PetitionExtended: (_row, _data, act) => ({ extensionReason: sealed(act, 'reason') }),
        PetitionConcluded: (row, { outcome, concludedOn: on, overdue }, act) =>
          opined(row, { stage: 'HANDLING', unit: row.handler, outcome, on, overdue }, act),
        PetitionOpinionServed: ({ opinions }, { stage, servedOn }) => ({
          opinions: opinions.map((one) => (one.stage === stage ? { ...one, servedOn } : one)),
        }),
        PetitionReviewRequested: ({ grounds }, { requestedOn }, act) => ({
          grounds: [...grounds, textOf(act, requestedOn, 'grounds')],
        }),
        PetitionReviewed: (row, { outcome, reviewedOn: on, overdue }, act) =>
          opined(row, { stage: 'REVIEW', unit: row.reviewer ?? row.handler, outcome, on, overdue }, act),
        PetitionRecheckRequested: ({ grounds }, { requestedOn }, act) => ({
          grounds: [...grounds, textOf(act, requestedOn, 'grounds')],
        }),
        PetitionHearingHeld: ({ hearings }, { from }, act) => ({
          hearings: [...hearings, textOf(act, from, 'record')],
        }),
        PetitionRechecked: (row, { outcome, recheckedOn: on, overdue }, act) =>
          opined(row, { stage: 'RECHECK', unit: row.rechecker ?? row.handler, outcome, on, overdue }, act),
        PetitionFinalised: (_row, { finalOn }, act) => ({ finalOn, conclusion: sealed(act, 'conclusion') }),
        PetitionRated: ({ ratings }, { stage, rating, ratedAt }, act) => ({
          ratings: [...ratings, { stage, rating, ratedAt, comment: sealed(act, 'comment') }],
        }),
        PetitionWithdrawn: (_row, _data, act) => ({ withdrawalReason: sealed(act, 'reason') }),
      },
      complete,
    }),
  });
}

/** Petitions (信访台账) with their due dates: suggestions and appeals. */
export const petitionsView = register('petitions', ({ type }) => type !== 'ACCUSATION');

/** Accusations (检举控告台账), for the discipline office alone: nobody accused reads them in a register of all. */
export const accusationsView = register('accusations', ({ type }) => type === 'ACCUSATION');
