import {
  actsFor,
  reject,
  role,
  type FactQuery,
  type Facts,
  type JsonValue,
  type Rejection,
  type Role,
} from '@taizhang/kernel';
import {
  accountIdOf,
  unitKeyOf,
  type PetitionKind,
  type PetitionNotice,
  type PetitionStatus,
} from '@taizhang/contracts';
import { UNIT_UNKNOWN } from '../issue/issue.rejections.js';
import {
  ACCUSATION_DISCIPLINE_ONLY,
  ACCUSED_UNIT,
  HANDLER_ACCUSED,
  OWN_OPINION,
  PETITION_DATE_ORDER,
  PETITION_STATE_FORBIDS,
  PETITION_UNKNOWN,
  SAME_FACTS_FINAL,
  SAME_MATTER_IN_TIME,
} from './petition.rejections.js';
import type { Petition, PetitionState } from './petition.state.js';

/** Fact: petitions on a matter, wherever they were received; key = the matter's number, value = {@link KnownPetition}s. */
export const MATTER_FACT = 'issues.petition-matter';

/** A petition on the same matter, as far as that decides about another. */
export interface KnownPetition {
  /** `<bureau>/<petition>`. */
  readonly petition: string;
  readonly type: PetitionKind;
  readonly status: PetitionStatus;
  readonly dueOn: string | null;
  readonly requestBy: string | null;
}

/**
 * Who handles petitions, at the unit itself: nobody above acts for it. The discipline office comes first, so that whoever holds
 * both powers acts on accusations by the one that allows it.
 */
export const HANDLERS = role('discipline-office', 'campaign-office', 'superior-office', 'branch-secretary').at('unit');

/** Who acts on accusations: the discipline office, and the head, who approves an extension without opening them. */
const WITH_ACCUSATIONS: readonly Role[] = ['discipline-office', 'principal'];

type Act = Pick<Facts, 'effectiveOn' | 'actor' | 'onBehalfOf'>;

/**
 * Runs `decide` on a petition in one of the given statuses, for somebody who is not accused himself; accusations are the
 * discipline office's. Steps follow each other also where they are recorded late.
 */
export function inStatus<D>(
  state: PetitionState,
  statuses: readonly PetitionStatus[],
  facts: Act,
  decide: (petition: Petition) => D,
): D | Rejection {
  if (state.kind === 'none') return reject(PETITION_UNKNOWN);
  if (!statuses.includes(state.status)) return reject(PETITION_STATE_FORBIDS, { status: state.status });
  if (facts.effectiveOn < state.since) return reject(PETITION_DATE_ORDER, { since: state.since });
  return recused(state, facts) ?? decide(state);
}

/** Whoever is accused stays away, and so does a delegate of his; accusations are handled by the discipline office. */
export function recused({ type, accusedPersons }: Petition, act: Act): Rejection | undefined {
  const accounts = accusedPersons.map(accountIdOf);
  if (actsFor(act).some((account) => accounts.includes(account))) return reject(HANDLER_ACCUSED);
  const may = type !== 'ACCUSATION' || WITH_ACCUSATIONS.includes(act.actor.role);
  return may ? undefined : reject(ACCUSATION_DISCIPLINE_ONLY);
}

/** Nobody reviews an opinion that was his own. */
export function ownOpinion({ opinionBy }: Petition, act: Act): Rejection | undefined {
  return actsFor(act).some((account) => opinionBy.includes(account)) ? reject(OWN_OPINION) : undefined;
}

/** Nothing of an accusation goes to an accused unit, nor to one that is below it. */
export function accusedOf(path: readonly string[], accused: readonly string[]): Rejection | undefined {
  const found = path.filter((unit) => accused.includes(unit));
  return found.length === 0 ? undefined : reject(ACCUSED_UNIT, { units: found });
}

/** Whether the petitioner is told in writing. */
export function noticeOf({ reachable }: Pick<Petition, 'reachable'>): PetitionNotice {
  return reachable ? 'WRITTEN' : 'EXEMPT';
}

/** Asks where a unit stands that an act names: for {@link placeIn}. */
export function placeNeeds(bureau: string, unit: string): Readonly<Record<string, FactQuery>> {
  return { place: { fact: 'organization.unit-path', key: unitKeyOf(bureau, unit) } };
}

/** Where a unit stands: its reference first, then those above it. */
export interface UnitPlace {
  readonly unit: string;
  readonly above: string | null;
  readonly path: readonly string[];
}

/** Runs `decide` with the place of a unit; `needs` are those of {@link placeNeeds}. */
export function placeIn<D>(
  { needs }: Pick<Facts, 'needs'>,
  named: string,
  decide: (place: UnitPlace) => D,
  need = 'place',
): D | Rejection {
  const path = stringsIn(needs[need]);
  const [unit, above = null] = path;
  return unit === undefined ? reject(UNIT_UNKNOWN, { units: [named] }) : decide({ unit, above, path });
}

/** Strings of a fact's list. */
export function stringsIn(value: JsonValue | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}

const OVER: readonly PetitionStatus[] = ['RECHECKED', 'FINAL'];
const NOTHING: readonly PetitionStatus[] = ['NOT_ACCEPTED', 'WITHDRAWN'];

/** Whether an earlier petition is still on its way in time: an office's step, or the petitioner's. */
function inTime({ type, status, dueOn, requestBy }: KnownPetition, on: string): boolean {
  if (NOTHING.includes(status)) return false;
  if (status === 'CONCLUDED' || status === 'REVIEWED') return type === 'APPEAL' && (requestBy ?? on) >= on;
  return dueOn !== null && dueOn >= on;
}

/** What is handled in time, or is final, is not taken up again, neither by a unit above nor anywhere else (arts 19, 36). */
export function takenUpElsewhere(known: readonly KnownPetition[], on: string): Rejection | undefined {
  const final = known.find(({ status }) => OVER.includes(status));
  if (final !== undefined) return reject(SAME_FACTS_FINAL, { petition: final.petition });
  const pending = known.find((one) => inTime(one, on));
  return pending === undefined ? undefined : reject(SAME_MATTER_IN_TIME, { petition: pending.petition });
}

/** The petitions that {@link MATTER_FACT} knows, but for one. */
export function othersIn(value: JsonValue | undefined, petition: string): readonly KnownPetition[] {
  const known = Array.isArray(value) ? (value as unknown as readonly KnownPetition[]) : []; // as the provider answers
  return known.filter((one) => one.petition !== petition);
}

/** Nothing is withdrawn of a petition that is not, or was received by mistake. */
export function notPursued(state: PetitionState): Rejection | undefined {
  if (state.kind === 'none') return reject(PETITION_UNKNOWN);
  return state.status === 'WITHDRAWN' ? reject(PETITION_STATE_FORBIDS, { status: state.status }) : undefined;
}

/** {@link notPursued}; and whoever is accused withdraws nothing either. */
export function notWithdrawableBy(
  state: PetitionState,
  act: Pick<Facts, 'actor' | 'onBehalfOf'>,
): Rejection | undefined {
  const refused = notPursued(state);
  if (refused !== undefined || state.kind === 'none') return refused;
  return recused(state, { ...act, effectiveOn: state.since });
}
