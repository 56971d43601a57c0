import { isGuessedFirst } from './guessed-passwords.js';

describe('a password that is guessed first', () => {
  it.each([
    ['1234567890', 'counted digits'],
    ['Password123', 'a common word, whatever its case'],
    ['ｐａｓｓｗｏｒｄ１２３', 'a common word in full width'],
    [' qwertyuiop ', 'a run of keys, with blanks around'],
    ['woaini1314520', 'a common phrase in Chinese'],
    ['aaaaaaaaaaaa', 'one character'],
    ['abcabcabcab', 'a part again and again, cut off'],
    ['zhangsan-01', 'the login and a number'],
    ['01zhangsan0', 'the login amid digits'],
  ])('is %j: %s', (password) => {
    expect(isGuessedFirst(password, 'zhangsan')).toBe(true);
  });

  it.each(['a-long-pass-phrase', '整改台账要逐条落实', '1234567890-and-more', 'zhangsan likes tea'])(
    'is not %j',
    (password) => {
      expect(isGuessedFirst(password, 'zhangsan')).toBe(false);
    },
  );

  it('is not judged by a login too short to be a word', () => {
    expect(isGuessedFirst('a1b2c3d4e5f6', 'a')).toBe(false);
  });
});
