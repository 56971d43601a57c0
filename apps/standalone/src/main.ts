import 'reflect-metadata';
import { chooseAdapters } from '@taizhang/deployment';
import { IssuesModule } from '@taizhang/issues-feature';
import { OrganizationModule } from '@taizhang/organization-feature';
import { runHost } from '@taizhang/platform';

await runHost({
  name: 'standalone',
  owns: ['organization', 'issues'],
  contexts: [OrganizationModule, IssuesModule],
  adapters: chooseAdapters,
});
