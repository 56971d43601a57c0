import { randomClusterId } from './kafka-server.mjs';

describe('the id of a local Kafka cluster', () => {
  it('never begins with a hyphen, which Kafka’s tool would take for an option', () => {
    const drawn = ['f8000000-0000-4000-8000-000000000000', '01000000-0000-4000-8000-000000000000'];
    expect(randomClusterId(() => drawn.shift() ?? '')).toBe('AQAAAAAAQACAAAAAAAAAAA');
    expect(drawn).toEqual([]);
  });

  it('is 16 bytes in base64url', () => {
    expect(Buffer.from(randomClusterId(), 'base64url')).toHaveLength(16);
  });
});
