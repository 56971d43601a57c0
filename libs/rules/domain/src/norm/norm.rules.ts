import { reject, type FactQuery, type Facts, type JsonValue, type NoneAfter, type Rejection } from '@taizhang/kernel';
import { normEvents, unitKeyOf, type DocumentNumber, type NormStatus } from '@taizhang/contracts';
import {
  DATE_BEFORE_LAST_ACT,
  DOCUMENT_NUMBER_TAKEN,
  MATERIAL_UNKNOWN,
  NORM_STATE_FORBIDS,
  NORM_UNKNOWN,
  UNIT_UNKNOWN,
} from './norm.rejections.js';
import type { Norm, NormState } from './norm.state.js';

/** Fact: what is known of a norm; key = `<bureau>/<code>`, value = `KnownNorm`, `null` where there is none. */
export const NORM_FACT = 'rules.norm';
/** Fact: which norms have a document number; key = `<bureau>/` and {@link documentKey}, value = {@link NumberHolders}. */
export const DOCUMENT_NUMBER_FACT = 'rules.document-number';

/** What others may know of a norm, as the first `seen` events of the ledger tell it. */
export interface KnownNorm {
  readonly seen: number;
  readonly status: NormStatus;
  readonly treatment: string | null;
  readonly from: string | null;
  readonly to: string | null;
}

/** Norms that have a number, as the first `seen` events of the ledger tell it. */
export interface NumberHolders {
  readonly seen: number;
  readonly norms: readonly string[];
}

/** Runs `decide` on a norm that stands in one of these ways. Its acts are recorded in the order of their dates. */
export function onNorm<D>(
  state: NormState,
  statuses: readonly NormStatus[],
  { effectiveOn }: Pick<Facts, 'effectiveOn'>,
  decide: (norm: Norm) => D,
): D | Rejection {
  if (state.kind === 'none') return reject(NORM_UNKNOWN);
  if (!statuses.includes(state.status)) return reject(NORM_STATE_FORBIDS, { status: state.status });
  return effectiveOn < state.on ? reject(DATE_BEFORE_LAST_ACT, { field: 'effectiveOn' }) : decide(state);
}

/** Why nothing of a norm can be withdrawn, if so. */
export function gone(state: NormState): Rejection | undefined {
  if (state.kind === 'none') return reject(NORM_UNKNOWN);
  return state.status === 'WITHDRAWN' ? reject(NORM_STATE_FORBIDS, { status: state.status }) : undefined;
}

/** Asks where a unit stands in the tree, as the bureau calls it. */
export function placeOf(bureau: string, unit: string): FactQuery {
  return { fact: 'organization.unit-path', key: unitKeyOf(bureau, unit) };
}

/** Work is given to units that there are; `path` is the answer to {@link placeOf}. */
export function unknownUnit(unit: string, path: JsonValue | undefined): Rejection | undefined {
  return Array.isArray(path) && path.length > 0 ? undefined : reject(UNIT_UNKNOWN, { unit });
}

/** What a norm is known as; `fact` is the answer to {@link NORM_FACT}. */
export function knownNorm(fact: JsonValue | undefined): KnownNorm | undefined {
  return (fact ?? undefined) as KnownNorm | undefined; // as the provider answers
}

/** Whether a norm applies on a day: one taken over from above does until it is called not applicable. */
export function appliesOn({ status, treatment, from, to }: KnownNorm, on: string): boolean {
  if (status === 'RECEIVED') return treatment !== 'NOT_APPLICABLE';
  const published = status === 'PUBLISHED' || status === 'SUPERSEDED' || status === 'REPEALED';
  return published && from !== null && from <= on && (to === null || on < to);
}

/** A document number in one string. */
export function documentKey({ series, year, serial }: DocumentNumber): string {
  return [series, year, serial].join(':');
}

/** Asks who has the number; nothing where there is none. */
export function numberHolders(bureau: string, number: DocumentNumber | null): Readonly<Record<string, FactQuery>> {
  return number === null ? {} : { holders: { fact: DOCUMENT_NUMBER_FACT, key: `${bureau}/${documentKey(number)}` } };
}

/** Another norm that has the number already, or how much of the ledger was seen without one. */
export function freeNumber(norm: string, { needs }: Pick<Facts, 'needs'>): { readonly seen: number } | Rejection {
  const { seen, norms } = (needs['holders'] ?? { seen: 0, norms: [] }) as unknown as NumberHolders; // as the provider answers
  const other = norms.find((one) => one !== norm);
  return other === undefined ? { seen } : reject(DOCUMENT_NUMBER_TAKEN, { norm: other });
}

/** That no norm got a number since the look at those that have it. */
export function numberedSince({ seen }: { readonly seen: number }): NoneAfter {
  const { NormReceived, NormPublished } = normEvents.definitions;
  return { types: [NormReceived.type, NormPublished.type], after: seen - 1 };
}

/** Asks for an uploaded file; nothing where there is none. */
export function uploaded(
  bureau: string,
  material: { readonly sha256: string } | null,
): Readonly<Record<string, FactQuery>> {
  return material === null ? {} : { material: { fact: 'platform.blob', key: `rules/${bureau}/${material.sha256}` } };
}

/** A file counts when it was uploaded to this ledger with this size; `needs` are those of {@link uploaded}. */
export function unknownMaterial(
  material: { readonly sha256: string; readonly size: number } | null,
  { needs }: Pick<Facts, 'needs'>,
): Rejection | undefined {
  if (material === null) return undefined;
  const { size } = (needs['material'] ?? {}) as { readonly size?: number }; // as the platform answers
  return size === material.size ? undefined : reject(MATERIAL_UNKNOWN, { sha256: material.sha256 });
}
