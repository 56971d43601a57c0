import 'reflect-metadata';
import { chooseAdapters } from '@taizhang/deployment';
import { IssuesModule } from '@taizhang/issues-feature';
import { runHost } from '@taizhang/platform';

await runHost({ name: 'issues', owns: ['issues'], contexts: [IssuesModule], adapters: chooseAdapters });
