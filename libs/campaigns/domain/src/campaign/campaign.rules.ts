import { reject, type FactQuery, type Facts, type Rejection } from '@taizhang/kernel';
import { unitKeyOf } from '@taizhang/contracts';
import { CAMPAIGN_UNKNOWN, SCOPE_UNIT_UNKNOWN, UNIT_REPEATED } from './campaign.rejections.js';
import type { CampaignState } from './campaign.state.js';

const needOf = (unit: string): string => `unit ${unit}`;

/** Asks whether the units of a scope are registered: for {@link wrongScope}. */
export function scopeNeeds(bureau: string, units: readonly string[]): Readonly<Record<string, FactQuery>> {
  return Object.fromEntries(
    units.map((unit) => [needOf(unit), { fact: 'organization.unit-path', key: unitKeyOf(bureau, unit) }]),
  );
}

/** A scope names registered units, each once. */
export function wrongScope(units: readonly string[], { needs }: Pick<Facts, 'needs'>): Rejection | undefined {
  if (new Set(units).size !== units.length) return reject(UNIT_REPEATED);
  const unknown = units.filter((unit) => {
    const path = needs[needOf(unit)];
    return !Array.isArray(path) || path.length === 0;
  });
  return unknown.length === 0 ? undefined : reject(SCOPE_UNIT_UNKNOWN, { units: unknown });
}

/** Runs `decide` on a campaign that stands. */
export function launched<D>(
  state: CampaignState,
  decide: (campaign: CampaignState & { readonly kind: 'campaign' }) => D,
): D | Rejection {
  return state.kind === 'none' || state.status === 'WITHDRAWN' ? reject(CAMPAIGN_UNKNOWN) : decide(state);
}
