export { batch } from './batch/batch.aggregate.js';
