import { mongo } from 'mongoose';
import { connectionRefusal } from './connection-refusal.js';

describe('why no connection to MongoDB came about', () => {
  it.each([
    [
      'a wrong password',
      new mongo.MongoServerError({ message: 'Authentication failed.', code: 18 }),
      /user or password/,
    ],
    ['a server that is away', new mongo.MongoServerSelectionError('secret:27017', {} as never), /No MongoDB server/], // no topology
    ['anything else', 'secret', /No MongoDB server/],
  ])('is told in one sentence: %s', (_what, cause, sentence) => {
    const refusal = connectionRefusal(cause);
    expect(refusal).toMatchObject({ code: 'STORE_UNAVAILABLE', cause });
    expect(refusal.message).toMatch(sentence);
    expect(refusal.message).not.toContain('secret');
  });
});
