import { useQueryClient } from '@tanstack/react-query';
import { createContext, use, useCallback, useMemo, useState, type ReactNode } from 'react';
import { judgeBy } from './client.js';
import { viewNamed } from './acts.js';
import { bureauOf, mayAsk, type PathOf, type Power } from './powers.js';
import { MOST_CHOICES, useView, type Session, type Shown } from './queries.js';

/** A unit as the directory of units tells it. */
export interface UnitDoc {
  readonly unit: string;
  readonly level: string;
  readonly parent: string | null;
  readonly name: string | null;
  readonly principal: string | null;
  readonly acting: boolean;
}

/** A unit with its reference, which is unique in the deployment. */
export interface KnownUnit extends UnitDoc {
  readonly reference: string;
  readonly bureau: string;
}

/** A person as the directory of persons tells it. */
export interface PersonDoc {
  readonly person: string;
  readonly unit: string;
  readonly from: string;
  readonly leftOn: string | null;
  readonly name: string | null;
}

/** Who works here, under which of his powers, and what is known of units and persons. */
export interface Standing {
  readonly session: Session;
  /** The powers in use: the chosen one, or all. */
  readonly powers: readonly Power[];
  readonly chosen: string | undefined;
  readonly choose: (power: string | undefined) => void;
  readonly units: readonly KnownUnit[];
  readonly persons: readonly PersonDoc[];
  readonly pathOf: PathOf;
  readonly unitName: (reference: string) => string;
  readonly personName: (person: string) => string;
  /** Title of a stage (环节), where the reader may know it. */
  readonly stageName: (bureau: string, stage: string) => string;
}

/** A stage as the register of stages tells it. */
interface StageTitle {
  readonly title: string | null;
}

const Place = createContext<Standing | undefined>(undefined);
/** Where a browser keeps the chosen power, for this tab only. */
const STORED_AT = 'taizhang.power';

/** Gives all below it who works here. */
export function StandingProvider({ session, children }: { readonly session: Session; readonly children: ReactNode }) {
  const queries = useQueryClient();
  const [chosen, setChosen] = useState(() => {
    const stored = sessionStorage.getItem(STORED_AT) ?? undefined;
    const held = session.powers.some(({ id }) => id === stored) ? stored : undefined;
    judgeBy(held);
    return held;
  });
  const choose = useCallback(
    (power: string | undefined) => {
      if (power === undefined) sessionStorage.removeItem(STORED_AT);
      else sessionStorage.setItem(STORED_AT, power);
      judgeBy(power);
      setChosen(power);
      void queries.invalidateQueries({ queryKey: ['context'] });
    },
    [queries],
  );
  const holds = session.powers.length > 0;
  const unitPage = useView<UnitDoc>('organization', 'units', { limit: MOST_CHOICES }, { enabled: holds });
  const personPage = useView<PersonDoc>('organization', 'persons', { limit: MOST_CHOICES }, { enabled: holds });
  const stagePage = useView<StageTitle>(
    'campaigns',
    'stages',
    { sort: '-from', limit: MOST_CHOICES },
    { enabled: mayAsk(session.powers, viewNamed('campaigns', 'stages')) },
  );
  const standing = useMemo(() => {
    const units = (unitPage.data?.items ?? []).map(({ ledger, doc }): KnownUnit => {
      const bureau = bureauOf({ ledger });
      return { ...doc, bureau, reference: doc.unit === bureau ? bureau : `${bureau}/${doc.unit}` };
    });
    const persons = (personPage.data?.items ?? []).map(({ doc }) => doc);
    return {
      session,
      powers: chosen === undefined ? session.powers : session.powers.filter(({ id }) => id === chosen),
      chosen,
      choose,
      units,
      persons,
      ...lookups(units, persons, stagePage.data?.items ?? []),
    };
  }, [session, chosen, choose, unitPage.data, personPage.data, stagePage.data]);
  return <Place value={standing}>{children}</Place>;
}

function lookups(units: readonly KnownUnit[], persons: readonly PersonDoc[], stages: readonly Shown<StageTitle>[]) {
  const byReference = new Map(units.map((unit) => [unit.reference, unit]));
  const byPerson = new Map(persons.map((person) => [person.person, person]));
  const titles = new Map(stages.map((stage) => [`${bureauOf(stage)}/${stage.key}`, stage.doc.title]));
  const pathOf: PathOf = (reference) => {
    const path = [reference];
    for (
      let unit = byReference.get(reference);
      unit?.parent && !path.includes(unit.parent);
      unit = byReference.get(unit.parent)
    )
      path.push(unit.parent);
    // a branch that is not known lies under its bureau all the same
    const [bureau = reference] = reference.split('/');
    return path.includes(bureau) ? path : [...path, bureau];
  };
  return {
    pathOf,
    unitName: (reference: string) => byReference.get(reference)?.name ?? reference,
    personName: (person: string) => byPerson.get(person)?.name ?? person,
    stageName: (bureau: string, stage: string) => titles.get(`${bureau}/${stage}`) ?? stage,
  };
}

/** Who works here. */
export function useStanding(): Standing {
  const standing = use(Place);
  if (standing === undefined) throw new Error('There is no StandingProvider above.');
  return standing;
}
