import { readFile } from 'node:fs/promises';
import { scopes } from '@expressplay-binding/fastify-binding';
import t from 'tap';
import { VariablesSchema } from '../src/config/variables.ts';
import { startEmulator, startService } from './support/service.ts';

const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');

t.test('every variable that the README names exists, and every required one is in its start', async t => {
  const known = Object.keys(VariablesSchema.properties);
  for (const [, name = ''] of readme.matchAll(/`(?!SIGTERM|SIGINT)([A-Z][A-Z_]{3,})[`=]/g))
    t.ok(known.includes(name), name);
  const [, start = ''] = /## Start\n\n```sh\n([\s\S]*?)```/.exec(readme) ?? [];
  for (const name of VariablesSchema.required) {
    const { default: preset } = VariablesSchema.properties[name] as { default?: unknown };
    if (preset === undefined) t.match(start, `export ${name}=`);
  }
});

t.test('every scope that the README names exists', async t => {
  for (const [, scope = ''] of readme.matchAll(/--scope (\S+)/g))
    t.ok(
      scopes.some(known => known === scope),
      scope
    );
});

t.test('every metric that the README names is there, with its labels', async t => {
  const emulator = await startEmulator(t);
  const { call } = await startService(t, 'sqlite::memory:', emulator.url);
  await call('POST', '/v1/accounts/ada/registrations', { drm: 'widevine' });
  const { text } = await call('GET', '/metrics');
  t.match(text, /http_request_duration_seconds_count\{method="\w+",route="[^"]+",status="\d+"\}/);
  t.match(text, /upstream_call_duration_seconds_count\{call="token",drm="widevine",outcome="ok"\}/);
});
