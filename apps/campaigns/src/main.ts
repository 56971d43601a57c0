import 'reflect-metadata';
import { chooseAdapters } from '@taizhang/deployment';
import { CampaignsModule } from '@taizhang/campaigns-feature';
import { runHost } from '@taizhang/platform';

await runHost({ name: 'campaigns', owns: ['campaigns'], contexts: [CampaignsModule], adapters: chooseAdapters });
