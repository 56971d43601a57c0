import { commentOf, lacksSentiment } from './ballot-comment.js';

describe('the comment on a ballot', () => {
  it('[C5.10] is asked for its kind where something was written, so that nothing written is lost', () => {
    expect(lacksSentiment({ content: '延长开放时间' })).toBe(true);
    expect(lacksSentiment({ content: '延长开放时间', sentiment: 'SUGGESTION' })).toBe(false);
    expect(lacksSentiment({ content: ' ' })).toBe(false);
    expect(lacksSentiment({})).toBe(false);
  });

  it('may be left out', () => {
    expect(commentOf({ content: '延长开放时间', sentiment: 'SUGGESTION' })).toEqual({
      content: '延长开放时间',
      sentiment: 'SUGGESTION',
    });
    expect(commentOf({ sentiment: 'POSITIVE' })).toBeNull();
    expect(commentOf({})).toBeNull();
  });
});
