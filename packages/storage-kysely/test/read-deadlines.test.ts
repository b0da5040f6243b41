import { setTimeout as sleep } from 'node:timers/promises';
import type { PoolConnection } from 'mysql2';
import t from 'tap';
import type { Connections } from '../src/mysql/connections.ts';
import type { Deadline } from '../src/mysql/deadline.ts';
import { createReads } from '../src/mysql/reads.ts';

const timeout = 60_000;
const statement = { sql: 'select 1', parameters: [] };

t.test(
  'the time that a read waits for other packets counts as time that it waited for the database',
  async t => {
    const lent: { deadline: Deadline; refuse: (error: Error) => void }[] = [];
    const connections: Connections = {
      acquire: deadline =>
        new Promise<PoolConnection>((_resolve, refuse) => {
          lent.push({ deadline, refuse });
        }),
      release() {},
      discard() {},
      use: () => ({ open: 0, lent: 0, waiting: 0 }),
      async close() {}
    };
    const companion = { statement: () => undefined, answered() {} };
    const ask = createReads(connections, { timeout, packets: 1, companion });

    const first = ask(statement);
    while (lent.length < 1) await sleep(1);
    const second = ask(statement);
    await sleep(20);
    lent[0]?.refuse(new Error('no connection'));
    await t.rejects(first);
    while (lent.length < 2) await sleep(1);
    // Timers may fire up to a millisecond early.
    t.ok(lent[1]!.deadline.remaining() <= timeout - 19);
    lent[1]?.refuse(new Error('no connection'));
    await t.rejects(second);
  }
);
