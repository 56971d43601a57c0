import { RoutePatterns } from './route-patterns.js';

function patterns(): RoutePatterns {
  const known = new RoutePatterns();
  known.add('POST', '/api/:context/:bureau/:aggregate/:id/:verb');
  known.add(['GET', 'HEAD'], '/api/:context/views/:view');
  known.add('GET', '/api/:context/views/:view/documents/:bureau/:key');
  known.add('PUT', '/api/test/clock');
  known.add('GET', '/api/test/clock');
  known.add('GET', '/api/docs/*');
  known.add('GET', '/files/a.b+(c)');
  return known;
}

describe('the methods an address takes', () => {
  it.each([
    ['/api/issues/wgx-0371/issue/1/raise-issue', ['POST']],
    ['/api/issues/views/rectification-ledger', ['GET', 'HEAD']],
    ['/api/test/clock', ['GET', 'PUT']],
    ['/api/docs/a/b', ['GET']],
    ['/files/a.b+(c)', ['GET']],
    ['/api/issues/%E5%B1%80/issue/1/raise-issue', ['POST']],
  ])('%s takes %j', (path, methods) => {
    expect(patterns().methodsOf(path)).toEqual(methods);
  });

  it.each([
    '',
    '/',
    '/api',
    '/api/issues',
    '/api/test/clock/',
    '/api/issues/views/',
    '/files/axb+(c)',
    '/x/api/test/clock',
  ])('%s is no address of ours', (path) => {
    expect(patterns().methodsOf(path)).toEqual([]);
  });

  it('are those of all patterns that match', () => {
    expect(patterns().methodsOf('/api/issues/views/x/documents/y/z')).toEqual(['GET']);
    expect(patterns().methodsOf('/api/issues/views/v/documents/b')).toEqual(['POST']);
  });
});
