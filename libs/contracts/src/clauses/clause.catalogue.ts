import { CLAUSE_ROWS } from './clause-rows.js';

/**
 * Kinds of clauses: gate 闸门 (a command must be refused), rule 规则 (how a decision is made), duty 责任 (owned, dated, its omission
 * is reported), catalogue 目录 (reference data must exist), principle 原则 (carried in templates and metadata).
 */
export const CLAUSE_KINDS = {
  G: { zh: '闸门', en: 'gate' },
  R: { zh: '规则', en: 'rule' },
  D: { zh: '责任', en: 'duty' },
  C: { zh: '目录', en: 'catalogue' },
  P: { zh: '原则', en: 'principle' },
} as const;
export type ClauseKind = keyof typeof CLAUSE_KINDS;

/** The parts of the source document, by the first member of a clause's id. */
export const CLAUSE_PARTS = {
  C0: { zh: '依据和环节', en: 'Basis and stage' },
  C1: { zh: '聚焦“四风”解决突出问题', en: 'Rectifying prominent problems of the four winds' },
  C2: { zh: '切实加强基层服务型党组织建设', en: 'Building service-type grassroots party organisations' },
  C3: { zh: '务实有效抓好建章立制', en: 'Building rules that work' },
  C4: { zh: '动真碰硬正风肃纪', en: 'Style and discipline' },
  C5: { zh: '认真做好总结工作', en: 'Evaluation and summing up' },
  C6: { zh: '加强组织领导', en: 'Organisation and leadership' },
} as const;
export type ClausePart = keyof typeof CLAUSE_PARTS;

/** One normative phrase of the source document (条款). */
export interface Clause {
  readonly id: string;
  readonly kind: ClauseKind;
  /** Contexts that keep it; the first one owns it. */
  readonly contexts: readonly string[];
  /** The source's own words. */
  readonly phrase: string;
  readonly requirement: string;
  /** How one sees that it is kept. */
  readonly check: string;
}

/** A line of the catalogue that cannot be read; a programming error. */
export class ClauseRowError extends Error {
  override readonly name = 'ClauseRowError';
}

const COLUMNS = 6;

function clauseOfRow(row: string): Clause {
  const cells = row.split('\t');
  const [id = '', kind = '', contexts = '', phrase = '', requirement = '', check = ''] = cells;
  if (cells.length !== COLUMNS || !isKind(kind) || cells.includes('')) throw new ClauseRowError(row);
  return { id, kind, contexts: contexts.split(','), phrase, requirement, check };
}

function isKind(kind: string): kind is ClauseKind {
  return Object.hasOwn(CLAUSE_KINDS, kind);
}

/** All clauses, in the order of the source document. */
export const CLAUSES: readonly Clause[] = CLAUSE_ROWS.trim().split('\n').map(clauseOfRow);

const positions: ReadonlyMap<string, number> = new Map(CLAUSES.map(({ id }, at) => [id, at]));

/** The clause with this id; `undefined` where there is none. */
export function clauseOf(id: string): Clause | undefined {
  return CLAUSES[positions.get(id) ?? -1];
}

/** Ids from the first to the last one in the order of the source; none where one is unknown or they stand the other way round. */
export function clausesBetween(first: string, last: string): readonly string[] {
  const from = positions.get(first);
  const to = positions.get(last);
  return from === undefined || to === undefined ? [] : CLAUSES.slice(from, to + 1).map(({ id }) => id);
}
