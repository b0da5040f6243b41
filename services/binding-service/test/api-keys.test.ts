import t from 'tap';
import { callsTo } from './support/calls.ts';
import { environmentOf } from './support/environment.ts';
import { runSource } from './support/process.ts';
import { startEmulator, startService } from './support/service.ts';

// Each command is a process of its own, on a machine that may be busy.
t.setTimeout(300_000);
const emulator = await startEmulator(t);
const databaseUrl = `sqlite:${t.testdir()}/binding.db`;
const { url, call } = await startService(t, databaseUrl, emulator.url);
const { DATABASE_URL, SEALING_KEYS } = environmentOf({ databaseUrl, expressPlayUrl: emulator.url });
const command = (...args: string[]) =>
  runSource(t, 'bin.ts', { PATH: process.env.PATH, DATABASE_URL, SEALING_KEYS }, ['api-keys', ...args]);

t.test('a key is made, does what its scopes allow, is listed without its secret and revoked', async t => {
  const created = await command('create', '--name', 'shop', '--scope', 'contents:read');
  t.equal(created.code, 0, created.stderr);
  const [, keyId = ''] = /Key id: (\S+)/.exec(created.stdout) ?? [];
  const [, apiKey = ''] = /shown this once: (epb_\S+)/.exec(created.stdout) ?? [];
  const shop = callsTo(t, url, apiKey);
  t.equal((await shop('GET', '/v1/contents')).status, 200);
  t.match((await shop('DELETE', '/v1/contents/film')).body, { code: 'forbidden', detail: /contents:write/ });

  const listed = await command('list');
  t.match(listed.stdout, new RegExp(`${keyId}\tshop\t.*\tactive\tcontents:read`));
  t.notMatch(listed.stdout, apiKey);

  t.match((await command('revoke', keyId)).stdout, `Revoked ${keyId}.`);
  t.equal((await shop('GET', '/v1/contents')).status, 401);
  t.match(await command('revoke', keyId), { code: 1, stderr: /is revoked already/ });
  t.match(await command('revoke', 'key_none'), { code: 1, stderr: /^There is no API key "key_none"/ });
});

t.test('a key is rotated by command, and expires', async t => {
  const expires = '2099-01-01T00:00:00.000Z';
  const options = ['--scope', 'contents:read', '--expires', expires, '--network', '127.0.0.0/8', '::1'];
  const created = await command('create', '--name', 'till', ...options);
  const [, keyId = ''] = /Key id: (\S+)/.exec(created.stdout) ?? [];
  const [, oldKey = ''] = /shown this once: (epb_\S+)/.exec(created.stdout) ?? [];
  const rotated = await command('rotate', keyId, '--grace-seconds', '0');
  const [, newKey = ''] = /shown this once: (epb_\S+)/.exec(rotated.stdout) ?? [];
  t.equal((await callsTo(t, url, oldKey)('GET', '/v1/contents')).status, 401);
  t.equal((await callsTo(t, url, newKey)('GET', '/v1/contents')).status, 200);
  t.match(
    (await command('list')).stdout,
    new RegExp(`${keyId}\ttill\t.*\texpired .*\tnever used\tfrom 127.0.0.0/8 ::1`)
  );
  t.match(await command('rotate', keyId), { code: 1, stderr: /has expired/ });
  t.match(await command('rotate', keyId, '--grace-seconds', 'x'), { code: 1, stderr: /whole number/ });
  const late = await command('create', '--name', 'x', '--scope', 'staff', '--expires', 'tomorrow');
  t.match(late, { code: 1, stderr: /^--expires must be a date/ });
});

t.test('no key is named like a part of the service or like staff', async t => {
  for (const name of ['worker', 'staff:42 (Ada)'])
    t.match(await command('create', '--name', name, '--scope', 'contents:read'), {
      code: 1,
      stderr: /must not stand for the service itself/
    });
});

t.test('a wrong command is refused in one sentence', async t => {
  t.match(await command('create', '--name', 'shop'), { code: 1, stderr: /^A key needs a --scope/ });
  t.match(await command('create', '--scope', 'staff'), {
    code: 1,
    stderr: /^required option '--name <name>' not specified/
  });
  t.match(await command('create', '--name', 'x', '--scope', 'all'), {
    code: 1,
    stderr: /'all' is invalid. Allowed choices are contents:read/
  });
  t.match(await command('sing'), { code: 1, stderr: /^unknown command 'sing'/ });
});

t.test('every invalid key gets the same answer', async t => {
  const problems = [];
  for (const authorization of ['', 'Basic eDp5', 'Bearer', 'Bearer wrong', `Bearer ${'x'.repeat(5000)}`]) {
    const { status, body, headers } = await call('GET', '/v1/contents', undefined, { authorization });
    t.equal(status, 401);
    t.match(headers.get('www-authenticate'), /^Bearer/);
    problems.push(JSON.stringify({ ...body, requestId: '' }));
  }
  t.equal(new Set(problems).size, 1);
});
