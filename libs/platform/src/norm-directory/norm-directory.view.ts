import type { JsonObject } from '@taizhang/kernel';
import { normEvents } from '@taizhang/contracts';
import { projection, view, type ProjectedEvent, type ViewDefinition } from '@taizhang/views-port';

/** Publication of a norm, by the event that recorded it. */
interface Publication {
  readonly event: string;
  readonly from: string;
  readonly to: string | null;
}

/** What ended a norm: another, or a decision. */
interface End {
  readonly event: string;
  readonly status: 'SUPERSEDED' | 'REPEALED';
  readonly from: string;
}

/** A norm (制度) as other contexts need it: whether there is one, how it stands and since when it is in force. */
export interface DirectoryNorm {
  readonly norm: string;
  /** `RECEIVED`, `DRAFT`, `PUBLISHED`, `SUPERSEDED`, `REPEALED`, `WITHDRAWN`. */
  readonly status: string;
  /** How one from above is treated; `null` for one's own. */
  readonly treatment: string | null;
  readonly from: string | null;
  readonly to: string | null;
  /** How it was taken over at first, then by each change that was not withdrawn; none for one's own. */
  readonly treatments: readonly { readonly event: string; readonly treatment: string }[];
  readonly published: Publication | null;
  readonly ended: End | null;
}

/** Name of the view in every context that keeps one. */
export const NORM_DIRECTORY = 'norm-directory';

type Row = DirectoryNorm & JsonObject;
const {
  NormReceived,
  NormTreatmentChanged,
  NormDrafted,
  NormPublished,
  NormSuperseded,
  NormRepealed,
  NormReceptionWithdrawn,
  NormTreatmentChangeWithdrawn,
  NormDraftWithdrawn,
  NormPublicationWithdrawn,
  NormSupersessionWithdrawn,
  NormRepealWithdrawn,
} = normEvents.definitions;

/** The norm in whose stream it stands. */
const keys = (_data: unknown, { stream }: ProjectedEvent): readonly string[] => [stream.slice('norm/'.length)];

/** How it stands after all that was not withdrawn. */
function standing(row: Omit<DirectoryNorm, 'status' | 'treatment' | 'from' | 'to'>): Row {
  const { treatments, published, ended } = row;
  const treatment = treatments.at(-1)?.treatment ?? null;
  const begun = treatment === null ? 'DRAFT' : 'RECEIVED';
  const ends = [published?.to, ended?.from].flatMap((day) => day ?? []).sort();
  return {
    ...row,
    status: ended?.status ?? (published === null ? begun : 'PUBLISHED'),
    treatment,
    from: published?.from ?? null,
    to: published === null ? null : (ends[0] ?? null),
  } as unknown as Row; // holds JSON only
}

const change = (doc: Row | null, patch: Partial<DirectoryNorm>): Row | null => doc && standing({ ...doc, ...patch });
const withdrawn = (doc: Row | null): Row | null => doc && ({ ...doc, status: 'WITHDRAWN' } as unknown as Row); // holds JSON only
/** An end is withdrawn by the event that recorded it. */
const lastEnd = (doc: Row | null, event: string): Row | null =>
  change(doc, { ended: doc?.ended?.event === event ? null : (doc?.ended ?? null) });

/** A context's own copy of all norms, followed from `rules` (design §2). */
export function normDirectoryView(context: string): ViewDefinition<Row> {
  return view<Row>({
    name: NORM_DIRECTORY,
    version: 1,
    context,
    fields: { status: 'keyword', from: 'date', to: 'date' },
    on: {
      [NormReceived.type]: projection(NormReceived, {
        keys,
        project: (_doc: Row | null, { norm, treatment }, { meta }) =>
          standing({ norm, treatments: [{ event: meta.id, treatment }], published: null, ended: null }),
      }),
      [NormTreatmentChanged.type]: projection(NormTreatmentChanged, {
        keys,
        project: (doc: Row | null, { treatment }, { meta }) =>
          change(doc, { treatments: [...(doc?.treatments ?? []), { event: meta.id, treatment }] }),
      }),
      [NormDrafted.type]: projection(NormDrafted, {
        keys,
        project: (_doc: Row | null, { norm }) => standing({ norm, treatments: [], published: null, ended: null }),
      }),
      [NormPublished.type]: projection(NormPublished, {
        keys,
        project: (doc: Row | null, { from, to }, { meta }) => change(doc, { published: { event: meta.id, from, to } }),
      }),
      [NormSuperseded.type]: projection(NormSuperseded, {
        keys,
        project: (doc: Row | null, { from }, { meta }) =>
          change(doc, { ended: { event: meta.id, status: 'SUPERSEDED', from } }),
      }),
      [NormRepealed.type]: projection(NormRepealed, {
        keys,
        project: (doc: Row | null, { from }, { meta }) =>
          change(doc, { ended: { event: meta.id, status: 'REPEALED', from } }),
      }),
      [NormReceptionWithdrawn.type]: projection(NormReceptionWithdrawn, { keys, project: withdrawn }),
      [NormTreatmentChangeWithdrawn.type]: projection(NormTreatmentChangeWithdrawn, {
        keys,
        project: (doc: Row | null, { event }) =>
          change(doc, { treatments: (doc?.treatments ?? []).filter((one) => one.event !== event) }),
      }),
      [NormDraftWithdrawn.type]: projection(NormDraftWithdrawn, { keys, project: withdrawn }),
      [NormPublicationWithdrawn.type]: projection(NormPublicationWithdrawn, {
        keys,
        project: (doc: Row | null) => change(doc, { published: null }),
      }),
      [NormSupersessionWithdrawn.type]: projection(NormSupersessionWithdrawn, {
        keys,
        project: (doc: Row | null, { event }) => lastEnd(doc, event),
      }),
      [NormRepealWithdrawn.type]: projection(NormRepealWithdrawn, {
        keys,
        project: (doc: Row | null, { event }) => lastEnd(doc, event),
      }),
    },
  });
}
