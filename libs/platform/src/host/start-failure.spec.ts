import { KeyStoreError } from '@taizhang/keys-port';
import { ConfigurationError } from '../configuration/configuration.js';
import { sentenceOf } from './start-failure.js';

describe('why a host could not be started, in one sentence', () => {
  it.each([
    [
      'a bad variable',
      new ConfigurationError('TAIZHANG_PORT', 'TAIZHANG_PORT must be 0 to 65535'),
      'TAIZHANG_PORT must be 0 to 65535',
    ],
    ['a port’s own error', new KeyStoreError('KEK_WRONG', 'The key does not\nopen it.'), 'The key does not open it.'],
    [
      'a taken port',
      Object.assign(new Error('listen EADDRINUSE: address already in use 127.0.0.1:8080'), { code: 'EADDRINUSE' }),
      'The port is in use by another program: set TAIZHANG_PORT to a free one.',
    ],
    ['what is no error', 'boom', 'Something failed unexpectedly: boom'],
  ])('%s', (_what, error, sentence) => {
    expect(sentenceOf(error)).toBe(sentence);
  });

  it('names class and place of what nobody foresaw, on one line', () => {
    expect(sentenceOf(new TypeError('x is\nundefined'))).toMatch(
      /^Something failed unexpectedly: TypeError: x is undefined at .+$/,
    );
  });
});
