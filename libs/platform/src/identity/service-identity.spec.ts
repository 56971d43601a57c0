import { serviceIdentity } from './service-identity.js';

describe('services of the deployment', () => {
  it('are known by their shared secret', () => {
    expect(serviceIdentity('a-long-secret-0123').isService('Bearer a-long-secret-0123')).toBe(true);
  });

  it.each([
    undefined,
    '',
    'Bearer',
    'Bearer ',
    'Bearer a-long-secret-012',
    'Bearer a-long-secret-01234',
    'a-long-secret-0123',
    'bearer a-long-secret-0123',
  ])('are not known by %j', (authorization) => {
    expect(serviceIdentity('a-long-secret-0123').isService(authorization)).toBe(false);
  });

  it.each([undefined, '', 'Bearer ', 'Bearer undefined'])(
    'are unknown where there is no secret, by %j too',
    (authorization) => {
      expect(serviceIdentity(undefined).isService(authorization)).toBe(false);
    },
  );
});
