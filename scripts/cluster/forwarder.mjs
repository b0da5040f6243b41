import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * @typedef {object} Forwarder
 * @property {number} port On 127.0.0.1.
 * @property {() => number | undefined} target The port that connections go to now, if there is one.
 * @property {() => Promise<void>} close
 */

/** Milliseconds between two looks at the nodes. */
const interval = 250;

/**
 * One address for a cluster, in the role of the operator's proxy: every connection goes to the one node that may write. When that
 * node is gone or may not write any more, its connections are closed and new ones go to another node that may.
 * @param {readonly number[]} ports The nodes.
 * @param {(port: number) => Promise<boolean>} canWrite Ends within a bounded time and never throws.
 * @returns {Promise<Forwarder>}
 */
export async function startForwarder(ports, canWrite) {
  /** @type {number | undefined} */
  let target;
  /** @type {Set<import('node:net').Socket>} */
  const sockets = new Set();
  let closing = false;

  const server = createServer(client => {
    if (target === undefined) return void client.destroy();
    const node = connect(target, '127.0.0.1');
    join(client, node);
    join(node, client);
    client.pipe(node);
    node.pipe(client);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const watching = watch();

  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    port: address.port,
    target: () => target,
    async close() {
      closing = true;
      await watching;
      for (const socket of sockets) socket.destroy();
      server.close();
    }
  };

  /**
   * @param {import('node:net').Socket} socket
   * @param {import('node:net').Socket} other Ends with it.
   */
  function join(socket, other) {
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('error', () => {});
    socket.on('close', () => {
      sockets.delete(socket);
      other.destroy();
    });
  }

  async function watch() {
    while (!closing) {
      if (target === undefined || !(await canWrite(target))) await turnTo(await writerOf(ports));
      await sleep(interval);
    }
  }

  /** @param {number | undefined} next */
  async function turnTo(next) {
    if (next === target) return;
    target = next;
    for (const socket of sockets) socket.destroy();
  }

  /** @param {readonly number[]} all */
  async function writerOf(all) {
    const able = await Promise.all(all.map(canWrite));
    return all.find((_port, number) => able[number]);
  }
}
