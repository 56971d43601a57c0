export { openMongoFollowerState, type MongoFollowerStateOptions } from './mongo-follower-state.js';
export { serverTimeMs } from './server-time.js';
