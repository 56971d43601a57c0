export { BALLOT_BOX_BUSY_TIMEOUT_MS, openSqliteBallotDrawers } from './sqlite-ballot-drawers.js';
