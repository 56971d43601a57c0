export { accessFeature } from './access.feature.js';
export { AuditModule } from './audit.module.js';
