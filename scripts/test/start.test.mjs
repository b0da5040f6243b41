import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import t from 'tap';
import { root } from '../repository.mjs';

/**
 * Runs `npm start` as far as its script goes, on free ports, with its data in the test's folder.
 * @param {import('tap').Test} t
 * @param {NodeJS.ProcessEnv} [settings]
 */
function start(t, settings = { DATA_DIR: t.testdir() }) {
  const { BOOTSTRAP_API_KEY, DATABASE_URL, ...environment } = process.env;
  const launcher = spawn(process.execPath, [join(root, 'scripts/start.mjs')], {
    env: { ...environment, PORT: '0', EMULATOR_PORT: '0', SHOP_PORT: '0', ...settings },
    stdio: ['ignore', 'pipe', 'pipe']
  });
  t.teardown(() => launcher.kill());

  const output = { stdout: '', stderr: '' };
  launcher.stdout.on('data', chunk => (output.stdout += chunk));
  launcher.stderr.on('data', chunk => (output.stderr += chunk));
  const ended = once(launcher, 'close').then(([code]) => code);
  const announced = (async () => {
    while (!output.stdout.includes('Ctrl-C')) await once(launcher.stdout, 'data');
    const [serviceUrl = '', , emulatorUrl = '', shopUrl = ''] =
      output.stdout.match(/(?<=^(Service|API reference|Emulator|Shop) +)http:\S+/gm) ?? [];
    return { serviceUrl, emulatorUrl, shopUrl };
  })();
  return { launcher, output, ended, announced };
}

/** @param {string} url */
const answers = url =>
  fetch(url).then(
    () => true,
    () => false
  );

/** @param {string[]} urls */
async function untilNoneAnswers(...urls) {
  for (const url of urls) while (await answers(url)) await sleep(20);
}

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
  t.test(
    `the announced service takes the development key; ${signal} stops everything with exit code 0`,
    async t => {
      const { launcher, output, ended, announced } = start(t);
      const { serviceUrl, emulatorUrl, shopUrl } = await announced;
      t.equal((await fetch(shopUrl)).status, 200);
      t.match(output.stdout, /^API key +epb_dev_local$/m);
      const headers = { authorization: 'Bearer epb_dev_local' };
      t.equal((await fetch(`${serviceUrl}/v1/contents`, { headers })).status, 200);

      launcher.kill(signal);
      t.equal(await ended, 0);
      t.notOk(await answers(serviceUrl));
      t.notOk(await answers(emulatorUrl));
      t.notOk(await answers(shopUrl));
      t.equal(output.stderr, '');
    }
  );
}

t.test('all processes end with a launcher that is killed', async t => {
  const { launcher, announced } = start(t);
  const { serviceUrl, emulatorUrl, shopUrl } = await announced;
  launcher.kill('SIGKILL');
  await untilNoneAnswers(serviceUrl, emulatorUrl, shopUrl);
});

t.test('a service that cannot start says why, and the emulator stops with it', async t => {
  const { output, ended } = start(t, { SEALING_KEYS: 'short', DATA_DIR: t.testdir() });
  t.equal(await ended, 1);
  t.match(output.stderr, /SEALING_KEYS.*\nThe service ended \(exit code 1\)\.\n$/);
  t.notMatch(output.stderr, /^ +at /m, 'no stack trace');
});

for (const name of ['PORT', 'EMULATOR_PORT', 'SHOP_PORT']) {
  t.test(`a taken ${name} is one sentence`, async t => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    t.teardown(() => other.close());
    const { port } = /** @type {import('node:net').AddressInfo} */ (other.address());

    const { output, ended } = start(t, { [name]: String(port), DATA_DIR: t.testdir() });
    t.equal(await ended, 1);
    t.equal(output.stderr, `Port ${port} is in use: choose another with ${name}.\n`);
  });

  t.test(`a ${name} that is no port is one sentence`, async t => {
    const { output, ended } = start(t, { [name]: '80443', DATA_DIR: t.testdir() });
    t.equal(await ended, 1);
    t.equal(output.stderr, `${name}=80443 is not a port that can be used.\n`);
  });
}

t.test('a data folder that cannot be created ends the start with one sentence', async t => {
  const folder = join(t.testdir({ file: '' }), 'file/data');
  const { output, ended } = start(t, { DATA_DIR: folder });
  t.equal(await ended, 1);
  t.equal(
    output.stderr,
    `The data folder ${folder} cannot be made (ENOTDIR): choose another with DATA_DIR.\n`
  );
});
