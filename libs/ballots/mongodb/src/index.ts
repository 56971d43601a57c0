export { openMongodbBallotDrawers, type MongodbBallotOptions } from './mongodb-ballot-drawers.js';
