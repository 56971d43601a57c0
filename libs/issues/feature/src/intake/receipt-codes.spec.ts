import { ReceiptCodes, receiptHashing, type ReceiptHashing } from './receipt-codes.js';

const SECRET = new Uint8Array(32).fill(7);
const codes = new ReceiptCodes(SECRET);

describe('a receipt code', () => {
  it('is eight groups of five digits, random and signed', () => {
    expect(codes.of('form 1').code).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){7}[0-9A-HJKMNP-TV-Z]{5}$/);
    const many = Array.from({ length: 500 }, (_, i) => codes.of(`form ${String(i)}`));
    expect(new Set(many.flatMap(({ code, hash, intake, reporter }) => [code, hash, intake, reporter])).size).toBe(
      2_000,
    );
  });

  it('is known again however it is written', () => {
    const { code, hash } = codes.of('form 1');
    for (const written of [code, code.toLowerCase(), code.replaceAll('-', ''), code.replaceAll('-', ' ')])
      expect(codes.read(written)).toEqual({ genuine: true, hash });
    const misread = code.replaceAll('1', 'l').replaceAll('0', 'o');
    expect(codes.read(misread)).toEqual({ genuine: true, hash });
  });

  it('is refused with any one digit changed, cut, longer, or of another deployment', () => {
    const { code, hash } = codes.of('form 1');
    const changed = [...code].flatMap((digit, i) => {
      if (digit === '-') return [];
      return [`${code.slice(0, i)}${digit === 'Z' ? 'Y' : 'Z'}${code.slice(i + 1)}`];
    });
    const others = ['', 'x', code.slice(0, -1), `${code}0`, '!'.repeat(40), '0'.repeat(40), '汉'.repeat(40)];
    const foreign = new ReceiptCodes(new Uint8Array(32)).of('form 1').code;
    for (const wrong of [...changed, ...others, foreign]) {
      expect(codes.read(wrong).genuine).toBe(false);
      expect(codes.read(wrong).hash).not.toBe(hash);
    }
  });

  it('is the same for the same sending only', () => {
    expect(codes.of('form 1')).toEqual(codes.of('form 1'));
    expect(codes.of('form 2').code).not.toBe(codes.of('form 1').code);
  });

  it('costs the same work to judge whatever it is', () => {
    const work: string[] = [];
    const counted: ReceiptHashing = {
      hmac: (key, ...parts) => {
        work.push('hmac');
        return receiptHashing.hmac(key, ...parts);
      },
      hash: (...parts) => {
        work.push('hash');
        return receiptHashing.hash(...parts);
      },
    };
    const counting = new ReceiptCodes(SECRET, counted);
    for (const sent of [codes.of('form 1').code, '0'.repeat(40), 'malformed', '']) {
      work.length = 0;
      counting.read(sent);
      expect(work).toEqual(['hmac', 'hash']);
    }
  });
});
