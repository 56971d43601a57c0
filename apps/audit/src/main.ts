import 'reflect-metadata';
import { AuditModule } from '@taizhang/audit-feature';
import { chooseAdapters } from '@taizhang/deployment';
import { runHost } from '@taizhang/platform';

await runHost({ name: 'audit', owns: ['access'], contexts: [AuditModule], adapters: chooseAdapters });
