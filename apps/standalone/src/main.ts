import 'reflect-metadata';
import { AuditModule } from '@taizhang/audit-feature';
import { chooseAdapters } from '@taizhang/deployment';
import { IssuesModule } from '@taizhang/issues-feature';
import { OrganizationModule } from '@taizhang/organization-feature';
import { runHost } from '@taizhang/platform';

await runHost({
  name: 'standalone',
  owns: ['organization', 'issues', 'access'],
  contexts: [OrganizationModule, IssuesModule, AuditModule],
  adapters: chooseAdapters,
});
