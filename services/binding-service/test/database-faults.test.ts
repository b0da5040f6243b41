import { createConnection } from 'mysql2/promise';
import t, { type Test } from 'tap';
import { hasMariaDb, startMariaDb } from '../../../scripts/mariadb.mjs';
import type { Answer, Call } from './support/calls.ts';
import { onMysqlAlone } from './support/databases.ts';
import { environmentOf } from './support/environment.ts';
import { buyFilm } from './support/flow.ts';
import { startLine } from './support/line.ts';
import { startProcess } from './support/process.ts';
import { startEmulator, startService } from './support/service.ts';

const emulator = await startEmulator(t);
// Less than any wait that the tests let the database make, and more than any answer takes.
const timeout = '3000';

function serve(t: Test, databaseUrl: string, more: NodeJS.ProcessEnv = {}) {
  return startService(t, databaseUrl, emulator.url, { DATABASE_TIMEOUT_MS: timeout, ...more });
}

/** A connection of somebody else's to the same database. */
async function stranger(t: Test, url: string) {
  const connection = await createConnection(url);
  connection.on('error', () => {});
  t.teardown(() => connection.destroy());
  return connection;
}

function isForNow(t: Test, { status, body }: Answer, what: string): void {
  t.equal(status, 503, what);
  t.match(body, { code: 'unavailable', retryable: true }, what);
}

function start(call: Call, accountId: string): Promise<Answer> {
  return call('POST', `/v1/accounts/${accountId}/registrations`, { drm: 'widevine' });
}

onMysqlAlone(
  'an account that another client keeps locked is refused for now, and stops no other account',
  async (t, database) => {
    const url = await database.createUrl(t);
    const { call } = await serve(t, url, { DATABASE_POOL_SIZE: '4' });
    for (const accountId of ['locked', 'free'])
      t.equal((await start(call, accountId)).status, 201, 'the account is there');
    const other = await stranger(t, url);
    await other.query('start transaction');
    await other.query("select * from accounts where account_id = 'locked' for update");

    // More than there are connections.
    const waiting = Array.from({ length: 12 }, () => start(call, 'locked'));
    for (const _ of waiting) t.equal((await start(call, 'free')).status, 201);
    t.equal((await call('GET', '/health/ready')).status, 200);
    for (const answer of await Promise.all(waiting)) isForNow(t, answer, 'the locked account');

    await other.query('rollback');
    t.equal((await start(call, 'locked')).status, 201, 'it works again by itself');
  }
);

onMysqlAlone(
  'connections that a network drops in silence are given up, and replaced by new ones',
  async (t, database) => {
    const line = await startLine(t, new URL(await database.createUrl(t)));
    const { call } = await serve(t, line.url, { DATABASE_TIMEOUT_MS: '500' });
    await Promise.all(Array.from({ length: 10 }, (_, number) => start(call, `account ${number}`)));

    line.swallow();
    const answers = await Promise.all(Array.from({ length: 20 }, (_, number) => start(call, `a${number}`)));
    for (const { status } of answers) t.ok([201, 503].includes(status), `${status}`);
    t.equal((await start(call, 'later')).status, 201, 'no other connection of those is tried');
    t.equal((await call('GET', '/health/ready')).status, 200);
  }
);

onMysqlAlone(
  'a commit whose answer is lost is found by the request that is sent again',
  async (t, database) => {
    const line = await startLine(t, new URL(await database.createUrl(t)));
    const { call, storage } = await serve(t, line.url, { IDEMPOTENCY_HOLD_SECONDS: '1' });
    const { token } = await buyFilm(call, 'ada');
    const tokens = '/v1/accounts/ada/tokens';
    const key = { 'idempotency-key': 'one' };

    // The answer is kept, sealed, in the last column.
    line.cutBeforeAnswerTo(/insert into `idempotency_records`[^;]*'\)[\s\S]*commit/);
    isForNow(t, await call('POST', tokens, token, key), 'nobody knows whether it was written');
    const again = await call('POST', tokens, token, key);
    t.equal(again.status, 201);
    const { items } = await storage.store.listTokens('ada', { limit: 10 });
    t.strictSame(
      items.map(({ tokenId }) => tokenId),
      [again.body.tokenId],
      'there is one token, the one that the second answer names'
    );
  }
);

onMysqlAlone('a statement that the server interrupts runs again', async (t, database) => {
  const url = await database.createUrl(t);
  const { call } = await serve(t, url);
  await start(call, 'ada');
  const holder = await stranger(t, url);
  const killer = await stranger(t, url);
  await holder.query('start transaction');
  await holder.query("select * from accounts where account_id = 'ada' for update");

  const waiting = start(call, 'ada');
  let killed = 0;
  while (killed === 0) {
    const [rows] = await killer.query(
      "select id from information_schema.processlist where db = database() and info like '%for update%' and id not in (connection_id(), ?)",
      [holder.threadId]
    );
    for (const { id, ID } of rows as { id?: number; ID?: number }[]) {
      await killer.query(`kill query ${id ?? ID}`);
      killed += 1;
    }
  }
  await holder.query('rollback');
  t.equal((await waiting).status, 201);
});

const skip = hasMariaDb() ? false : 'MariaDB is not installed';

/** A server of the test's own, with a user that may do no more than a service's user should. */
async function ownServer(t: Test, options: readonly string[] = []) {
  const server = await startMariaDb(options);
  t.teardown(() => server.stop());
  const root = await stranger(t, server.url);
  await root.query('create database binding');
  await root.query("create user service@'127.0.0.1' identified by 'service'");
  await root.query("grant all on binding.* to service@'127.0.0.1'");
  const url = new URL(`${server.url}/binding`);
  url.username = 'service';
  url.password = 'service';
  return { root, url: url.href };
}

t.test('a server that may only be read is an outage, and readiness says so', { skip }, async t => {
  const { root, url } = await ownServer(t);
  const { call } = await serve(t, url);
  t.equal((await start(call, 'ada')).status, 201);

  await root.query('set global read_only = 1');
  for (const answer of await Promise.all(Array.from({ length: 20 }, () => start(call, 'ada'))))
    isForNow(t, answer, 'nothing is written');
  isForNow(t, await call('GET', '/health/ready'), 'readiness');
  t.equal((await call('GET', '/v1/accounts/ada')).status, 200, 'reading goes on');

  await root.query('set global read_only = 0');
  t.equal((await start(call, 'ada')).status, 201);
  t.equal((await call('GET', '/health/ready')).status, 200);
});

t.test('a server that takes no more connections is an outage, which ends with it', { skip }, async t => {
  const { url } = await ownServer(t, ['--max-connections=10']);
  const { call } = await serve(t, url);
  const others = [];
  for (let number = 0; number < 8; number++) others.push(await stranger(t, url));

  const answers = await Promise.all(Array.from({ length: 20 }, (_, number) => start(call, `a${number}`)));
  for (const answer of answers) if (answer.status !== 201) isForNow(t, answer, 'no connection');
  for (const other of others) other.destroy();
  while ((await call('GET', '/health/ready')).status !== 200);
  t.equal((await start(call, 'ada')).status, 201);
});

t.test('statements that the server stops for their time are an outage', { skip }, async t => {
  const { root, url } = await ownServer(t);
  const { call } = await serve(t, url);
  t.equal((await start(call, 'ada')).status, 201);
  await root.query('use binding');
  await root.query('start transaction');
  await root.query("select * from accounts where account_id = 'ada' for update");
  const connections = await root.query(
    "select id from information_schema.processlist where user = 'service'"
  );
  for (const { id } of connections[0] as { id: number }[]) await root.query(`kill ${id}`);
  await root.query('set global max_statement_time = 0.2');

  isForNow(t, await start(call, 'ada'), 'the statement was stopped');
  await root.query('rollback');
  t.equal((await start(call, 'ada')).status, 201);
});

onMysqlAlone(
  'migrations and transactions that run again stand in the log of the service',
  async (t, database) => {
    const url = await database.createUrl(t);
    const service = await startProcess(t, environmentOf({ databaseUrl: url, expressPlayUrl: emulator.url }));
    t.match(service.output.stdout, '"migration":"0001-initial-tables"');
    await start(service.call, 'ada');
    const holder = await stranger(t, url);
    await holder.query('start transaction');
    await holder.query("select * from accounts where account_id = 'ada' for update");

    isForNow(t, await start(service.call, 'ada'), 'the account is locked');
    t.match(
      service.output.stdout,
      /"code":"ER_LOCK_WAIT_TIMEOUT".*A transaction did not come through and runs again/
    );
  }
);
