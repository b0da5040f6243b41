import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Test } from 'tap';

/** What one piece of work asked of the database. */
export interface RoundTrips {
  /** All commands that were sent. */
  readonly packets: number;
  /** How many of them had to wait for each other: what the network's delay is multiplied by. */
  readonly onCriticalPath: number;
  /** The beginning of each, in order. */
  readonly statements: readonly string[];
}

interface Command {
  readonly depth: number;
  answered: boolean;
}

// Milliseconds that an answer is held: commands that do not wait for each other are all sent before the first answer.
const hold = 4;
// Commands of MySQL's protocol that nobody answers, and the one that carries text.
const [quit, closeStatement, query] = [0x01, 0x19, 0x03];

/** Stands between a service and MySQL, and counts what goes through. */
export async function startCountingProxy(t: Test, serverUrl: string) {
  const target = new URL(serverUrl);
  let commands: Command[] = [];
  let statements: string[] = [];
  const sockets = new Set<Socket>();

  const server = createServer(client => {
    const upstream = connect(Number(target.port || 3306), target.hostname);
    let current: Command | undefined;
    let rest: Buffer<ArrayBufferLike> = Buffer.alloc(0);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => {});
    }
    client.on('close', () => upstream.destroy());
    upstream.on('close', () => client.destroy());
    client.on('data', chunk => {
      rest = Buffer.concat([rest, chunk]);
      while (rest.length >= 4 && rest.length >= 4 + rest.readUIntLE(0, 3)) {
        const length = rest.readUIntLE(0, 3);
        const kind = rest[4];
        // A sequence that begins is a command; all else belongs to the greeting or to a long command.
        if (rest[3] === 0 && kind !== quit && kind !== closeStatement) {
          const before = commands.filter(({ answered }) => answered).map(({ depth }) => depth);
          current = { depth: 1 + Math.max(0, ...before), answered: false };
          commands.push(current);
          statements.push(kind === query ? rest.toString('utf8', 5, 4 + length) : `command ${kind}`);
        }
        rest = rest.subarray(4 + length);
      }
      upstream.write(chunk);
    });
    upstream.on('data', async chunk => {
      const answeredCommand = current;
      await sleep(hold);
      if (answeredCommand) answeredCommand.answered = true;
      client.write(chunk);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.teardown(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });

  const url = new URL(serverUrl);
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    /** Counts what is sent until the work is done. */
    async count<T>(work: () => Promise<T>): Promise<{ result: T; roundTrips: RoundTrips }> {
      commands = [];
      statements = [];
      const result = await work();
      return {
        result,
        roundTrips: {
          packets: commands.length,
          onCriticalPath: Math.max(0, ...commands.map(({ depth }) => depth)),
          statements
        }
      };
    }
  };
}
