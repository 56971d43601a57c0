export {
  JOB_STATES,
  JobStoreError,
  MAX_LISTED_JOBS,
  MAX_RESULTS_AT_ONCE,
  type JobResultRow,
  type JobRow,
  type JobRows,
  type JobState,
} from './job-rows.js';
