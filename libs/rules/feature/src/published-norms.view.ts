import type { JsonObject, JsonValue } from '@taizhang/kernel';
import { normEvents } from '@taizhang/contracts';
import { documentKey } from '@taizhang/rules-domain';
import { projection, view, type ProjectedEvent, type SealedValue } from '@taizhang/views-port';

/** A published norm (已印发制度), as everybody may know it. */
export interface PublishedNormRow {
  readonly norm: string;
  readonly status: 'PUBLISHED' | 'SUPERSEDED' | 'REPEALED';
  readonly level: string;
  readonly issuer: string;
  readonly unit: string;
  readonly document: string;
  readonly area: number | null;
  readonly key: boolean;
  readonly publishedOn: string;
  readonly from: string;
  readonly to: string | null;
  /** Its end as it was published, before another norm or a decision ended it. */
  readonly until: string | null;
  readonly supersededBy: string | null;
  readonly title: SealedValue | null;
  readonly text: SealedValue | null;
  readonly material: JsonValue;
}

type Row = PublishedNormRow & JsonObject;
const {
  NormPublished,
  NormSuperseded,
  NormRepealed,
  NormPublicationWithdrawn,
  NormSupersessionWithdrawn,
  NormRepealWithdrawn,
} = normEvents.definitions;

const keys = (_data: unknown, { stream }: ProjectedEvent): readonly string[] => [stream.slice('norm/'.length)];
const change = (doc: Row | null, patch: (doc: Row) => Partial<PublishedNormRow>): Row | null =>
  doc && ({ ...doc, ...patch(doc) } as Row); // holds JSON only
const end = (doc: Row | null, status: Row['status'], from: string, supersededBy: string | null): Row | null =>
  change(doc, ({ until }) => ({ status, supersededBy, to: until === null || from < until ? from : until }));
const standsAgain = (doc: Row | null): Row | null =>
  change(doc, ({ until }) => ({ status: 'PUBLISHED', supersededBy: null, to: until }));

/** The published norms: all of them are public, unlike the drafts that they come from [C3.18]. */
export const publishedNormsView = view<Row>({
  name: 'published-norms',
  version: 1,
  context: 'rules',
  fields: {
    norm: 'keyword',
    status: 'keyword',
    level: 'keyword',
    issuer: 'keyword',
    unit: 'keyword',
    document: 'keyword',
    area: 'number',
    key: 'boolean',
    publishedOn: 'date',
    from: 'date',
    to: 'date',
    title: 'text',
    text: 'text',
  },
  on: {
    [NormPublished.type]: projection(NormPublished, {
      keys,
      project: (_doc: Row | null, { norm, level, issuer, unit, number, area, key, on, from, to, material }, event) => {
        const published: PublishedNormRow = {
          norm,
          status: 'PUBLISHED',
          level,
          issuer,
          unit,
          document: documentKey(number),
          area,
          key,
          publishedOn: on,
          from,
          to,
          until: to,
          supersededBy: null,
          title: event.sealed['title'] ?? null,
          text: event.sealed['text'] ?? null,
          material,
        };
        return published as Row; // holds JSON only
      },
    }),
    [NormSuperseded.type]: projection(NormSuperseded, {
      keys,
      project: (doc: Row | null, { by, from }) => end(doc, 'SUPERSEDED', from, by),
    }),
    [NormRepealed.type]: projection(NormRepealed, {
      keys,
      project: (doc: Row | null, { from }) => end(doc, 'REPEALED', from, null),
    }),
    [NormPublicationWithdrawn.type]: projection(NormPublicationWithdrawn, {
      keys,
      project: (_doc: Row | null) => null,
    }),
    [NormSupersessionWithdrawn.type]: projection(NormSupersessionWithdrawn, { keys, project: standsAgain }),
    [NormRepealWithdrawn.type]: projection(NormRepealWithdrawn, { keys, project: standsAgain }),
  },
});
