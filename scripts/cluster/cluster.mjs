import { setTimeout as sleep } from 'node:timers/promises';
import { createConnection } from 'mysql2/promise';
import { startForwarder } from './forwarder.mjs';

/**
 * @typedef {object} Node
 * @property {number} port
 * @property {() => Promise<import('./server-process.mjs').ServerProcess>} start Starts it as a member of the cluster that runs.
 *
 * @typedef {object} Kind
 * @property {string} name
 * @property {string} canWrite A query for one row with one column that is 1 where the node may write.
 * @property {string} goOnAlone The statement by which an operator lets the only node that is left write.
 * @property {string} hasJoined The same for a node that has all that the others have.
 *
 * @typedef {object} Cluster
 * @property {string} name
 * @property {string} url Through the forwarder, e.g. `mysql://root@127.0.0.1:40123`; names no database.
 * @property {readonly string[]} nodeUrls The nodes themselves.
 * @property {() => Promise<void>} killWriter `kill -9` of the node that writes; resolves when it is gone.
 * @property {() => string} writerUrl The URL of the node that writes, past the forwarder.
 * @property {() => Promise<void>} killOthers `kill -9` of all nodes but the one that writes.
 * @property {() => Promise<void>} goOnAlone Lets the node that is left write, as its operator would.
 * @property {() => Promise<void>} heal Starts the nodes that are gone; resolves when they are back in the cluster.
 * @property {() => Promise<void>} stop Kills all nodes and removes their data.
 */

/** Milliseconds. */
const askPatience = 1500;
const joinPatience = 120_000;

/**
 * Puts one URL in front of nodes that run.
 * @param {Kind} kind
 * @param {readonly (Node & { process: import('./server-process.mjs').ServerProcess })[]} started
 * @param {() => Promise<void>} removeData
 * @returns {Promise<Cluster>}
 */
export async function clusterOf(kind, started, removeData) {
  const nodes = started.map(node => ({ ...node, isGone: false }));
  const ports = nodes.map(({ port }) => port);
  const forwarder = await startForwarder(ports, port => isTrue(port, kind.canWrite));
  while (forwarder.target() === undefined) await sleep(50);

  return {
    name: kind.name,
    url: urlOf(forwarder.port),
    nodeUrls: ports.map(urlOf),
    async killWriter() {
      const node = writer();
      node.isGone = true;
      await node.process.killAtOnce();
    },
    writerUrl: () => urlOf(writer().port),
    async killOthers() {
      const survivor = writer();
      for (const node of nodes.filter(({ isGone }) => !isGone)) {
        if (node === survivor) continue;
        node.isGone = true;
        await node.process.killAtOnce();
      }
    },
    async goOnAlone() {
      const survivor = nodes.find(({ isGone }) => !isGone);
      if (survivor === undefined) throw new Error('No node is left.');
      const connection = await createConnection(urlOf(survivor.port));
      await connection.query(kind.goOnAlone);
      connection.destroy();
    },
    async heal() {
      for (const node of nodes.filter(({ isGone }) => isGone)) {
        node.process = await node.start();
        await untilTrue(node.port, kind.hasJoined);
        node.isGone = false;
      }
    },
    async stop() {
      await forwarder.close();
      await Promise.all(nodes.filter(({ isGone }) => !isGone).map(node => node.process.killAtOnce()));
      await removeData();
    }
  };

  function writer() {
    const node = nodes.find(({ port, isGone }) => port === forwarder.target() && !isGone);
    if (node === undefined) throw new Error('No node writes at the moment.');
    return node;
  }
}

/**
 * Waits until the node says so.
 * @param {number} port
 * @param {string} query
 */
export async function untilTrue(port, query) {
  const end = Date.now() + joinPatience;
  while (!(await isTrue(port, query))) {
    if (Date.now() > end) throw new Error(`Port ${port} did not come to: ${query}`);
    await sleep(100);
  }
}

/**
 * @param {number} port
 * @param {string} query
 * @returns {Promise<boolean>}
 */
async function isTrue(port, query) {
  let connection;
  try {
    connection = await createConnection({ uri: urlOf(port), connectTimeout: askPatience });
    connection.on('error', () => {});
    const [rows] = await connection.query({ sql: query, rowsAsArray: true, timeout: askPatience });
    return Number(/** @type {unknown[][]} */ (rows)[0]?.[0]) === 1;
  } catch {
    return false;
  } finally {
    connection?.destroy();
  }
}

/** @param {number} port */
function urlOf(port) {
  return `mysql://root@127.0.0.1:${port}`;
}
