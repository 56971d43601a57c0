/**
 * Passwords of at least ten characters that are guessed first: keyboard runs, counted digits, and the words that published lists
 * of leaked passwords and Chinese habits (520, 1314, woaini) put on top. Compared without case.
 */
const COMMONEST: ReadonlySet<string> = new Set(
  `
  1234567890 0123456789 9876543210 0987654321 1234567891 12345678910 123456789a a123456789 123456789q q123456789 1234567890a
  123123123123 1231231234 123321123321 1122334455 11223344556677 1212121212 1020304050 147258369a 1472583690 789456123a
  5201314520 1314520520 13145201314 52013141314 0000000000 aa123456789 abc1234567 abc123456789 abcd123456 abcd1234567
  abcd12345678 abc123abc123 abcdefghij abcdefghijk asd123456789 asdf123456 asdfghjkl1 asdfghjkl123 asdfghjkl; asdasdasdasd
  qwertyuiop qwertyuiop1 qwertyuiop123 qwerty1234 qwerty12345 qwerty123456 qwer123456 qwerasdfzxcv qazwsxedcrfv qazwsxedc1
  qazwsxedc123 1qaz2wsx3edc 1qaz2wsx3edc4rfv !qaz2wsx3edc 1q2w3e4r5t 1q2w3e4r5t6y q1w2e3r4t5 q1w2e3r4t5y6 zxcvbnm123
  zxcvbnm1234 zxcvbnm,./ poiuytrewq mnbvcxzlkj password01 password11 password12 password123 password1234 password12345
  passw0rd123 passw0rd1234 p@ssw0rd123 p@ssw0rd1234 p@ssword123 p@ssw0rd01 mypassword thepassword passwordpassword
  admin12345 admin123456 admin@12345 admin@123456 admin123123 admin888888 adminadmin administrator administrator1 root123456
  root@123456 test123456 user123456 guest123456 changeme123 changemenow letmein123 letmeinnow welcome123 welcome1234 welcome@123
  iloveyou12 iloveyou123 iloveyou520 iloveyou1314 loveyou1314 sunshine123 princess123 football123 baseball123 superman123
  woaini1314 woaini520520 woaini1314520 woaini5201314 woaini123456 woaiwojia520 zhongguo123 wo123456789 wang123456 zhang123456
  li123456789 liu1234567 chen123456 yang123456 huang123456 zhao123456 taizhang123 taizhang123456 taizhang@123
`
    .split(/\s+/)
    .filter((word) => word !== ''),
);
/** Longest part that, repeated, makes no password: `abab…`, `123123…`. */
const LONGEST_REPEATED = 4;

/** Whether a password is among the first that anyone would guess: a common one, a short part again and again, or the login itself. */
export function isGuessedFirst(password: string, login?: string): boolean {
  const plain = password.normalize('NFKC').trim().toLowerCase();
  if (COMMONEST.has(plain)) return true;
  if (login !== undefined && login.length >= 4 && plain.replaceAll(login, '').length < LONGEST_REPEATED) return true;
  return Array.from({ length: LONGEST_REPEATED }, (_none, i) => plain.slice(0, i + 1)).some(
    (part) => plain === part.repeat(Math.ceil(plain.length / part.length)).slice(0, plain.length),
  );
}
