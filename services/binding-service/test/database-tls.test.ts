import { createConnection } from 'mysql2/promise';
import t, { type Test } from 'tap';
import { hasMariaDb, startMariaDb } from '../../../scripts/mariadb.mjs';
import { createAuthority } from './support/certificates.ts';
import { environmentOf } from './support/environment.ts';
import { runSource } from './support/process.ts';
import { startEmulator, startService } from './support/service.ts';

const skip = hasMariaDb() ? false : 'MariaDB is not installed';

interface TlsServer {
  readonly url: string;
  readonly authority: Authority;
}

type Authority = ReturnType<typeof createAuthority>;

/** A server that takes TLS connections only, with a certificate of an authority of its own. */
async function startTlsServer(t: Test, subjectAltName = 'DNS:localhost'): Promise<TlsServer> {
  const authority = createAuthority(t.testdir(), 'database');
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
  return { url: `${byName(server.url)}/binding`, authority };
}

function byName(url: string): string {
  return url.replace('127.0.0.1', 'localhost');
}

/** Starts the service, which must end with one sentence. */
async function refusal(t: Test, databaseUrl: string, ca?: Authority): Promise<string> {
  const environment = environmentOf(
    { databaseUrl, expressPlayUrl: 'http://127.0.0.1:1' },
    ca && { DATABASE_CA: ca.certFile }
  );
  const { code, stderr } = await runSource(t, 'bin.ts', environment);
  t.equal(code, 1);
  return stderr.trimEnd();
}

t.test(
  'with DATABASE_CA the service works on a server that takes TLS connections only',
  { skip },
  async t => {
    const { url, authority } = await startTlsServer(t);
    const emulator = await startEmulator(t);
    const { call } = await startService(t, url, emulator.url, { DATABASE_CA: authority.certFile });
    t.equal((await call('POST', '/v1/accounts/ada/registrations', { drm: 'widevine' })).status, 201);

    t.equal(
      await refusal(t, url),
      'The database server refuses the user, the password, or a connection without TLS (ER_ACCESS_DENIED_ERROR).'
    );
    t.equal(
      await refusal(t, url, createAuthority(t.testdir(), 'stranger')),
      'The certificate of the database server is not from the given authority, or not for the host of the URL (HANDSHAKE_SSL_ERROR).'
    );
    t.equal(
      await refusal(t, url.replace('localhost', '127.0.0.1'), authority),
      'DATABASE_CA needs a DATABASE_URL with the name of the server instead of its IP address.'
    );
  }
);

t.test('a certificate of the database for another host is refused', { skip }, async t => {
  const { url, authority } = await startTlsServer(t, 'DNS:elsewhere.example');
  t.equal(
    await refusal(t, url, authority),
    'The certificate of the database server is not from the given authority, or not for the host of the URL (HANDSHAKE_SSL_ERROR).'
  );
});

t.test('with DATABASE_CA a server without TLS is refused', { skip }, async t => {
  const server = await startMariaDb(['--skip-ssl']);
  t.teardown(() => server.stop());
  t.equal(
    await refusal(t, `${byName(server.url)}/mysql`, createAuthority(t.testdir(), 'database')),
    'The database server has no TLS, but an authority for its certificate is given (HANDSHAKE_NO_SSL_SUPPORT).'
  );
});
