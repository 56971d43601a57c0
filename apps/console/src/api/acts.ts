import type { DeclaredAct, DeclaredReading, DeclaredView } from './declarations.js';

const declarations = TAIZHANG_DECLARATIONS;

/** Commands that begin a record, by aggregate: they are offered where there is none yet. Another one is a line. */
const BEGINNINGS: Readonly<Record<string, readonly string[]>> = {
  'campaigns.campaign': ['launch-campaign'],
  'campaigns.stage': ['open-stage'],
  'campaigns.look-back': ['start-look-back'],
  'issues.issue': ['raise-issue', 'carry-over-issue'],
  'issues.self-check': ['submit-self-check'],
  'issues.intake': ['receive-intake'],
  'issues.channel': ['register-channel'],
  'issues.joint-item': ['identify-joint-item'],
  'issues.petition': ['receive-petition'],
  'rules.norm': ['receive-norm', 'draft-norm'],
  'rules.check': ['plan-check', 'perform-check'],
  'organization.unit': ['register-unit', 'merge-units', 'found-deployment'],
  'organization.person': ['register-person'],
  'organization.body': ['form-body'],
  'organization.policy': ['adopt-policy'],
  'organization.erasure': ['request-erasure', 'request-disclosure-erasure'],
  'evaluation.evaluation': ['convene-briefing'],
  'evaluation.comment': ['collect-feedback'],
  'evaluation.results': ['summarise-results'],
  'evaluation.cadre-record': ['record-commendation', 'record-duty-performance'],
};

/** Of these the ones that also go on with a record that is there: what was withdrawn is done again, what is planned is performed. */
const GO_ON: ReadonlySet<string> = new Set([
  'submit-self-check',
  'perform-check',
  'draft-norm',
  'convene-briefing',
  'adopt-policy',
]);

/** Who only ever acts by itself is no person: its commands have no form. */
const isGivenByPeople = ({ roles }: DeclaredAct): boolean =>
  roles.some((role) => role !== 'system' && role !== 'public');

/** Commands that a route of its own gives on behalf of whoever asks it: their members are nothing that a person could write. */
const GIVEN_BY_ROUTES: ReadonlySet<string> = new Set(['evaluation/evaluation/issue-ballot-codes']);
const isWritten = ({ context, aggregate, verb }: DeclaredAct): boolean =>
  !GIVEN_BY_ROUTES.has(`${context}/${aggregate}/${verb}`);

/** Commands that people give, in the order of the API's document. */
export const ACTS: readonly DeclaredAct[] = declarations.acts.filter((act) => isGivenByPeople(act) && isWritten(act));

/** Views of all contexts. */
export const VIEWS: readonly DeclaredView[] = declarations.views;

/** Who may read what happened to records, by aggregate. */
export const TIMELINES = declarations.timelines;

/** Who may read the events of a context; nobody of one that the document does not have. */
export function streamOf(context: string): DeclaredReading {
  return declarations.streams.find((stream) => stream.context === context) ?? { context, roles: [], scope: 'unit' };
}

/** Contexts of the deployment's document. */
export const CONTEXTS = declarations.contexts;

/** Values that a member of an aggregate's commands may have; none where it is no enumeration. */
export function declaredValues(context: string, aggregate: string, member: string): readonly string[] {
  const found = ACTS.filter((act) => act.context === context && act.aggregate === aggregate)
    .map(({ schema }) => schema.properties?.[member])
    .find((schema) => schema?.enum !== undefined);
  return found?.enum ?? [];
}

/** The act of an aggregate; a programming error where there is none. */
export function actOf(context: string, aggregate: string, verb: string): DeclaredAct {
  const found = declarations.acts.find(
    (act) => act.context === context && act.aggregate === aggregate && act.verb === verb,
  );
  if (found === undefined) throw new Error(`There is no command ${context}/${aggregate}/${verb}.`);
  return found;
}

/** Whether an act begins a record. */
export function begins({ context, aggregate, verb }: DeclaredAct): boolean {
  return BEGINNINGS[`${context}.${aggregate}`]?.includes(verb) ?? false;
}

/** Whether an act takes an earlier one back (撤回): such acts stand apart. */
export function takesBack({ verb }: DeclaredAct): boolean {
  return verb.startsWith('withdraw-');
}

/** Acts about a record of an aggregate that is there. */
export function actsOn(context: string, aggregate: string): readonly DeclaredAct[] {
  return ACTS.filter(
    (act) => act.context === context && act.aggregate === aggregate && (!begins(act) || GO_ON.has(act.verb)),
  );
}

/** The view of a context by its name; a programming error where there is none. */
export function viewNamed(context: string, name: string): DeclaredView {
  const found = VIEWS.find((view) => view.context === context && view.name === name);
  if (found === undefined) throw new Error(`There is no view ${context}/${name}.`);
  return found;
}
