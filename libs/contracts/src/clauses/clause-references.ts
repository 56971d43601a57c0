import { clausesBetween } from './clause.catalogue.js';

/** Brackets that name clauses: `[C5.12]`, `[C6.7, C6.9]`, `[C1.1.b–k]`. */
const BRACKETS = /\[(C\d[^\]]*)\]/g;
const SEPARATORS = /[\s,、;]+/;
const RANGE = /^([^–]+)–([^–]+)$/;

/**
 * Ids of the clauses that a text names in brackets, in its order, each once. A range `C1.1.b–k` (or `C1.1.b–C1.1.k`) is every
 * clause from the first to the last; what names no clause is given back as it stands, so that whoever checks ids finds it.
 * @example clausesNamed('[C1.0.b–d] [C6.7, C6.9] moves open duties') // C1.0.b, C1.0.c, C1.0.d, C6.7, C6.9
 */
export function clausesNamed(text: string): readonly string[] {
  const ids = [...text.matchAll(BRACKETS)]
    .flatMap(([, inside = '']) => inside.split(SEPARATORS))
    .filter((token) => token !== '')
    .flatMap(idsOf);
  return [...new Set(ids)];
}

function idsOf(token: string): readonly string[] {
  const [, first, last] = RANGE.exec(token) ?? [];
  if (first === undefined || last === undefined) return [token];
  const ids = clausesBetween(first, last.startsWith('C') ? last : siblingOf(first, last));
  return ids.length === 0 ? [token] : ids;
}

/** `C1.1.b` and `k` make `C1.1.k`. */
function siblingOf(id: string, member: string): string {
  return id.slice(0, id.lastIndexOf('.') + 1) + member;
}
