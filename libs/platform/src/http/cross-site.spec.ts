import { refuseCrossSite, type RequestOrigin } from './cross-site.js';

const asked = (headers: RequestOrigin['headers'], method = 'POST') => {
  return () => refuseCrossSite({ method, headers, host: 'taizhang.example:8443' });
};
const cookie = { cookie: 'session=x' };
const own = { ...cookie, 'taizhang-request': '1' };

describe('requests made by another site (CSRF)', () => {
  it.each([
    ['a program without cookies', {}],
    ['a program that names itself', { authorization: 'Bearer x' }],
    ['a page of ours', { ...own, origin: 'https://taizhang.example:8443', 'sec-fetch-site': 'same-origin' }],
    ['a page of ours in a browser that tells no origin', own],
    ['a form of ours without an account', { origin: 'https://taizhang.example:8443' }],
  ])('are not those of %s', (_what, headers) => {
    expect(asked(headers)).not.toThrow();
  });

  it.each([
    ['a form of another site', { ...cookie, origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
    ['a script of another site', { ...own, origin: 'https://evil.example' }],
    ['a site beside ours', { ...own, 'sec-fetch-site': 'same-site' }],
    ['another port of our host', { ...own, origin: 'https://taizhang.example' }],
    ['a sandboxed page', { ...own, origin: 'null' }],
    ['a form in a browser that tells no origin', cookie],
    ['another site that sends no cookie', { origin: 'https://evil.example' }],
    ['another site with a token it has', { origin: 'https://evil.example', authorization: 'Bearer x' }],
  ])('are refused: %s', (_what, headers) => {
    expect(asked(headers)).toThrow('CROSS_SITE');
  });

  it('may read: a browser keeps the answer from the other site', () => {
    const headers = { ...cookie, origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
    for (const method of ['GET', 'HEAD', 'OPTIONS']) expect(asked(headers, method)).not.toThrow();
    for (const method of ['PUT', 'PATCH', 'DELETE']) expect(asked(headers, method)).toThrow('CROSS_SITE');
  });
});
