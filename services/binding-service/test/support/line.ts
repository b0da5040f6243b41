import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** Who uses the line; it ends with them. */
export interface User {
  teardown(end: () => void): void;
}

/** A line to the database on which everything can happen that happens on networks. */
export async function startLine(t: User, database: URL) {
  let target = database;
  const sockets = new Set<Socket>();
  const silent = new Set<Socket>();
  let isCut = false;
  let isBlackHole = false;
  let cutAfter: RegExp | undefined;

  const server = createServer(near => {
    if (isCut) return void near.destroy();
    if (isBlackHole) {
      sockets.add(near);
      near.on('error', () => {}).on('close', () => sockets.delete(near));
      return void near.resume();
    }
    const far = connect(Number(target.port || 3306), target.hostname);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => {}).on('close', () => sockets.delete(socket));
    }
    let isDoomed = false;
    let sent = '';
    near.on('data', chunk => {
      if (silent.has(near)) return;
      sent += chunk.toString('latin1');
      isDoomed = cutAfter?.test(sent) ?? false;
      if (isDoomed) cutAfter = undefined;
      far.write(chunk);
    });
    far.on('data', chunk => {
      sent = '';
      if (isDoomed) near.destroy();
      else if (!silent.has(near)) near.write(chunk);
    });
    near.on('close', () => far.destroy());
    far.on('close', () => {
      if (!silent.has(near)) near.destroy();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cut = () => {
    isCut = true;
    for (const socket of sockets) socket.destroy();
  };
  t.teardown(() => {
    cut();
    server.close();
  });
  const url = new URL(database);
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    /** Ends all connections and takes no new ones. */
    cut,
    /** Takes new ones again. */
    mend() {
      isCut = false;
      isBlackHole = false;
    },
    /** Nothing comes through the connections that are open now, and nothing ends them. New ones work. */
    swallow() {
      for (const socket of sockets) silent.add(socket);
    },
    /** Like {@link swallow}, for new connections, too: they are accepted, and nobody answers. {@link mend} ends it. */
    blackHole() {
      isBlackHole = true;
      for (const socket of sockets) silent.add(socket);
    },
    /** Lets new connections lead to another server; those that are open stay. */
    leadTo(server: URL) {
      target = server;
    },
    /** Lets the next packet that matches reach the server, and ends its connection before the answer. */
    cutBeforeAnswerTo(packet: RegExp) {
      cutAfter = packet;
    }
  };
}
