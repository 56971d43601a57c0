import { MOST_VIEWS, settingsOf, withView, type LedgerSettings } from './reader-settings.js';

describe('settings of the ledger', () => {
  it('are read back, and what is none of ours is passed over', () => {
    const settings: LedgerSettings = { hidden: ['source'], views: [{ name: '超期', query: 'to=2014-08-20' }] };
    expect(settingsOf(JSON.stringify(settings))).toEqual(settings);
    expect(settingsOf('{')).toEqual({ hidden: [], views: [] });
    expect(settingsOf('null')).toEqual({ hidden: [], views: [] });
    expect(settingsOf('{"hidden":[1,"a"],"views":[{"name":1},{"name":"x","query":"y"}]}')).toEqual({
      hidden: ['a'],
      views: [{ name: 'x', query: 'y' }],
    });
  });

  it('keep one view of a name, and no more than there is room for', () => {
    let settings = settingsOf(null);
    for (let number = 0; number <= MOST_VIEWS; number += 1)
      settings = withView(settings, { name: String(number), query: '' });
    expect(settings.views).toHaveLength(MOST_VIEWS);
    expect(settings.views[0]?.name).toBe('1');
    expect(withView(settings, { name: '1', query: 'new' }).views.filter(({ name }) => name === '1')).toEqual([
      { name: '1', query: 'new' },
    ]);
  });
});
