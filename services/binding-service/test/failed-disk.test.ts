import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import t from 'tap';
import { environmentOf } from './support/environment.ts';
import { startProcess } from './support/process.ts';
import { startEmulator } from './support/service.ts';

t.test('a disk that fails ends the process with a sentence, and nothing was acknowledged', async t => {
  const emulator = await startEmulator(t);
  const folder = t.testdir();
  const broken = join(folder, 'broken');
  const preload = new URL('support/break-disk.mjs', import.meta.url).href;
  const { call, ended } = await startProcess(t, {
    ...environmentOf({ databaseUrl: `sqlite:${join(folder, 'binding.db')}`, expressPlayUrl: emulator.url }),
    NODE_OPTIONS: `--import=${preload}`,
    BROKEN_DISK: broken
  });
  const start = () => call('POST', '/v1/accounts/ada/registrations', { drm: 'widevine' });
  t.equal((await start()).status, 201);
  await writeFile(broken, '');
  const answer = await start().catch(() => undefined);
  t.notMatch(answer, { status: 201 });
  const { code, stderr } = await ended;
  t.equal(code, 1);
  t.match(stderr, /binding\.db.*\n$/);
  t.equal(stderr.trim().split('\n').length, 1, stderr);
});
