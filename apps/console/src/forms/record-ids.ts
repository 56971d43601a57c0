import type { DeclaredAct } from '../api/declarations.js';

type Body = Readonly<Record<string, unknown>>;
const told = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Records whose ids follow from what their first command says: nobody need know how. */
const FOLLOWING: Readonly<Record<string, (body: Body, bureau: string) => string>> = {
  'evaluation/convene-briefing': ({ stage, unit }) => `${told(stage)}.${told(unit)}`,
  'issues/submit-self-check': ({ stage, unit, person }) => `${told(stage)}.${told(person) || told(unit)}`,
  'organization/adopt-policy': (_body, bureau) => bureau,
};

/** How the id of a new record follows from the body of its first command; none where it is chosen. */
export function followingId({ context, verb }: DeclaredAct): ((body: Body, bureau: string) => string) | undefined {
  return FOLLOWING[`${context}/${verb}`];
}

/** What ids of new records begin with, by aggregate; others have no usual form. */
const PREFIXES: Readonly<Record<string, string>> = {
  'campaigns.campaign': 'hd',
  'campaigns.stage': 'hj',
  'campaigns.look-back': 'hui',
  'issues.joint-item': 'ld',
  'issues.petition': 'xf',
  'issues.channel': 'qd',
  'rules.norm': 'zd',
  'rules.check': 'jc',
  'evaluation.comment': 'yj',
  'evaluation.results': 'hz',
  'organization.body': 'jg',
  'organization.erasure': 'sc',
};

/** Digits of an issue's running number. */
const ISSUE_DIGITS = 4;

/**
 * An id for a new record that is not taken, as far as the page knows, with the year and a running number; empty where there is no usual
 * form.
 * @param known number of the bureau's records that the page knows of
 */
export function suggestedId({ context, aggregate }: DeclaredAct, bureau: string, year: string, known: number): string {
  const kind = `${context}.${aggregate}`;
  const next = String(known + 1);
  if (kind === 'issues.issue') return `${year}-${bureau}-${next.padStart(ISSUE_DIGITS, '0')}`;
  if (kind === 'organization.person') return `${bureau}.P-`;
  const prefix = PREFIXES[kind];
  return prefix === undefined ? '' : `${prefix}-${year}-${next}`;
}
