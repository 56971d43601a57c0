import type { LoggerService } from '@nestjs/common';
import { pino, stdTimeFunctions, type DestinationStream, type Logger } from 'pino';
import type { Configuration } from '../configuration/configuration.js';
import { traceOfError } from './error-trace.js';

/** Paths whose values never reach a log, wherever a header object stands: credentials (house rule 14). */
const REDACTED = ['authorization', 'cookie', '["set-cookie"]'].flatMap((header) => {
  const member = header.startsWith('[') ? header : `.${header}`;
  return [header, `headers${member}`, `req.headers${member}`, `res.headers${member}`];
});

/** What stands in a log in place of a credential. */
export const REDACTED_MARK = '[redacted]';

/**
 * The program's log: one JSON object a line on stdout, written before the call returns, so that a process that ends
 * right after has said everything (ordered shutdown, house rule 22). Neither bodies nor addresses are ever given to it.
 * @param destination for tests; default stdout
 */
export function createLogger(
  name: string,
  level: Configuration['TAIZHANG_LOG_LEVEL'],
  destination: DestinationStream = pino.destination({ dest: 1, sync: true }),
): Logger {
  return pino(
    {
      name,
      level,
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: REDACTED, censor: REDACTED_MARK },
      serializers: { err: traceOfError },
    },
    destination,
  );
}

/** Nest's own messages in the program's log; errors by class and place only. */
export function nestLogger(logger: Logger): LoggerService {
  const at =
    (level: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace') =>
    (message: unknown, ...more: unknown[]): void => {
      const last = more.at(-1);
      const context = typeof last === 'string' && !last.includes('\n') ? { context: last } : {}; // a stack has lines
      const error = [message, ...more].find((value) => value instanceof Error);
      const trace = error === undefined ? {} : traceOfError(error);
      logger[level]({ ...context, ...trace }, typeof message === 'string' ? message : 'Nest reports');
    };
  return {
    log: at('debug'), // what Nest sets up, at every start the same
    error: at('error'),
    warn: at('warn'),
    debug: at('trace'),
    verbose: at('trace'),
    fatal: at('fatal'),
  };
}
