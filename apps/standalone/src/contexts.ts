import { accessFeature } from '@taizhang/audit-feature';
import { campaignsFeature } from '@taizhang/campaigns-feature';
import { evaluationFeature } from '@taizhang/evaluation-feature';
import { issuesFeature } from '@taizhang/issues-feature';
import { organizationFeature } from '@taizhang/organization-feature';
import { ContextRegistry, type ContextFeature } from '@taizhang/platform';
import { rulesFeature } from '@taizhang/rules-feature';

/** What each context of the standalone program declares. */
export const STANDALONE_FEATURES: readonly ContextFeature[] = [
  organizationFeature,
  issuesFeature,
  evaluationFeature,
  rulesFeature,
  campaignsFeature,
  accessFeature,
];

/** A registry of all of them, as a running host fills one. */
export function standaloneRegistry(): ContextRegistry {
  const registry = new ContextRegistry();
  for (const feature of STANDALONE_FEATURES) registry.register(feature);
  return registry;
}
