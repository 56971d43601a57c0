import { LedgerHoleError } from '@taizhang/event-store-port';
import { createLogger } from './logger.js';
import { loggedRelay } from './logged-relay.js';

describe('the reports of a relay', () => {
  it('log a hole in the store with its context only, and count it', () => {
    const lines: string[] = [];
    const counted: string[] = [];
    const logger = createLogger('issues', 'warn', { write: (line: string) => void lines.push(line) });
    const reports = loggedRelay({ hole: (context) => counted.push(context) }, logger);
    reports.hole?.('issues', new LedgerHoleError('issues/wgx-0371', 7, 'commit 7 was recorded and is gone'));
    expect(counted).toEqual(['issues']);
    expect(lines.map((line): unknown => JSON.parse(line))).toMatchObject([
      { level: 'error', msg: 'LEDGER_HOLE', context: 'issues', error: 'LedgerHoleError' },
    ]);
    expect(lines.join('')).not.toContain('wgx-0371');
  });

  it('are passed on otherwise', () => {
    const published: unknown[] = [];
    const logger = createLogger('issues', 'silent');
    loggedRelay({ published: (...told) => published.push(told) }, logger).published?.('issues', 3);
    expect(published).toEqual([['issues', 3]]);
  });
});
