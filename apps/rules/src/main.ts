import 'reflect-metadata';
import { chooseAdapters } from '@taizhang/deployment';
import { runHost } from '@taizhang/platform';
import { RulesModule } from '@taizhang/rules-feature';

await runHost({ name: 'rules', owns: ['rules'], contexts: [RulesModule], adapters: chooseAdapters });
