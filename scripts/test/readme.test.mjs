// The walk-through of the README, run as written against a stack of its own.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import t from 'tap';
import { node, root } from '../repository.mjs';
import { startStack } from '../stack.mjs';

const readme = readFileSync(join(root, 'README.md'), 'utf8');
const [, lines = ''] = /<!-- walk-through -->\n```sh\n([\s\S]*?)```/.exec(readme) ?? [];

t.test('the lines of the README bind a film to one device', async t => {
  const { PATH = '', HOME } = process.env;
  const path = [dirname(node), PATH].join(delimiter);
  const stack = await startStack({ PATH: path, HOME, PORT: '0', EMULATOR_PORT: '0', DATA_DIR: t.testdir() });
  t.teardown(() => stack.stop());

  const { stdout, stderr } = await promisify(execFile)('sh', ['-e', '-c', lines], {
    env: { PATH: path, HOME, API: `${stack.serviceUrl}/v1` }
  });
  t.equal(stderr, '');
  const [content, started, dummy, bound, refusal, purchase, token, license, refused] = stdout
    .replaceAll('}{', '}\n{')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line));
  const device = '0123456789abcdef0123456789abcdef';

  t.match(content, { contentId: 'metropolis', keyKind: 'clear' });
  t.match(started, { state: 'pending', cookie: /^.{32}$/ });
  t.ok(dummy.keys, 'the dummy was redeemed');
  t.match(bound, { state: 'bound', device: { bindings: [{ drm: 'widevine', drmDeviceId: device }] } });
  t.match(refusal, { status: 403, code: 'not-entitled' });
  t.match(purchase, { kind: 'purchase', state: 'active' });
  t.match(token, { binding: 'enforced', deviceId: bound.device.deviceId });
  const key = Buffer.from('00112233445566778899aabbccddeeff', 'hex').toString('base64url');
  t.match(license, { keys: [{ k: key }] });
  t.match(refused, { errorCode: -4001 });
});
