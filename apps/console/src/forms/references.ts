import { viewNamed } from '../api/acts.js';
import { mayAsk } from '../api/powers.js';
import { MOST_CHOICES, useView, type AnyDoc } from '../api/queries.js';
import { useStanding } from '../api/standing.js';
import type { Reference } from '../language/fields.js';
import { namedBy } from '../language/labels.js';
import type { Offered } from './choices.js';
import type { FormField } from './form-fields.js';

/** Records of the bureau that a form may name, by what they are. */
export type References = Readonly<Partial<Record<Reference, readonly Offered[]>>>;

/** Which view tells of them, by which field they are sorted, and which member says in words what they are. */
const TOLD_BY: Readonly<
  Record<Reference, { readonly context: string; readonly view: string; readonly sort: string; readonly words: string }>
> = {
  campaign: { context: 'campaigns', view: 'campaigns', sort: '-on', words: 'title' },
  stage: { context: 'campaigns', view: 'stages', sort: '-from', words: 'title' },
  lookBack: { context: 'campaigns', view: 'look-backs', sort: '-on', words: 'unit' },
  issue: { context: 'issues', view: 'rectification-ledger', sort: 'code', words: 'manifestation' },
  norm: { context: 'rules', view: 'norms', sort: 'norm', words: 'title' },
};
/** As much of a record's words is shown beside its id, in UTF-16 units. */
const MOST_WORDS = 24;

/** What members of a command name, those within lists and groups included. */
function namedWithin(fields: readonly FormField[], command: string): ReadonlySet<string | undefined> {
  const within = (all: readonly FormField[]): readonly (string | undefined)[] =>
    all.flatMap((field) => [
      namedBy(field.name, command),
      ...(field.kind === 'group' || field.kind === 'list' ? within(field.fields) : []),
    ]);
  return new Set(within(fields));
}

function useReference(kind: Reference, bureau: string, isNamed: boolean): readonly Offered[] {
  const { powers } = useStanding();
  const { context, view, sort, words } = TOLD_BY[kind];
  const found = useView(
    context,
    view,
    { bureau, sort, limit: MOST_CHOICES },
    { enabled: isNamed && mayAsk(powers, viewNamed(context, view)) },
  );
  return (found.data?.items ?? []).map(({ key, doc }) => ({
    value: key,
    label: `${key} ${wordsOf(doc, words)}`.trim(),
  }));
}

function wordsOf(doc: AnyDoc, member: string): string {
  const words = doc[member];
  return typeof words === 'string' ? words.slice(0, MOST_WORDS) : '';
}

/** The records of a bureau that a command's form may name. */
export function useReferences(fields: readonly FormField[], command: string, bureau: string): References {
  const named = namedWithin(fields, command);
  return {
    campaign: useReference('campaign', bureau, named.has('campaign')),
    stage: useReference('stage', bureau, named.has('stage')),
    lookBack: useReference('lookBack', bureau, named.has('lookBack')),
    issue: useReference('issue', bureau, named.has('issue')),
    norm: useReference('norm', bureau, named.has('norm')),
  };
}
