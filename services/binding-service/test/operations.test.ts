import { rm } from 'node:fs/promises';
import t from 'tap';
import { buyFilm, register } from './support/flow.ts';
import { startEmulator, startService } from './support/service.ts';

const emulator = await startEmulator(t);
const { url, call, storage } = await startService(t, 'sqlite::memory:', emulator.url);

t.test('metrics count requests by route and upstream calls by DRM and outcome, without ids', async t => {
  const { token } = await buyFilm(call, 'ada-of-metrics');
  await call('POST', '/v1/accounts/ada-of-metrics/tokens', token);
  emulator.configure({ faults: [{ kind: 'refuse', code: -2019, times: 1 }] });
  await call('POST', '/v1/accounts/ada-of-metrics/tokens', token);
  await call('GET', '/nothing/here');
  const { text } = await call('GET', '/metrics');
  for (const line of [
    'http_request_duration_seconds_count{method="POST",route="/v1/accounts/:accountId/tokens",status="201"} 1',
    'http_request_duration_seconds_count{method="GET",route="none",status="404"} 1',
    'upstream_call_duration_seconds_count{call="token",drm="widevine",outcome="ok"} 2',
    'upstream_call_duration_seconds_count{call="token",drm="widevine",outcome="upstream-credits-exhausted"} 1',
    'upstream_call_duration_seconds_count{call="records",drm="any",outcome="ok"} 1'
  ])
    t.ok(text.includes(line), line);
  t.notMatch(text, 'ada-of-metrics');
  t.notMatch(text, token.deviceId);
});

t.test('metrics count what came of registrations, checks and units of work', async t => {
  const { call } = await startService(t, 'sqlite::memory:', emulator.url);
  const { body } = await register(call, 'ada');
  const device = `/v1/accounts/ada/devices/${body.device.deviceId}`;
  const { checkId } = (await call('POST', `${device}/binding-checks`, { drm: 'widevine' })).body;
  await call('POST', `/v1/binding-checks/${checkId}/complete`, { refused: true });
  await call('PUT', '/v1/policies/default', { maxDevices: 1 });
  await register(call, 'ada');
  await call('PATCH', '/v1/accounts/ada/devices/dev_none', { name: 'TV' });
  const { text } = await call('GET', '/metrics');
  for (const line of [
    'http_problems_total{code="device-limit-reached"} 1',
    'registrations_total{state="started"} 2',
    'registrations_total{state="bound"} 1',
    'registrations_total{state="refused"} 1',
    'registrations_total{state="expired"} 0',
    'device_decisions_total{code="bound"} 1',
    'device_decisions_total{code="device-limit-reached"} 1',
    'binding_checks_total{state="enforced"} 1',
    'database_unit_duration_seconds_count{outcome="failed"} 1'
  ])
    t.ok(text.includes(line), line);
  t.notMatch(text, 'database_connections{', 'SQLite has no pool');
});

t.test('answers may not be cached and carry security headers', async t => {
  for (const path of ['/v1/contents', '/v1/contents/none', '/v1/nothing']) {
    const { headers } = await call('GET', path);
    t.equal(headers.get('cache-control'), 'no-store', path);
    t.equal(headers.get('x-content-type-options'), 'nosniff', path);
    t.match(headers.get('content-security-policy'), "default-src 'none'", path);
  }
  t.equal(
    (await call('POST', '/v1/accounts/ada/registrations', { drm: 'widevine' })).headers.get('cache-control'),
    'no-store'
  );
});

t.test('the API reference is served with a policy of its own', async t => {
  const { status, text, headers } = await call('GET', '/docs');
  t.equal(status, 200);
  t.match(text, 'Device binding for ExpressPlay');
  t.match(headers.get('content-security-policy'), "script-src 'self'");
  t.match(headers.get('content-security-policy'), "style-src 'self' 'unsafe-inline'");
  t.notMatch(headers.get('content-security-policy'), 'upgrade-insecure-requests');
  t.match((await call('GET', '/openapi.json')).body, { openapi: '3.1.0' });
});

t.test('no key is needed for health, metrics and the API reference', async t => {
  for (const path of ['/health/live', '/health/ready', '/metrics', '/docs', '/openapi.json'])
    t.equal((await fetch(url + path)).status, 200, path);
});

t.test('without its database the service lives, and says that it is not ready', async t => {
  await storage.close();
  t.equal((await call('GET', '/health/live')).status, 200);
  t.match((await call('GET', '/health/ready')).body, { status: 503, code: 'unavailable' });
});

t.test('a database file that was deleted under the service is noticed by its readiness', async t => {
  const file = `${t.testdir()}/binding.db`;
  const { call } = await startService(t, `sqlite:${file}`, emulator.url);
  t.equal((await call('GET', '/health/ready')).status, 200);
  await rm(file);
  t.match((await call('GET', '/health/ready')).body, { status: 503, code: 'unavailable' });
});
