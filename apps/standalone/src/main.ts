import 'reflect-metadata';
import { AuditModule } from '@taizhang/audit-feature';
import { CampaignsModule } from '@taizhang/campaigns-feature';
import { chooseAdapters, consoleFolder } from '@taizhang/deployment';
import { EvaluationModule } from '@taizhang/evaluation-feature';
import { IssuesModule } from '@taizhang/issues-feature';
import { OrganizationModule } from '@taizhang/organization-feature';
import { runHost } from '@taizhang/platform';
import { RulesModule } from '@taizhang/rules-feature';

await runHost({
  name: 'standalone',
  owns: ['organization', 'issues', 'evaluation', 'rules', 'campaigns', 'access'],
  contexts: [OrganizationModule, IssuesModule, EvaluationModule, RulesModule, CampaignsModule, AuditModule],
  adapters: chooseAdapters,
  console: consoleFolder(),
});
