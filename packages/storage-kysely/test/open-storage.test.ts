import { readdir, rename, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { sql } from 'kysely';
import t, { type Test } from 'tap';
import { connectMysql, openStorage, StorageError, type StorageOptions } from '../src/index.ts';
import { onEachDatabase, open, openEmpty, sealingKey, testDatabases } from './support/databases.ts';
import { openDatabase } from './support/raw.ts';
import { content } from './support/samples.ts';

/** How the opening fails; the error must not show the password that the tests plant. */
async function failure(t: Test, options: Partial<StorageOptions>): Promise<StorageError> {
  const storage = openStorage({ url: 'sqlite::memory:', sealingKeys: [sealingKey], ...options });
  const error = await storage.catch((error: unknown) => error);
  t.type(error, StorageError);
  t.notMatch(inspect(error, { depth: 9, showHidden: true }), 'planted-password');
  return error as StorageError;
}

t.test('URLs of other databases than SQLite and MySQL are refused', async t => {
  for (const url of [
    '',
    'binding.db',
    'sqlite:',
    'postgres://user:planted-password@127.0.0.1/binding',
    'mysql://user:planted-password@127.0.0.1:3306',
    'mysql://user:planted-password@127.0.0.1:3306/',
    'mysql://user:planted-password@127.0.0.1:port/binding',
    'MYSQL:planted-password'
  ]) {
    const error = await failure(t, { url });
    t.equal(error.code, 'unsupported-url', url);
    t.equal(
      error.message,
      'The database URL must be sqlite:<path>, sqlite::memory: or mysql://user:password@host:port/database.'
    );
  }
});

t.test('with a malformed sealing key opening fails before anything is created', async t => {
  const folder = t.testdir();
  const error = await failure(t, { url: `sqlite:${folder}/binding.db`, sealingKeys: ['short'] });
  t.equal(error.code, 'invalid-sealing-keys');
  t.strictSame(await readdir(folder), []);
});

t.test('the folder of an SQLite file is created', async t => {
  for (const prefix of ['sqlite:', 'sqlite://']) {
    const url = `${prefix}${join(t.testdir(), 'not/there/yet/binding.db')}`;
    const storage = await openStorage({ url, sealingKeys: [sealingKey] });
    await storage.store.saveContent(content);
    await storage.close();
  }
});

t.test('the error for a file that cannot be written names the file', async t => {
  const folder = t.testdir({ file: 'text', folder: {} });
  for (const [path, code] of [
    [join(folder, 'file/binding.db'), 'EEXIST|ENOTDIR'],
    [join(folder, 'file/deeper/binding.db'), 'ENOTDIR'],
    [join(folder, 'folder'), 'SQLITE_CANTOPEN']
  ] as const) {
    const error = await failure(t, { url: `sqlite:${path}` });
    t.equal(error.code, 'not-writable');
    t.match(error.message, new RegExp(`^The database file ${path} cannot be written \\((${code}).*\\)\\.$`));
    t.ok(error.cause instanceof Error);
  }
});

t.test('opening fails with a StorageError for a folder that cannot be created and for a device', async t => {
  t.match(await failure(t, { url: 'sqlite:/proc/none/deeper/binding.db' }), { code: 'not-writable' });
  t.match(await failure(t, { url: 'sqlite:/dev/null' }), {
    code: 'not-a-database',
    message: '/dev/null is no ordinary file, so it cannot hold a database.'
  });
});

t.test('ping fails if the file was deleted or replaced while it was open', async t => {
  const file = join(t.testdir(), 'binding.db');
  const storage = await openStorage({ url: `sqlite:${file}`, sealingKeys: [sealingKey] });
  t.teardown(() => storage.close());
  await storage.ping();
  await rename(file, `${file}.old`);
  await t.rejects(storage.ping(), {
    name: 'StorageError',
    code: 'unreachable',
    message: /deleted or replaced/
  });
  await writeFile(file, '');
  await t.rejects(storage.ping(), { code: 'unreachable' });
  await rename(`${file}.old`, file);
  await storage.ping();
});

t.test('a file that is not a database is not changed', async t => {
  const file = join(t.testdir(), 'notes.txt');
  await writeFile(file, 'These are notes and no database. '.repeat(200));
  const error = await failure(t, { url: `sqlite:${file}` });
  t.equal(error.code, 'not-a-database');
  t.equal(error.message, `The file ${file} is not an SQLite database.`);
});

t.test('a server that does not exist is unreachable', async t => {
  const error = await failure(t, { url: 'mysql://user:planted-password@127.0.0.1:1/binding' });
  t.equal(error.code, 'unreachable');
  t.equal(error.message, 'The connection to the database server failed (ECONNREFUSED 127.0.0.1:1).');
});

t.test(
  'a server that accepts the connection but never answers is unreachable after the connect timeout',
  async t => {
    const error = await failure(t, {
      url: `mysql://user:planted-password@127.0.0.1:${await silentServer(t)}/binding`,
      pool: { connectTimeout: 50 }
    });
    t.equal(error.code, 'unreachable');
  }
);

t.test('a ping does not wait longer than two seconds', async t => {
  const database = connectMysql(`mysql://user:planted-password@127.0.0.1:${await silentServer(t)}/binding`, {
    connectTimeout: 5000
  });
  await t.rejects(database.ping(), {
    name: 'StorageError',
    code: 'unreachable',
    message: 'The database did not answer within 2000 ms.'
  });
});

for (const database of testDatabases.filter(({ name }) => name === 'MySQL')) {
  t.test('a wrong user, password or database of MySQL has its own code', async t => {
    const url = new URL(await database.createUrl(t));
    const stranger = new URL(url);
    stranger.username = 'stranger';
    stranger.password = 'planted-password';
    t.equal((await failure(t, { url: stranger.href })).code, 'access-denied');

    url.pathname += '_of_another_name';
    t.equal((await failure(t, { url: url.href })).code, 'database-missing');
  });

  t.test('a ping commits a write, which those that ask at the same time share', async t => {
    const url = await database.createUrl(t);
    const storage = await open(t, url);
    const raw = await openDatabase(t, url);
    const checks = async () => {
      const { rows } = await raw.read(db =>
        sql<{ checks: number }>`select checks from binding_write_checks`.execute(db)
      );
      return rows[0]?.checks;
    };
    await storage.ping();
    t.equal(await checks(), 1);
    await Promise.all([storage.ping(), storage.ping(), storage.ping()]);
    t.equal(await checks(), 2);
  });

  t.test('the pool has the configured size', async t => {
    const storage = await openStorage({
      url: await database.createUrl(t),
      sealingKeys: [sealingKey],
      pool: { connectionLimit: 1 }
    });
    await storage.store.inAccount('ada', 0, async () => {
      await t.rejects(storage.ping(), { code: 'unreachable' }, 'no second connection');
    });
    await storage.ping();
    await storage.close();
  });
}

onEachDatabase('an open database answers a ping, and a closed one rejects it', async (t, database) => {
  const storage = await openEmpty(t, database);
  await storage.ping();
  await storage.close();
  await storage.close();
  await t.rejects(storage.ping());
});

/** A port that accepts connections and never says anything. */
async function silentServer(t: Test): Promise<number> {
  const server = createServer(socket => socket.on('error', () => {}));
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  t.teardown(() => server.close());
  return (server.address() as { port: number }).port;
}
