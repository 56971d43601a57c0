import fc from 'fast-check';
import { compareText, compareValues, fieldValue, prefixEnd, valueAt } from './field-values.js';

const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.constantFrom('a', '\uffee', '\u{10ffff}', '\ud7ff', '\ue000', '𠮷') }),
);

describe('values of fields', () => {
  it('are ordered as their UTF-8 bytes are (property)', () => {
    const property = fc.property(text, text, (a, b) => {
      expect(Math.sign(compareText(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
      expect(Math.sign(compareValues(a, b))).toBe(Math.sign(compareText(a, b)));
    });
    fc.assert(property, { seed: 20140703 });
  });

  it('with a prefix are exactly those from it to its end (property)', () => {
    const property = fc.property(text, text, fc.boolean(), (prefix, other, isExtended) => {
      const value = isExtended ? prefix + other : other;
      const end = prefixEnd(prefix);
      const inRange = compareText(value, prefix) >= 0 && (end === undefined || compareText(value, end) < 0);
      expect(inRange).toBe(value.startsWith(prefix));
    });
    fc.assert(property, { seed: 20140704 });
  });

  it('are null where the kind is another one, the path leads nowhere, or a name is not the document’s own', () => {
    const doc = { status: 'OPEN', size: 7, lead: { unit: 'wgx-1' }, list: [{ unit: 'x' }], done: 'yes' };
    expect(fieldValue(doc, 'status', 'keyword')).toBe('OPEN');
    expect(fieldValue(doc, 'lead.unit', 'keyword')).toBe('wgx-1');
    expect(fieldValue(doc, 'status', 'number')).toBeNull();
    expect(fieldValue(doc, 'size', 'date')).toBeNull();
    expect(fieldValue(doc, 'done', 'boolean')).toBeNull();
    expect(fieldValue(doc, 'status', 'text')).toBeNull();
    for (const path of ['list.unit', 'list.0.unit', 'lead.unit.length', 'constructor', 'lead.constructor', 'nosuch'])
      expect(valueAt(doc, path)).toBeUndefined();
  });

  it('are ordered null first, no before yes', () => {
    expect([true, null, false].sort(compareValues)).toEqual([null, false, true]);
    expect([7, null, -1].sort(compareValues)).toEqual([null, -1, 7]);
  });
});
