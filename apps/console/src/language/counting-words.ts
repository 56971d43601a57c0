/** Words of the page on which tellers count. */
export const COUNTING_WORDS = {
  counting: ['计票', 'Counting'],
  countingIntro: [
    '两名计票人各自清点、各自录入，互不可见；票数一致后分别签字。重新录入将取消已有签字。',
    'Both tellers count and enter by themselves, without seeing each other’s figures; once they agree, each signs. Entering anew takes back what was signed.',
  ],
  countingTeller: ['计票人', 'Teller'],
  countingMine: ['本人', 'Yourself'],
  countingEntered: ['已录入', 'Entered'],
  countingNotEntered: ['未录入', 'Not entered'],
  countingSigned: ['已签字', 'Signed'],
  countingNotSigned: ['未签字', 'Not signed'],
  countingNotYours: ['非本轮计票人', 'Not your round'],
} as const satisfies Readonly<Record<string, readonly [string, string]>>;
