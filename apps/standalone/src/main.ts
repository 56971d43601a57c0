import 'reflect-metadata';
import { AuditModule } from '@taizhang/audit-feature';
import { chooseAdapters } from '@taizhang/deployment';
import { EvaluationModule } from '@taizhang/evaluation-feature';
import { IssuesModule } from '@taizhang/issues-feature';
import { OrganizationModule } from '@taizhang/organization-feature';
import { runHost } from '@taizhang/platform';

await runHost({
  name: 'standalone',
  owns: ['organization', 'issues', 'evaluation', 'access'],
  contexts: [OrganizationModule, IssuesModule, EvaluationModule, AuditModule],
  adapters: chooseAdapters,
});
