export { JOB_STORE_BUSY_TIMEOUT_MS, openSqliteJobRows } from './sqlite-job-rows.js';
