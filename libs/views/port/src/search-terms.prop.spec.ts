import fc from 'fast-check';
import { hashedTerm, MAX_WORD_LENGTH, textTerms } from './search-terms.js';

const CHINESE = '关于群众路线整改方案台账问题清单销号饮用水源污染';
const chinese = fc.string({ unit: fc.constantFrom(...CHINESE, '𠮷'), minLength: 2, maxLength: 20 });

describe('search terms', () => {
  it('of a Chinese text hold those of every two-character and longer part of it (property)', () => {
    const property = fc.property(
      fc.array(fc.oneof(chinese, fc.string({ unit: 'grapheme' }))),
      chinese,
      (around, run) => {
        const terms = new Set(textTerms([...around, run, 'x'].join('，')));
        const characters = Array.from(run);
        for (let from = 0; from < characters.length - 1; from += 1) {
          const part = characters.slice(from, from + 2 + (from % 3)).join('');
          expect(textTerms(part).every((term) => terms.has(term))).toBe(true);
          expect(textTerms(part).length).toBeGreaterThan(0);
        }
      },
    );
    fc.assert(property, { seed: 20140701 });
  });

  it('of any text are each once, in lower case and one width, and short (property)', () => {
    const property = fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
      const terms = textTerms(text);
      expect(new Set(terms).size).toBe(terms.length);
      expect(textTerms(text.toLowerCase().normalize('NFKC'))).toEqual(terms);
      expect(terms.every((term) => term.length > 0 && term.length <= MAX_WORD_LENGTH)).toBe(true);
    });
    fc.assert(property, { seed: 20140702 });
  });

  it('never are single Chinese characters', () => {
    expect(textTerms('改')).toEqual([]);
    expect(textTerms('改，a改b 整')).toEqual(['a', 'b']);
  });

  it('of sealed texts differ by ledger, by field and by level, and none looks like an open one', () => {
    const key = new Uint8Array(32);
    const term = hashedTerm(key, 'title', 2, '整改');
    expect(term).toBe(hashedTerm(new Uint8Array(32), 'title', 2, '整改'));
    expect(
      new Set([
        term,
        hashedTerm(key, 'note', 2, '整改'),
        hashedTerm(key, 'title', 3, '整改'),
        hashedTerm(
          key.map(() => 1),
          'title',
          2,
          '整改',
        ),
      ]).size,
    ).toBe(4);
    expect(textTerms(term)).not.toContain(term);
  });
});
