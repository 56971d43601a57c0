import { useQuery } from '@tanstack/react-query';
import { actOf } from '../api/acts.js';
import { send } from '../api/client.js';
import { mayAct, unitReference } from '../api/powers.js';
import { contextKey, MOST_CHOICES, queryString, useView } from '../api/queries.js';
import { useStanding } from '../api/standing.js';
import { today } from '../deployment/deployment.js';
import type { Due } from './self-check.js';

const SUBMIT = actOf('issues', 'self-check', 'submit-self-check');
/** Roles of a leading group's members. */
const LEADING: ReadonlySet<string> = new Set(['leading-cadre', 'principal']);

/** A stage as its page shows it. */
export interface StageDoc {
  readonly stage: string;
  readonly title: string | null;
  readonly status: string;
  readonly units: readonly string[];
}

/** A self-check as its register shows it. */
export interface SelfCheckDoc extends Due {
  readonly submitted: boolean;
  readonly nothingFound: boolean;
  readonly issues: readonly string[];
  readonly statement: string | null;
}

/** How far the self-checks of a stage have come. */
export interface Coverage {
  readonly due: number;
  readonly submitted: number;
  readonly nothingFound: number;
  readonly missing: readonly Due[];
}

/** Whoever owes a self-check, and the one that was given. */
export interface DueRow extends Due {
  readonly key: string;
  readonly check: (SelfCheckDoc & { readonly id: string }) | undefined;
  /** Whether it is the reader's to give. */
  readonly mine: boolean;
}

/** Who owes a self-check in a stage, and who has given it. Who does not see the coverage of the bureau sees what he owes himself. */
export function useSelfChecks(bureau: string, stage: string, units: readonly string[]) {
  const { powers, pathOf, session } = useStanding();
  const asked = bureau !== '' && stage !== '';
  const coverage = useQuery({
    queryKey: [...contextKey('issues'), 'self-check-coverage', bureau, stage],
    queryFn: () =>
      send<Coverage | null>(`/api/issues/queries/self-check-coverage${queryString({ bureau, stage, on: today() })}`),
    enabled: asked,
    retry: false,
  });
  const checks = useView<SelfCheckDoc>(
    'issues',
    'self-checks',
    { bureau, stage, submitted: true, limit: MOST_CHOICES },
    { enabled: asked },
  );
  const given = (checks.data?.items ?? []).map(({ key, doc }) => ({ ...doc, id: key }));
  const own = units.flatMap((unit): readonly Due[] => {
    const held = powers.filter((power) => power.unit === unitReference(bureau, unit));
    const person = held.some(({ role }) => LEADING.has(role)) ? [{ unit, person: session.person }] : [];
    return held.some(({ role }) => SUBMIT.roles.includes(role)) ? [{ unit, person: null }, ...person] : person;
  });
  const isGiven = (due: Due) => given.some(({ unit, person }) => unit === due.unit && person === due.person);
  const missing = (coverage.data?.missing ?? own).filter((due) => !isGiven(due));
  const isMine = ({ unit, person }: Due): boolean =>
    mayAct(powers, SUBMIT, [unitReference(bureau, unit)], pathOf) &&
    (person === null || person === session.person || powers.some(({ onBehalfOf }) => onBehalfOf === `acct-${person}`));
  const keyOf = ({ unit, person }: Due) => `${unit} ${person ?? ''}`;
  const order = (due: Due): number => units.indexOf(due.unit);
  const rows: readonly DueRow[] = [
    ...missing.map((due) => ({ ...due, key: keyOf(due), check: undefined, mine: isMine(due) })),
    ...given.map((check) => ({
      unit: check.unit,
      person: check.person,
      key: keyOf(check),
      check,
      mine: false,
    })),
  ].toSorted((a, b) => order(a) - order(b) || (a.person ?? '').localeCompare(b.person ?? ''));
  return { coverage: coverage.data ?? undefined, rows, checks };
}
