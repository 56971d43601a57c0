import { command, id, reject, role, text, type Facts, type Rejection } from '@taizhang/kernel';
import {
  MAX_NORM_TITLE_LENGTH,
  normArea,
  normEvents,
  normMaterial,
  personsOf,
  unitKeyOf,
  UNIT_LEVELS,
  unknownPersons,
} from '@taizhang/contracts';
import { z } from 'zod';
import {
  ID_REPEATED,
  ISSUER_NOT_OWN,
  NORM_CODE_USED,
  NORM_NOT_TO_REFINE,
  PRINCIPAL_SPONSORS_KEY_NORM,
} from './norm.rejections.js';
import { knownNorm, NORM_FACT, onNorm, placeOf, unknownMaterial, unknownUnit, uploaded } from './norm.rules.js';
import { unitOfNorm, type NormState } from './norm.state.js';

const schema = z.strictObject({
  issuer: id(),
  unit: id(),
  owner: id(),
  area: normArea().nullable().default(null),
  key: z.boolean().default(false),
  sponsor: id().nullable().default(null),
  refines: id().nullable().default(null),
  drafters: z.array(id()).min(1).max(20),
  stage: id().nullable().default(null),
  title: text(MAX_NORM_TITLE_LENGTH),
  text: text().nullable().default(null),
  obligations: z
    .array(z.strictObject({ obligation: id(), description: text() }))
    .max(50)
    .default([]),
  material: normMaterial().nullable().default(null),
});
type Input = z.output<typeof schema>;

/** Drafts a norm of one's own (起草制度), or drafts it anew before it is published; a key norm with the principal as sponsor [C6.10]. */
export const draftNorm = command({
  name: 'DraftNorm',
  title: { zh: '起草制度', en: 'Draft norm' },
  clauses: ['C1.0.a', 'C3.1', 'C3.11', 'C6.10'],
  schema,
  allow: role('campaign-office', 'branch-secretary', 'branch-clerk', 'leading-cadre', 'principal').at(
    'unit-or-superior',
  ),
  // A draft that is there is drafted anew by those of the unit that answers for it.
  judgedAt: ({ unit }, _target, state: NormState) => (state.kind === 'none' ? [unit] : unitOfNorm(state)),
  needs: ({ issuer, unit, refines, material, ...responsible }, { bureau }) => ({
    level: { fact: 'organization.unit-level', key: bureau },
    issuer: placeOf(bureau, issuer),
    path: placeOf(bureau, unit),
    ...personsOf(personsIn(responsible)),
    principal: { fact: 'organization.principal', key: unitKeyOf(bureau, issuer) },
    ...(refines !== null && { refined: { fact: NORM_FACT, key: `${bureau}/${refines}` } }),
    ...uploaded(bureau, material),
  }),
  decide: (input, state: NormState, facts, { id: norm, bureau }) => {
    // Who was named in the draft before, and has left since, is made responsible for nothing new.
    const before = state.kind === 'none' ? [] : personsIn(state);
    const named = personsIn(input).filter((person) => !before.includes(person));
    const refused = unfit(input, facts, bureau) ?? unknownPersons(named, facts);
    if (refused !== undefined) return refused;
    const own = UNIT_LEVELS.find((level) => level === facts.needs['level']) ?? 'BUREAU';
    const level = input.issuer === bureau ? own : 'BRANCH';
    const drafted = (draft: number) => [
      normEvents.NormDrafted({ ...input, norm, draft, level, on: facts.effectiveOn }),
    ];
    if (state.kind === 'none') return drafted(1);
    if (state.origin === 'RECEIVED') return reject(NORM_CODE_USED);
    return onNorm(state, ['DRAFT'], facts, ({ draft }) => drafted(draft + 1));
  },
});

/** Who is responsible for a norm, and for its text. */
function personsIn({
  owner,
  sponsor,
  drafters,
}: Pick<Input, 'owner' | 'sponsor'> & { readonly drafters: readonly string[] }) {
  return [owner, sponsor, ...drafters];
}

function unfit(input: Input, facts: Pick<Facts, 'needs'>, bureau: string): Rejection | undefined {
  const { issuer, unit, drafters, obligations, material } = input;
  const { issuer: place, path } = facts.needs;
  const own = issuer === bureau ? bureau : `${bureau}/${issuer}`;
  if (!Array.isArray(place) || place[0] !== own) return reject(ISSUER_NOT_OWN, { issuer });
  const names = [drafters, obligations.map(({ obligation }) => obligation)];
  if (names.some((list) => new Set(list).size !== list.length)) return reject(ID_REPEATED);
  return (
    unknownUnit(unit, path) ??
    wrongSponsor(input, facts) ??
    notToRefine(input, facts) ??
    unknownMaterial(material, facts)
  );
}

/** The principal works on key norms himself [C6.10]. */
function wrongSponsor({ key, sponsor }: Input, { needs }: Pick<Facts, 'needs'>): Rejection | undefined {
  if (!key) return undefined;
  return sponsor !== null && sponsor === needs['principal'] ? undefined : reject(PRINCIPAL_SPONSORS_KEY_NORM);
}

function notToRefine({ refines }: Input, { needs }: Pick<Facts, 'needs'>): Rejection | undefined {
  if (refines === null) return undefined;
  const refined = knownNorm(needs['refined']);
  return refined?.status === 'RECEIVED' && refined.treatment === 'REFINE'
    ? undefined
    : reject(NORM_NOT_TO_REFINE, { norm: refines });
}
