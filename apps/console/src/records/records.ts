import { VIEWS } from '../api/acts.js';
import type { DeclaredView, RecordAddress } from '../api/declarations.js';

/** Which view shows the records of an aggregate, where it does not bear its name in the plural. Another one is a line. */
const VIEW_OF: Readonly<Record<string, string>> = {
  'issues.issue': 'rectification-ledger',
  'issues.intake': 'intake-register',
  'organization.body': 'bodies',
  'organization.policy': 'policy-directory',
  'evaluation.results': 'results',
  'evaluation.cadre-record': 'cadre-files',
};

const isOf = (context: string, name: string | undefined) => (view: DeclaredView) =>
  view.context === context && view.name === name;

/** The view that shows the records of an aggregate, if there is one. */
export function viewOf(context: string, aggregate: string): DeclaredView | undefined {
  const named = VIEW_OF[`${context}.${aggregate}`];
  if (named !== undefined) return VIEWS.find(isOf(context, named));
  const plurals = [`${aggregate}s`, `${aggregate}es`, aggregate.replace(/y$/, 'ies'), aggregate];
  return plurals.map((name) => VIEWS.find(isOf(context, name))).find((view) => view !== undefined);
}

/** Pages that an aggregate has of its own. */
const PAGES: Readonly<Record<string, string>> = { 'issues.issue': '/issues', 'evaluation.evaluation': '/evaluations' };

/** Where a record is shown. */
export function pathOfRecord(context: string, aggregate: string, bureau: string, id: string): string {
  const page = PAGES[`${context}.${aggregate}`] ?? `/records/${context}/${aggregate}`;
  return `${page}/${bureau}/${encodeURIComponent(id)}`;
}

/** Where the way of a record is told. */
export function pathOfReplay({ context, aggregate, bureau, id }: RecordAddress): string {
  return `/replay/${context}/${aggregate}/${bureau}/${encodeURIComponent(id)}`;
}

/** Units of a document, as its bureau names them; the bureau where none is named. */
export function unitsOf(doc: Readonly<Record<string, unknown>>, bureau: string): readonly string[] {
  const named = [doc['unit'], doc['units'], doc['lead']].flat().filter((unit) => typeof unit === 'string');
  return named.length === 0 ? [bureau] : [...new Set(named)];
}
