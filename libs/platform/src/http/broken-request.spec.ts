import { answerHeaders } from './answer-headers.js';
import { brokenRequestAnswer } from './broken-request.js';

describe('the answer to what cannot be parsed', () => {
  it.each([
    ['HPE_HEADER_OVERFLOW', 431, 'HEADERS_TOO_LARGE'],
    ['HPE_CHUNK_EXTENSIONS_OVERFLOW', 413, 'BODY_TOO_LARGE'],
    ['ERR_HTTP_REQUEST_TIMEOUT', 408, 'REQUEST_TIMEOUT'],
    ['HPE_INVALID_METHOD', 400, 'BAD_REQUEST'],
    ['', 400, 'BAD_REQUEST'],
  ])('is of %s problem+json with status %i', (parserCode, status, code) => {
    const [head = '', body = ''] = brokenRequestAnswer(parserCode, answerHeaders(true)).split('\r\n\r\n');
    expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${String(status)} \\S.*\\r\\n`));
    expect(head).toContain(`\r\nContent-Length: ${String(Buffer.byteLength(body))}\r\n`);
    expect(head).toContain('\r\nConnection: close');
    expect(head).toContain("\r\nContent-Security-Policy: default-src 'none';");
    expect(head).toContain('\r\nStrict-Transport-Security: ');
    expect(JSON.parse(body)).toMatchObject({ status, code });
  });
});
