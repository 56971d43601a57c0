import type { UnitLevel } from '../organization/organization.catalogue.js';

/** How a norm from above is taken over here (承接方式) [C3.1]: as it is, by a norm of one's own, not at all. */
export const NORM_TREATMENTS = ['ADOPT', 'REFINE', 'NOT_APPLICABLE'] as const;
export type NormTreatment = (typeof NORM_TREATMENTS)[number];

/** How a norm stands: taken over from above; or drafted here, published, and ended by another norm or by decision. */
export const NORM_STATUSES = ['RECEIVED', 'DRAFT', 'PUBLISHED', 'SUPERSEDED', 'REPEALED', 'WITHDRAWN'] as const;
export type NormStatus = (typeof NORM_STATUSES)[number];

/** Levels of norms from above (上级制度). */
export const UPSTREAM_LEVELS = ['CENTRAL', 'PROVINCE', 'CITY'] as const satisfies readonly UnitLevel[];

/** What norms from above are about [C3.2–C3.10]; `OTHER` is what the source does not name. */
export const UPSTREAM_SUBJECTS = [
  'EIGHT_POINT',
  'ECONOMY',
  'MASS_CONTACT',
  'GRASSROOTS_SERVICE',
  'RECEPTIONS',
  'OFFICE_SPACE',
  'MEETINGS',
  'TRAVEL',
  'TRAINING',
  'OVERSEAS',
  'SPENDING_AUDIT',
  'TEN_POINT_PROVINCE',
  'TEN_POINT_CITY',
  'FIX_AT_ONCE',
  'ONE_PLUS_TEN',
  'ACTION_445',
  'OTHER',
] as const;
export type UpstreamSubject = (typeof UPSTREAM_SUBJECTS)[number];

/** How many norms of each subject the source has, all of which are to be on record (承接清单) [C3.1]. */
export const EXPECTED_NORMS: Readonly<Record<UpstreamSubject, number>> = {
  EIGHT_POINT: 1,
  ECONOMY: 1,
  MASS_CONTACT: 1,
  GRASSROOTS_SERVICE: 1,
  RECEPTIONS: 1,
  OFFICE_SPACE: 1,
  MEETINGS: 1,
  TRAVEL: 1,
  TRAINING: 1,
  OVERSEAS: 1,
  SPENDING_AUDIT: 1,
  TEN_POINT_PROVINCE: 1,
  TEN_POINT_CITY: 1,
  FIX_AT_ONCE: 10,
  ONE_PLUS_TEN: 11,
  ACTION_445: 1,
  OTHER: 0,
};

/** The eight areas (8个方面) in which the bureau has norms of its own, by number [C3.11.a–i]. */
export const NORM_AREAS = [1, 2, 3, 4, 5, 6, 7, 8] as const;
export type NormArea = (typeof NORM_AREAS)[number];
