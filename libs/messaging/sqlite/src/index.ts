export {
  FOLLOWERS_BUSY_TIMEOUT_MS,
  FOLLOWERS_FILE,
  FollowersFileUnavailableError,
  ForeignFollowersFileError,
  openSqliteFollowerState,
  type SqliteFollowerStateOptions,
} from './sqlite-follower-state.js';
export { FOLLOWERS_APPLICATION_ID, FOLLOWERS_SCHEMA_VERSION } from './follower-tables.js';
export { MARKS_PAGE_ROWS } from './sqlite-marks.js';
