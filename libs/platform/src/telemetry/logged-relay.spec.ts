import { LedgerHoleError } from '@taizhang/event-store-port';
import { createLogger } from './logger.js';
import { loggedRelay, RELAY_FAILURE_LOG_INTERVAL_MS } from './logged-relay.js';

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

  it('log the first failure of a step, and a minute later how many followed', () => {
    const lines: string[] = [];
    const counted: string[] = [];
    let now = 0;
    const logger = createLogger('issues', 'warn', { write: (line: string) => void lines.push(line) });
    const reports = loggedRelay({ failed: (context, step) => counted.push(`${context} ${step}`) }, logger, () => now);
    const fail = (step: 'publish' | 'lease') => reports.failed?.('issues', step, new TypeError('secret wgx-0371'));
    for (let i = 0; i < 4; i += 1) fail('publish');
    fail('lease');
    now = RELAY_FAILURE_LOG_INTERVAL_MS;
    fail('publish');
    expect(counted).toHaveLength(6);
    expect(lines.map((line): unknown => JSON.parse(line))).toMatchObject([
      { level: 'warn', context: 'issues', step: 'publish' },
      { level: 'warn', context: 'issues', step: 'lease' },
      { level: 'warn', context: 'issues', step: 'publish', unsaid: 3 },
    ]);
    expect(lines.join('')).toContain('TypeError');
    expect(lines.join('')).not.toContain('secret');
  });

  it('are passed on otherwise', () => {
    const published: unknown[] = [];
    const logger = createLogger('issues', 'silent');
    loggedRelay({ published: (...told) => published.push(told) }, logger).published?.('issues', 3);
    expect(published).toEqual([['issues', 3]]);
  });
});
