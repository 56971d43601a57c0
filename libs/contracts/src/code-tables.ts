import type { CodeTable } from './code-table.js';
import { EVALUATION_OBJECT_TABLE, GOOD_CADRE_STANDARD_TABLE, GRADE_TABLE } from './evaluation/evaluation.codes.js';
import { CHANNEL_TYPE_TABLE } from './issues/channel.codes.js';
import { JOINT_MODE_TABLE } from './issues/joint-item.codes.js';
import { ISSUE_CLASS_TABLE, ISSUE_SOURCE_TABLE, WIND_TABLE } from './issues/issue.codes.js';
import { CHECK_MODE_TABLE, NORM_AREA_TABLE, NORM_TREATMENT_TABLE, UPSTREAM_SUBJECT_TABLE } from './rules/norm.codes.js';

/** All tables of codes; a new one is one line here, and stands in the clause matrix from then on. */
export const CODE_TABLES: readonly CodeTable[] = [
  ISSUE_CLASS_TABLE,
  ISSUE_SOURCE_TABLE,
  WIND_TABLE,
  CHANNEL_TYPE_TABLE,
  JOINT_MODE_TABLE,
  EVALUATION_OBJECT_TABLE,
  GRADE_TABLE,
  GOOD_CADRE_STANDARD_TABLE,
  UPSTREAM_SUBJECT_TABLE,
  NORM_TREATMENT_TABLE,
  NORM_AREA_TABLE,
  CHECK_MODE_TABLE,
];
