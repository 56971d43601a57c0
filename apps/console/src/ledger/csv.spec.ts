import { csvOf } from './csv.js';

describe('CSV', () => {
  it('quotes what must be quoted', () => {
    expect(
      csvOf([
        ['编号', '问题表现'],
        ['2014-wgx-0001', '排队, "久"\n等'],
      ]),
    ).toBe('\uFEFF编号,问题表现\r\n2014-wgx-0001,"排队, ""久""\n等"\r\n');
  });

  it.each(['=1+1', '+1', '-1', '@x', '\tx'])('never holds a formula: %j', (text) => {
    expect(csvOf([[text]])).toContain(`'${text}`);
  });
});
