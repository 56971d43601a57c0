export { organizationFeature } from './organization.feature.js';
export { OrganizationModule } from './organization.module.js';
