import { accessFeature } from '@taizhang/audit-feature';
import { campaignsFeature } from '@taizhang/campaigns-feature';
import { evaluationFeature } from '@taizhang/evaluation-feature';
import { issuesFeature } from '@taizhang/issues-feature';
import { organizationFeature } from '@taizhang/organization-feature';
import { ContextRegistry } from '@taizhang/platform';
import { rulesFeature } from '@taizhang/rules-feature';

/** A registry of all contexts whose records an embedded data folder may hold. */
export function knownContexts(): ContextRegistry {
  const registry = new ContextRegistry();
  for (const feature of [
    organizationFeature,
    issuesFeature,
    evaluationFeature,
    rulesFeature,
    campaignsFeature,
    accessFeature,
  ])
    registry.register(feature);
  return registry;
}
