import { connect } from 'node:net';

import { LOOPBACK, POLL_INTERVAL_MS } from './settings.mjs';

/** How long a server that accepts connections may take to answer `hello`, in milliseconds. */
const HELLO_TIMEOUT_MS = 2_000;

/**
 * Asks `hello` as a driver does; written out here because this one question needs no driver.
 * @param {number} port
 * @returns {Promise<boolean>}
 */
export function answersHello(port) {
  return new Promise((resolve) => {
    const socket = connect({ host: LOOPBACK, port, timeout: HELLO_TIMEOUT_MS });
    let reply = Buffer.alloc(0);
    const end = (/** @type {boolean} */ answered) => {
      socket.destroy();
      resolve(answered);
    };
    socket.on('connect', () => socket.write(helloMessage()));
    socket.on('data', (chunk) => {
      reply = Buffer.concat([reply, chunk]);
      if (reply.includes('maxWireVersion')) end(true);
    });
    socket.on('timeout', () => end(false));
    socket.on('error', () => setTimeout(() => end(false), POLL_INTERVAL_MS));
    socket.on('close', () => end(false));
  });
}

/** OP_MSG (opcode 2013, no flags) with one body section: the BSON of `{ hello: 1, $db: 'admin' }`. */
function helloMessage() {
  const int32 = (/** @type {number} */ value) => {
    const bytes = Buffer.alloc(4);
    bytes.writeInt32LE(value);
    return bytes;
  };
  const elements = Buffer.concat([
    Buffer.from('\x10hello\0'),
    int32(1),
    Buffer.from('\x02$db\0'),
    int32(6),
    Buffer.from('admin\0'),
  ]);
  const body = Buffer.concat([int32(elements.length + 5), elements, Buffer.from([0])]);
  const message = Buffer.concat([int32(1), int32(0), int32(2013), int32(0), Buffer.from([0]), body]);
  return Buffer.concat([int32(message.length + 4), message]);
}
