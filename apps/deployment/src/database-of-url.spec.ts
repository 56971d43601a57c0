import { databaseOfUrl, DEFAULT_DATABASE } from './database-of-url.js';
import { mongodbStores } from './mongodb-stores.js';

describe('the database of a MongoDB URL', () => {
  it.each([
    ['mongodb://db-1:27017/issues?replicaSet=rs0', 'issues'],
    ['mongodb://db-1:27017,db-2:27017,db-3:27017/issues?replicaSet=rs0', 'issues'],
    ['mongodb://host:p%2Fw@db-1,db-2/a%20b', 'a b'],
    ['mongodb+srv://cluster.example/issues', 'issues'],
    ['mongodb://db-1:27017', DEFAULT_DATABASE],
    ['mongodb://db-1:27017,db-2:27017/?replicaSet=rs0', DEFAULT_DATABASE],
    ['mongodb://db-1:27017?replicaSet=rs0', DEFAULT_DATABASE],
  ])('of %s is %s', (url, database) => {
    expect(databaseOfUrl(url)).toBe(database);
  });

  it('lets a host keep its stores on a replica set of several servers', () => {
    expect(() =>
      mongodbStores({
        TAIZHANG_MONGODB_URL: 'mongodb://db-1:27017,db-2:27017/issues',
        TAIZHANG_AUTHORITY: 'rectify.example',
        TAIZHANG_IDENTITY_DATABASE: undefined,
      }),
    ).not.toThrow();
  });
});
