import { pagePolicy } from './console-pages.js';

describe('the policy of the console’s page', () => {
  const directives = Object.fromEntries(
    pagePolicy('n0nce')
      .split('; ')
      .map((directive) => directive.split(/ (.*)/s, 2)),
  ) as Readonly<Record<string, string>>; // name and sources of each

  it('runs no script and sends no request but ours, and believes no style without the nonce of its answer', () => {
    expect(directives).toMatchObject({
      'default-src': "'none'",
      'script-src': "'self'",
      'connect-src': "'self'",
      'style-src': "'self' 'nonce-n0nce'",
      'frame-ancestors': "'none'",
      'form-action': "'none'",
      'base-uri': "'none'",
    });
    expect(pagePolicy('n0nce')).not.toMatch(/unsafe|https?:|\*/);
  });
});
