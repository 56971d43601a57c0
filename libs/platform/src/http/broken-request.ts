import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { PROBLEM_MEDIA_TYPE } from './problem.filter.js';
import { problemBody } from './problem-body.js';
import { ProblemError, PROBLEMS, type ProblemDefinition } from './problem.js';

/** What Node's parser refuses before there is a request; all else is no HTTP. */
const BY_PARSER_CODE: Readonly<Record<string, ProblemDefinition>> = {
  HPE_HEADER_OVERFLOW: PROBLEMS.headersTooLarge,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: PROBLEMS.tooLarge,
  ERR_HTTP_REQUEST_TIMEOUT: PROBLEMS.requestTimeout,
};

/**
 * Answers a request that cannot even be parsed, as problem+json like any other, and closes the connection.
 * @param headers those of every answer
 */
export function brokenRequestHandler(headers: Readonly<Record<string, string>>) {
  return (error: Error & { readonly code?: string }, socket: Socket): void => {
    if (error.code === 'ECONNRESET' || socket.destroyed) return;
    if (socket.writable) socket.write(brokenRequestAnswer(error.code ?? '', headers));
    socket.destroySoon();
  };
}

/** The whole answer, head and body. Nothing was understood of the request, so it is in the product's first language. */
export function brokenRequestAnswer(parserCode: string, headers: Readonly<Record<string, string>>): string {
  const problem = new ProblemError(BY_PARSER_CODE[parserCode] ?? PROBLEMS.badRequest);
  const { status } = problem.definition;
  const id = randomUUID();
  const body = JSON.stringify(problemBody(problem, false, id));
  const lines = [
    `HTTP/1.1 ${String(status)} ${STATUS_CODES[status] ?? ''}`,
    `Content-Type: ${PROBLEM_MEDIA_TYPE}`,
    'Content-Language: zh-CN',
    `Content-Length: ${String(Buffer.byteLength(body))}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    `X-Correlation-Id: ${id}`,
    'Connection: close',
  ];
  return `${lines.join('\r\n')}\r\n\r\n${body}`;
}
