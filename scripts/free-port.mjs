import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * Takes a port on 127.0.0.1 and lets go of it again.
 * @param {number} [port] 0, the default, is any free one.
 * @returns {Promise<number>} The port, which was free a moment ago.
 * @throws The system's error, with `code` `EADDRINUSE` when somebody else has it.
 */
export async function freePort(port = 0) {
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  server.close();
  await once(server, 'close');
  return address.port;
}
