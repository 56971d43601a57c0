import type { EventMeta, Evolve } from '@taizhang/kernel';
import type {
  DocumentNumber,
  normEvents,
  NormStatus,
  NormTreatment,
  UnitLevel,
  UpstreamSubject,
} from '@taizhang/contracts';

/** A norm (制度) as its events tell it. */
export interface Norm {
  readonly kind: 'norm';
  readonly norm: string;
  /** From above, or one's own. */
  readonly origin: 'RECEIVED' | 'OWN';
  readonly status: NormStatus;
  readonly level: UnitLevel;
  readonly issuer: string;
  /** Unit and person who answer for it. */
  readonly unit: string;
  readonly owner: string;
  readonly number: DocumentNumber | null;
  readonly subject: UpstreamSubject | null;
  readonly treatment: NormTreatment | null;
  readonly area: number | null;
  readonly key: boolean;
  readonly sponsor: string | null;
  readonly refines: string | null;
  readonly stage: string | null;
  /** Number of its last draft; 0 where it was received. */
  readonly draft: number;
  readonly drafters: readonly string[];
  /** Accounts that recorded a draft of it, and those they acted for. */
  readonly draftedBy: readonly string[];
  readonly obligations: readonly string[];
  readonly supersedes: readonly string[];
  readonly supersededBy: string | null;
  readonly publishedOn: string | null;
  /** In force from this day until, without, the other. */
  readonly from: string | null;
  readonly to: string | null;
  /** Business date of its last act. */
  readonly on: string;
}

/** What deciders know of a norm: open fields only (design §5). */
export type NormState = { readonly kind: 'none' } | Norm;

/** Before it was received or drafted. */
export const initialNorm: NormState = { kind: 'none' };

function change(state: NormState, apply: (norm: Norm) => Partial<Norm>): NormState {
  return state.kind === 'none' ? state : { ...state, ...apply(state) };
}

const undone = (state: NormState): NormState => state;
const ended = (state: NormState): NormState => change(state, () => ({ status: 'WITHDRAWN' }));

const BLANK = {
  kind: 'norm',
  number: null,
  subject: null,
  treatment: null,
  area: null,
  key: false,
  sponsor: null,
  refines: null,
  draft: 0,
  drafters: [],
  draftedBy: [],
  obligations: [],
  supersedes: [],
  supersededBy: null,
  publishedOn: null,
  from: null,
  to: null,
} as const;

function accountsOf({ actor, onBehalfOf }: EventMeta): readonly string[] {
  return onBehalfOf === undefined ? [actor.id] : [actor.id, onBehalfOf];
}

/** The earlier of two ends; `null` = none. */
function earlier(end: string | null, other: string): string {
  return end === null || other < end ? other : end;
}

/** One entry per event type: a missing one does not compile. */
export const evolveNorm: Evolve<NormState, typeof normEvents> = {
  'rules.NormReceived': (_state, { norm, level, issuer, number, subject, treatment, unit, owner, stage, on }) => ({
    ...BLANK,
    norm,
    origin: 'RECEIVED',
    status: 'RECEIVED',
    level,
    issuer,
    number,
    subject,
    treatment,
    unit,
    owner,
    stage,
    on,
  }),
  'rules.NormTreatmentChanged': (state, { treatment, on }) => change(state, () => ({ treatment, on })),
  'rules.NormDrafted': (state, { obligations, ...drafted }, meta) => {
    const before = state.kind === 'none' ? { draftedBy: [] } : state;
    return {
      ...BLANK,
      ...before,
      kind: 'norm',
      origin: 'OWN',
      status: 'DRAFT',
      norm: drafted.norm,
      draft: drafted.draft,
      level: drafted.level,
      issuer: drafted.issuer,
      unit: drafted.unit,
      owner: drafted.owner,
      area: drafted.area,
      key: drafted.key,
      sponsor: drafted.sponsor,
      refines: drafted.refines,
      drafters: drafted.drafters,
      stage: drafted.stage,
      on: drafted.on,
      draftedBy: [...new Set([...before.draftedBy, ...accountsOf(meta)])],
      obligations: obligations.map(({ obligation }) => obligation),
    };
  },
  'rules.NormPublished': (state, { number, supersedes, on, from, to }) =>
    change(state, () => ({ status: 'PUBLISHED', number, supersedes, publishedOn: on, from, to, on })),
  'rules.NormSuperseded': (state, { by, from }) =>
    change(state, ({ to }) => ({ status: 'SUPERSEDED', supersededBy: by, to: earlier(to, from) })),
  'rules.NormRepealed': (state, { from }) => change(state, ({ to }) => ({ status: 'REPEALED', to: earlier(to, from) })),
  'rules.NormReceptionWithdrawn': ended,
  'rules.NormTreatmentChangeWithdrawn': undone,
  'rules.NormDraftWithdrawn': ended,
  'rules.NormPublicationWithdrawn': undone,
  'rules.NormSupersessionWithdrawn': undone,
  'rules.NormRepealWithdrawn': undone,
};

/** Units whose people act on a norm besides the bureau's own: the one that answers for it. */
export function unitOfNorm(state: NormState): readonly string[] {
  return state.kind === 'none' ? [] : [state.unit];
}
