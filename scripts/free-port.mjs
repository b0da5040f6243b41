import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

// Below the ports that Linux, macOS and Windows assign themselves, so that no other socket gets the port before it is used.
const [first, last] = [20_000, 32_767];

/**
 * Opens a port on 127.0.0.1 and closes it again.
 * @param {number} [port] 0, the default, is any free one.
 * @returns {Promise<number>} The port, which was free a moment ago.
 * @throws The system's error, with `code` `EADDRINUSE` when another process uses it.
 */
export async function freePort(port = 0) {
  if (port !== 0) return takeAndLetGo(port);
  for (;;) {
    try {
      return await takeAndLetGo(randomInt(first, last + 1));
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EADDRINUSE') throw error;
    }
  }
}

/** @param {number} port */
async function takeAndLetGo(port) {
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  server.close();
  await once(server, 'close');
  return port;
}
