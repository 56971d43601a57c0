import { once } from 'node:events';
import { createServer, request } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { SilentConnections } from './silent-connections.js';

describe('connections of a server that closes', () => {
  it('on which nothing was asked are ended; an answer that is under way comes to its end', async () => {
    let answer: () => void = () => undefined;
    const server = createServer((_request, response) => {
      answer = () => response.end('whole');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const silent = new SilentConnections(server);
    const { port } = server.address() as AddressInfo; // it listens on a port
    const mute = connect(port, '127.0.0.1');
    const asked = request({ port, host: '127.0.0.1', agent: false }).end();
    await Promise.all([once(mute, 'connect'), once(server, 'request')]);
    const closed = once(server, 'close');
    server.close();
    silent.end();
    await once(mute, 'close');
    const answered = once(asked, 'response');
    answer();
    const [response] = await answered;
    let text = '';
    for await (const part of response as AsyncIterable<Buffer>) text += part.toString(); // what 'response' brings
    expect(text).toBe('whole');
    await closed;
  });
});
