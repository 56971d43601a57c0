import { readPolicySetting } from './policy-setting.js';

describe('a policy parameter that is supposed to be another', () => {
  it.each([
    ['criticism.threshold=85/100', { n: 85, d: 100 }],
    ['criticism.join=OR', 'OR'],
    [' criticism.join = OR ', 'OR'],
    ['ballot.remote=false', false],
    ['joint.claimDays=10', 10],
    ['redpacket.amountAdvisory=null', null],
    ['dual.leaders=["DIRECT"]', ['DIRECT']],
    [
      'criticism.opinions={"share":{"n":1,"d":5},"min":3,"advisory":true}',
      { share: { n: 1, d: 5 }, min: 3, advisory: true },
    ],
  ])('is read from %s', (text, value) => {
    expect(readPolicySetting(text)).toEqual({ parameter: text.split('=')[0]?.trim(), value });
  });

  it.each([
    ['criticism.threshold', 'FORM'],
    ['=5', 'FORM'],
    ['criticism.line=85/100', 'UNKNOWN_PARAMETER'],
    ['constructor=1', 'UNKNOWN_PARAMETER'],
    ['criticism.threshold=85', 'UNFIT_VALUE'],
    ['criticism.threshold=85/0', 'UNFIT_VALUE'],
    ['criticism.join=XOR', 'UNFIT_VALUE'],
    ['ballot.remote=', 'UNFIT_VALUE'],
  ])('is not read from %s: %s', (text, fault) => {
    expect(readPolicySetting(text)).toBe(fault);
  });
});
