// The first example of rest-client's README, run as written against a service and an emulator.
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import t from 'tap';
import { node, root } from '../repository.mjs';
import { startStack } from '../stack.mjs';

t.test('the quickstart of rest-client gets a token for one device, twice', async t => {
  const { PATH, HOME } = process.env;
  const stack = await startStack({
    PATH,
    HOME,
    PORT: '0',
    EMULATOR_PORT: '0',
    DATA_DIR: t.testdir(),
    LOG_LEVEL: 'warn'
  });
  t.teardown(() => stack.stop());
  const readme = await readFile(join(root, 'packages/rest-client/README.md'), 'utf8');
  const [, output] = /<!-- output -->\n```\n([\s\S]*?)```/.exec(readme) ?? [];
  const example = join(root, 'packages/rest-client/examples/quickstart.mjs');
  for (const run of ['first', 'second']) {
    const { stdout } = await promisify(execFile)(
      node,
      ['--conditions=@expressplay-binding/source', example],
      { env: { PATH, BINDING_URL: stack.serviceUrl, BINDING_API_KEY: stack.apiKey } }
    );
    t.equal(stdout, output, `${run} run`);
  }
});
