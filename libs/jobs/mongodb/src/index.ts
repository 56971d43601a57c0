export { openMongodbJobRows } from './mongodb-job-rows.js';
