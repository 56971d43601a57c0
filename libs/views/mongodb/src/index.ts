export { openMongodbViewStorage, type MongodbViewOptions } from './mongodb-view-storage.js';
