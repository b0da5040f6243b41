import { createConnection } from 'mysql2/promise';
import t, { type Test } from 'tap';
import { hasMariaDb, startMariaDb } from '../../../scripts/mariadb.mjs';
import { createAuthority } from './support/certificates.ts';
import { environmentOf } from './support/environment.ts';
import { runSource } from './support/process.ts';
import { startEmulator, startService } from './support/service.ts';

const skip = hasMariaDb() ? false : 'MariaDB is not installed';

/** A server with a certificate of an authority of its own. */
async function startTlsServer(t: Test, subjectAltName?: string) {
  const folder = t.testdir();
  const authority = createAuthority(folder, 'database');
  const { certFile, keyFile } = authority.issue('server', subjectAltName);
  const server = await startMariaDb([
    `--ssl-cert=${certFile}`,
    `--ssl-key=${keyFile}`,
    '--require-secure-transport=ON'
  ]);
  t.teardown(() => server.stop());
  const root = await createConnection({ uri: server.url, ssl: { ca: authority.cert } });
  await root.query('create database binding');
  await root.end();
  return { url: `${server.url}/binding`, authority, stranger: createAuthority(folder, 'stranger') };
}

function start(t: Test, databaseUrl: string, more: NodeJS.ProcessEnv) {
  return runSource(t, 'bin.ts', environmentOf({ databaseUrl, expressPlayUrl: 'http://127.0.0.1:1' }, more));
}

t.test('with DATABASE_CA the connections to MySQL are encrypted', { skip }, async t => {
  const { url, authority } = await startTlsServer(t);
  const emulator = await startEmulator(t);
  const { call } = await startService(t, url, emulator.url, { DATABASE_CA: authority.certFile });
  t.equal((await call('POST', '/v1/accounts/ada/registrations', { drm: 'widevine' })).status, 201);
});

t.test('without DATABASE_CA or with another authority the service does not start', { skip }, async t => {
  const { url, stranger } = await startTlsServer(t);
  const untold = await start(t, url, {});
  t.equal(untold.code, 1);
  t.equal(
    untold.stderr,
    'The database server takes encrypted connections only: name the authority of its certificate (ER_SECURE_TRANSPORT_REQUIRED).\n'
  );
  const mistaken = await start(t, url, { DATABASE_CA: stranger.certFile });
  t.equal(mistaken.code, 1);
  t.equal(mistaken.stderr, 'x');
});

t.test('a certificate for another host is refused', { skip }, async t => {
  const { url, authority } = await startTlsServer(t, 'DNS:elsewhere.example');
  const { code, stderr } = await start(t, url, { DATABASE_CA: authority.certFile });
  t.equal(code, 1);
  t.equal(stderr, 'x');
});

t.test('a server without TLS is refused if DATABASE_CA is set', { skip }, async t => {
  const server = await startMariaDb(['--skip-ssl']);
  t.teardown(() => server.stop());
  const { certFile } = createAuthority(t.testdir(), 'database');
  const { code, stderr } = await start(t, `${server.url}/mysql`, { DATABASE_CA: certFile });
  t.equal(code, 1);
  t.equal(stderr, 'x');
});
