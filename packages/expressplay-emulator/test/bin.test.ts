import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import t from 'tap';
import { AUTHENTICATOR, encode, GOOD, redeem, start, TV } from './helper.ts';

const BIN = join(import.meta.dirname, '../src/bin.ts');

type Teardown = { teardown: (end: () => void) => unknown };

type Started = { readonly child: ChildProcess; readonly url: string; readonly output: () => string };

function run(t: Teardown, args: readonly string[]): ChildProcess {
  const child = spawn(process.execPath, ['--conditions=@expressplay-binding/source', BIN, ...args]);
  t.teardown(() => void child.kill('SIGKILL'));
  return child;
}

/** Runs the command until it says where it listens. */
async function listen(t: Teardown, args: readonly string[]): Promise<Started> {
  const child = run(t, ['--port', '0', ...args]);
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let output = '';
  child.stdout?.on('data', chunk => {
    output += chunk;
    const url = /http:\S+(?=\n)/.exec(output)?.[0];
    if (url !== undefined) resolve(url);
  });
  child.once('exit', () => reject(new Error(output)));
  return { child, url: await promise, output: () => output };
}

const tokenUrl = (url: string, form = {}): string =>
  `${url}/hms/wv/token?${encode({ customerAuthenticator: AUTHENTICATOR, ...GOOD.widevine, ...form })}`;

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  t.test(`${signal} stops it cleanly`, async t => {
    const { child, url } = await listen(t, []);
    t.equal((await fetch(tokenUrl(url))).status, 200);
    child.kill(signal);
    t.same(await once(child, 'exit'), [0, null]);
  });
}

t.test('a killed emulator has all its state after a restart', async t => {
  const args = ['--state-file', join(t.testdir({}), 'state.ndjson')];
  const before = await listen(t, args);
  const license = new URL(await (await fetch(tokenUrl(before.url, { cookie: 'kept' }))).text());
  t.equal((await redeem(license.href, TV)).status, 200);
  before.child.kill('SIGKILL');
  await once(before.child, 'exit');

  const after = await listen(t, args);
  const records = await fetch(
    `${after.url}/cmiapi/getrecord/?customerAuthenticator=${AUTHENTICATOR}&cookie=kept`
  );
  t.match(await records.json(), [{ device_id: TV }]);
  t.equal((await redeem(after.url + license.pathname + license.search, TV)).status, 200);
});

t.test('--log prints a line for every call, without any secret', async t => {
  const { child, url, output } = await listen(t, ['--log']);
  await fetch(tokenUrl(url));
  await fetch(tokenUrl(url, { kid: 'x' }));
  child.kill('SIGTERM');
  await once(child, 'close');
  t.match(output(), 'GET /hms/wv/token 200\n');
  t.match(output(), 'GET /hms/wv/token 400 -4020 kid must be 32 hexadecimal characters\n');
  t.notMatch(output(), AUTHENTICATOR);
});

t.test('a failed start prints one plain sentence and exits with 1', async t => {
  const { port } = new URL((await start(t)).url);
  const cases: readonly (readonly [readonly string[], RegExp])[] = [
    [['--port', port], new RegExp(`^Port ${port} is already in use; choose another with --port\\.\\n$`)],
    [['--state-file', '/nowhere/state'], /^The state file \/nowhere\/state cannot be used: .+\n$/],
    [['--port', '70000'], /^The option port must be a whole number from 0 to 65535\.\n$/],
    [['--credits=-1'], /^The switch "credits" must .+\n$/],
    [['--colour'], /^Unknown option '--colour'.*\n$/]
  ];
  for (const [args, sentence] of cases) {
    const child = run(t, ['--port', '0', ...args]);
    const [said, [exitCode]] = await Promise.all([text(child.stderr!), once(child, 'exit')]);
    t.match(said, sentence);
    t.equal(exitCode, 1);
  }
});
