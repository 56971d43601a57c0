import 'reflect-metadata';
import { chooseAdapters, consoleFolder } from '@taizhang/deployment';
import { OrganizationModule } from '@taizhang/organization-feature';
import { runHost } from '@taizhang/platform';

await runHost({
  name: 'organization',
  owns: ['organization'],
  contexts: [OrganizationModule],
  adapters: chooseAdapters,
  console: consoleFolder(),
});
