import { createLogger, nestLogger, REDACTED_MARK } from './logger.js';

/** A logger whose lines are kept. */
function kept(level: 'info' | 'trace' = 'trace') {
  const lines: Record<string, unknown>[] = [];
  const logger = createLogger('host-a', level, { write: (line) => void lines.push(JSON.parse(line)) });
  return { logger, lines };
}

describe('log', () => {
  it('is one JSON object a line, with who says it and how grave it is', () => {
    const { logger, lines } = kept('info');
    logger.info({ relay: 'issues' }, 'started');
    logger.debug('not said at this level');
    expect(lines).toEqual([
      expect.objectContaining({ name: 'host-a', level: 'info', relay: 'issues', msg: 'started' }),
    ]);
    expect(lines[0]?.time).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  });

  it.each([
    [{ headers: { authorization: 'Bearer 5ec2e7' } }],
    [{ req: { headers: { cookie: 'session=5ec2e7' } } }],
    [{ res: { headers: { 'set-cookie': 'session=5ec2e7' } } }],
    [{ authorization: 'Bearer 5ec2e7' }],
  ])('keeps credentials out: %j', (fields) => {
    const { logger, lines } = kept();
    logger.info(fields, 'request');
    expect(JSON.stringify(lines)).toContain(REDACTED_MARK);
    expect(JSON.stringify(lines)).not.toContain('5ec2e7');
  });

  it('tells an error by class, code and place, never by its message, which may quote a person', () => {
    const { logger, lines } = kept();
    logger.error({ err: Object.assign(new RangeError('张某某 is not a date'), { code: 'BAD_DATE' }) }, 'failed');
    expect(lines[0]).toMatchObject({ err: { error: 'RangeError', cause: 'BAD_DATE' }, msg: 'failed' });
    expect(JSON.stringify(lines)).toContain('logger.spec');
    expect(JSON.stringify(lines)).not.toContain('张某某');
  });

  it('takes what Nest says, with its context', () => {
    const { logger, lines } = kept();
    const nest = nestLogger(logger);
    nest.log('Nest application successfully started', 'NestApplication');
    nest.warn('slow', 'Injector');
    nest.error(new TypeError('张某某'), 'Error: 张某某\n    at nowhere', 'ExceptionsHandler');
    nest.verbose?.('detail');
    nest.fatal?.('gone');
    expect(lines.map(({ level, context, msg }) => [level, context, msg])).toEqual([
      ['debug', 'NestApplication', 'Nest application successfully started'],
      ['warn', 'Injector', 'slow'],
      ['error', 'ExceptionsHandler', 'Nest reports'],
      ['trace', undefined, 'detail'],
      ['fatal', undefined, 'gone'],
    ]);
    expect(JSON.stringify(lines)).not.toContain('张某某');
  });
});
