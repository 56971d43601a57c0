import { Module } from '@nestjs/common';
import { contextModule } from '@taizhang/platform';
import { accessFeature } from './access.feature.js';

/** The Nest module of the audit host (审计): it keeps the access ledger. */
@Module({ imports: [contextModule(accessFeature)] })
export class AuditModule {}
